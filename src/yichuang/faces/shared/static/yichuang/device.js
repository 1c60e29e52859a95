/* A device tells that it lives, once a minute, and tests itself when the server asks for it (on the first beat, every half hour, or because
   somebody pressed "self-test now").

   <script src="device.js" data-beat="/device/beat/" data-test="/device/test/" data-csrf="…" data-prints="1" defer>

   What a browser can tell: whether sound plays, how long the server takes, what time this machine believes in. Printer and paper
   are told by the server when it drives the printer itself; when the browser prints, nobody can tell, and the result says so (null). */
(() => {
  "use strict";
  const own = document.currentScript, EVERY = 60000, MARK = "yc-last-beat";
  if (!own || !own.dataset.beat) return;
  const kept = () => { try { return Number(sessionStorage.getItem(MARK) || 0); } catch { return 0; } };
  const keep = () => { try { sessionStorage.setItem(MARK, String(Date.now())); } catch { /* private mode: the server counts too */ } };

  async function send(url, body) {
    const answer = await fetch(url, { method: "POST", cache: "no-store", credentials: "same-origin", headers: { "Content-Type": "application/json", "X-CSRFToken": own.dataset.csrf }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }
  /* A browser lets a page sound only after a touch; until then nothing can be said about it. */
  async function sound() {
    if (!window.AudioContext) return { ok: false, detail: "no audio" };
    const context = new AudioContext();
    try {
      await Promise.race([context.resume(), new Promise(done => setTimeout(done, 500))]);
      if (context.state !== "running") return { ok: null, detail: "not touched yet" };
      const voice = window.speechSynthesis && speechSynthesis.getVoices().some(v => v.lang.toLowerCase().startsWith("zh"));
      return { ok: true, detail: voice ? "zh voice" : "no zh voice" };
    } catch (error) { return { ok: false, detail: String(error.message || error).slice(0, 100) }; }
    finally { context.close().catch(() => { /* was never open */ }); }
  }
  async function selfTest(round) {
    const results = { sound: await sound() };
    if (own.dataset.prints) results.printer = { ok: null, detail: "printed by the browser" };
    await send(own.dataset.test, { results, round_trip_ms: round, device_time: new Date().toISOString() });
  }
  async function beat() {
    const start = performance.now();
    try {
      const told = await send(own.dataset.beat, {});
      keep();
      if (told.test) await selfTest(Math.round(performance.now() - start));
    } catch { /* the server is away or this device was taken out of use: the page itself says so; silence is noticed there */ }
  }
  /* A slip is printed once, when its page is first shown; what did not come out is said where the page speaks of the slip. */
  async function printSlip() {
    const at = document.body.dataset.slipPrint, once = "yc-slip-" + document.body.dataset.slipOnce, said = document.querySelector("[data-slip-said]");
    if (!at) return;
    try { if (sessionStorage.getItem(once)) return; sessionStorage.setItem(once, "1"); } catch { /* private mode: a reload prints again */ }
    try {
      const told = await send(at, {});
      let words = told.message;
      if (told.data) {
        try { await window.yichuangBridge.call("printer/print", { data: told.data }); }
        catch (error) { words = error instanceof TypeError ? "" : error.message; await send(own.dataset.test, { results: { printer: { ok: false, detail: words.slice(0, 100) || "no bridge" } } }); }
      }
      if (words && said) said.textContent = words;
    } catch { /* the number stands on the screen, and the page says how to keep it */ }
  }
  printSlip();
  if (Date.now() - kept() > EVERY - 5000) beat();
  setInterval(() => { if (Date.now() - kept() > EVERY - 5000) beat(); }, EVERY / 4);
  window.yichuangDevice = { beat };
})();
