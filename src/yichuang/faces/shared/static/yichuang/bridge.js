/* The bridge beside this browser (docs/bridge.md): reads a card, prints a slip. A browser that was never paired asks nothing and shows nothing.

   <button hidden data-bridge="idreader" data-bridge-act="read" data-bridge-fill='{"name": "#p0-name", "id_no": "#p0-id"}'>   appears when the part is there
   <form data-bridge-pair data-device="id of this computer's device">…<input name="code">…<output></output></form>   pairs
   <ul data-bridge-parts data-words='{"ready": "…", …}'></ul>                                                         lists what is there, with a try
   [data-bridge-said]                                                                                                says what was done, or why not

   While it is paired the page tells the server once a minute that this computer's devices live, and every half hour how its printer is. */
(() => {
  "use strict";
  const URL_ = "http://127.0.0.1:7717/v1/", KEY = "yc-bridge", $$ = (sel, root) => [...(root || document).querySelectorAll(sel)];
  const kept = () => { try { return JSON.parse(localStorage.getItem(KEY) || "null"); } catch { return null; } };
  const keep = value => { try { if (value) localStorage.setItem(KEY, JSON.stringify(value)); else localStorage.removeItem(KEY); } catch { /* private mode */ } };
  let parts = null;

  async function call(path, body) {
    const pass = kept(), headers = { "Accept-Language": document.documentElement.lang };
    if (pass) headers.Authorization = "Bearer " + pass.token;
    if (body) headers["Content-Type"] = "application/json";
    const answer = await fetch(URL_ + path, { method: body ? "POST" : "GET", headers, body: body ? JSON.stringify(body) : undefined, cache: "no-store" });
    const said = await answer.json();
    if (answer.status === 401) keep(null);
    if (!answer.ok) throw new Error(said.message || said.code);
    return said;
  }
  const say = (text, bad) => $$("[data-bridge-said]").forEach(el => { el.textContent = text; el.hidden = !text; el.classList.toggle("is-bad", Boolean(bad)); });
  async function look() {
    if (!kept()) { parts = null; return; }
    try { parts = (await call("parts")).parts; } catch { parts = null; }
  }
  const ready = name => parts && parts.some(p => p.part === name && p.state === "ready");
  function reveal() {
    $$("button[data-bridge]").forEach(button => { button.hidden = !ready(button.dataset.bridge); });
    $$("[data-bridge-parts]").forEach(list => {
      const words = JSON.parse(list.dataset.words || "{}");
      list.replaceChildren(...(parts || []).map(part => {
        const row = document.createElement("li"), name = document.createElement("b"), state = document.createElement("span");
        name.textContent = words[part.part] || part.part;
        state.textContent = (part.state === "ready" ? words.ready : part.message || part.state) + (part.simulated ? " · " + words.simulated : "");
        row.className = "yc-row"; row.append(name, state);
        return row;
      }));
      const empty = document.querySelector("[data-bridge-none]");
      if (empty) empty.hidden = Boolean(parts);
      $$("[data-bridge-try]").forEach(row => { row.hidden = !parts; });
    });
  }
  document.addEventListener("click", async event => {
    const button = event.target.closest("button[data-bridge]");
    if (!button || button.getAttribute("aria-busy") === "true") return;
    event.preventDefault();
    button.setAttribute("aria-busy", "true");
    try {
      const said = await call(button.dataset.bridge + "/" + button.dataset.bridgeAct, JSON.parse(button.dataset.bridgeBody || "{}"));
      const fill = JSON.parse(button.dataset.bridgeFill || "{}");
      Object.entries(fill).forEach(([field, where]) => {
        const input = document.querySelector(where);
        if (!input || !said[field]) return;
        input.value = said[field];
        ["input", "change"].forEach(kind => input.dispatchEvent(new Event(kind, { bubbles: true })));
      });
      say(button.dataset.bridgeDone || "");
    } catch (error) { say(error.message, true); await look(); reveal(); } finally { button.removeAttribute("aria-busy"); }
  });
  document.addEventListener("submit", async event => {
    const form = event.target.closest("form[data-bridge-pair]");
    if (!form) return;
    event.preventDefault();
    try {
      const { token } = await call("pair", { code: form.elements.code.value.trim() });
      keep({ token, device: form.dataset.device || "" });
      form.reset(); say(form.dataset.done || "");
      await look(); reveal(); beat();
    } catch (error) { say(error instanceof TypeError ? form.dataset.none : error.message, true); }
  });
  /* Tells the server that this computer's devices live. */
  async function beat() {
    const pass = kept(), token = (document.body.getAttribute("hx-headers") || "").match(/"X-CSRFToken": "([^"]+)"/);
    if (!pass || !pass.device || !token) return;
    const send = (url, body) => fetch(url, { method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": token[1] }, body: JSON.stringify({ device: pass.device, ...body }) });
    try {
      await look(); reveal();
      if (!parts) return;
      const start = performance.now(), answer = await send("/device/beat/", {});
      if (!answer.ok || !(await answer.json()).test) return;
      const round = Math.round(performance.now() - start), printer = parts.find(p => p.part === "printer"), results = {};
      if (printer) {
        results.paper = { ok: printer.state !== "printer.paper", detail: printer.message || "" };
        results.printer = { ok: printer.state === "ready" || printer.state === "printer.paper", detail: printer.message || "" };
      }
      await send("/device/test/", { results, round_trip_ms: round, device_time: new Date().toISOString() });
    } catch { /* the server is away: the page itself says so */ }
  }
  document.addEventListener("htmx:load", reveal);
  look().then(() => { reveal(); beat(); });
  setInterval(beat, 60000);
  window.yichuangBridge = { call, paired: () => Boolean(kept()) };
})();
