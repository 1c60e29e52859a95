/* The slider over a day: [data-play="URL"] holds a range input (minutes from data-begin), a button and an <output>.
   The hall at that minute is read into #then, one reading at a time; playing goes five minutes a step. */
(() => {
  "use strict";
  /* What was done is said over the map for a while, and then the map is whole again; a refusal stays until it is read. */
  document.querySelectorAll(".fl-said:not(.yc-band--warn)").forEach(el => setTimeout(() => el.remove(), 8000));
  const box = document.querySelector("[data-play]");
  if (!box) return;
  const range = box.querySelector("input[type=range]"), button = box.querySelector("[data-play-button]"), out = box.querySelector("output");
  const begin = Date.parse(range.dataset.begin), zone = document.body.dataset.zone || undefined, play = button.textContent;
  let busy = false, wanted = false, timer = 0;
  const time = () => new Date(begin + Number(range.value) * 60000).toLocaleTimeString("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  async function read() {
    out.value = time(); range.setAttribute("aria-valuetext", out.value);
    if (busy) { wanted = true; return; }
    busy = true;
    try { await htmx.ajax("GET", `${box.dataset.play}&minute=${range.value}`, { target: "#then", swap: "innerHTML" }); } catch { /* the band says it */ }
    busy = false;
    if (wanted) { wanted = false; read(); }
  }
  function stop() { clearInterval(timer); timer = 0; button.textContent = play; }
  function step() {
    if (busy) return;
    if (Number(range.value) >= Number(range.max)) { stop(); return; }
    range.value = String(Math.min(Number(range.max), Number(range.value) + 5)); read();
  }
  range.addEventListener("input", read);
  button.addEventListener("click", () => {
    if (timer) { stop(); return; }
    if (Number(range.value) >= Number(range.max)) range.value = "0";
    button.textContent = button.dataset.stop; timer = setInterval(step, 400); step();
  });
})();
