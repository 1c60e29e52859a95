/* Keeps the page true to the server.

   <body data-stream="URL" data-stream-renew="URL">   where to listen, and where to get a fresh address once the ticket in it has run out
   <section data-live="queue window:…" hx-get="…">     is read again when one of its topics is told, after every gap, and while polling
     optional: hx-target, hx-swap (default innerHTML), hx-trigger="yc:live" (then the element is only told)
     optional: data-live-every="20" reads again every 20 seconds whatever happens (for clocks that run)
     optional: data-live-gap="1000" reads at most once in so many milliseconds; what is told meanwhile is read at their end

   What stands in [data-hold="4000"] (a word of thanks) is left for so long, then the element is read.

   The stream says ["topic", "mark"], or the events `resync` (read everything) and `revoked` (this person may hear no more).

   Three lives: the stream is open; it is lost (the quiet band shows, we try again); it cannot be had at all (a firewall in between:
   the elements are read every few seconds instead). A form that someone is typing in is left alone until he leaves it. */
(() => {
  "use strict";
  const POLL = 5000, FIRST_WORRY = 3000, MAX_WAIT = 15000;
  const body = document.body, band = document.getElementById("yc-link-lost");
  let source = null, tries = 0, poller = 0, worry = 0, opened = false, dirty = new Set(), timer = 0;

  const listeners = () => document.querySelectorAll("[data-live]");
  const topicsOf = el => (el.dataset.live || "").split(/[\s,]+/).filter(Boolean);

  const lastRead = new WeakMap(), waits = new WeakSet();
  function typingIn(el) {
    const at = document.activeElement;
    return at && el.contains(at) && at.matches("input:not([type=checkbox]):not([type=radio]),textarea,select") && !at.readOnly;
  }
  function read(el) {
    if (!el.isConnected) {                     /* replaced meanwhile, perhaps by an older answer: its successor is read */
      const next = el.id && document.getElementById(el.id);
      if (next && next.matches("[data-live]")) read(next);
      return;
    }
    if (el.matches(".htmx-request") || el.querySelector(".htmx-request")) { setTimeout(() => read(el), 120); return; }  /* an act of its own is under way */
    const gap = Number(el.dataset.liveGap || 0), early = gap ? (lastRead.get(el) || 0) + gap - Date.now() : 0;
    if (early > 0) { if (!waits.has(el)) { waits.add(el); setTimeout(() => { waits.delete(el); read(el); }, early); } return; }
    if (gap) lastRead.set(el, Date.now());
    const hold = el.querySelector("[data-hold]");
    if (hold) {
      const until = Number(hold.dataset.holdUntil || (hold.dataset.holdUntil = String(Date.now() + Number(hold.dataset.hold))));
      if (Date.now() < until) { if (!hold.dataset.holdWaits) { hold.dataset.holdWaits = "1"; setTimeout(() => read(el), until - Date.now() + 20); } return; }
    }
    if (typingIn(el)) { el.addEventListener("focusout", () => setTimeout(() => read(el), 50), { once: true }); return; }
    const told = (el.getAttribute("hx-trigger") || "").includes("yc:live");
    el.dispatchEvent(new CustomEvent("yc:live", { bubbles: false }));
    if (told) return;
    const url = el.getAttribute("hx-get") || el.dataset.liveSrc;
    if (!url || !window.htmx) return;
    const target = el.getAttribute("hx-target");
    htmx.ajax("GET", url, { source: el, target: !target || target === "this" ? el : target, swap: el.getAttribute("hx-swap") || "innerHTML" }).catch(() => { /* told below */ });
  }
  function flush() { timer = 0; const all = dirty; dirty = new Set(); all.forEach(read); }
  function mark(el) { dirty.add(el); if (!timer) timer = setTimeout(flush, 20); }
  function tell(topics) {
    body.dispatchEvent(new CustomEvent("yc:live", { bubbles: true, detail: { topics } }));
    listeners().forEach(el => { if (!topics || topicsOf(el).some(t => topics.includes(t))) mark(el); });
  }
  const resync = () => tell(null);

  function lost(yes) {
    body.classList.toggle("is-offline", yes);
    if (band) band.hidden = !yes;
    body.dispatchEvent(new CustomEvent("yc:link", { detail: { lost: yes } }));
  }
  function startPolling() { if (!poller) poller = setInterval(probe, POLL); }
  function stopPolling() { clearInterval(poller); poller = 0; }
  async function probe() {               /* the server answers although the stream does not: read quietly, without the band */
    try {
      const answer = await fetch(body.dataset.streamRenew || location.href, { cache: "no-store", credentials: "same-origin" });
      lost(!answer.ok && answer.status >= 500);
      if (answer.ok) resync();
    } catch { lost(true); }
  }
  async function address() {
    const first = tries === 0 && !opened;
    if (first || !body.dataset.streamRenew) return body.dataset.stream;
    try {
      const answer = await fetch(body.dataset.streamRenew, { cache: "no-store", credentials: "same-origin" });
      if (answer.ok) return (await answer.json()).url || body.dataset.stream;
    } catch { /* the server is down: the old address will do for trying */ }
    return body.dataset.stream;
  }
  function heard(text) {
    let topics = [];
    try { const said = JSON.parse(text); topics = said.topics || (said.topic ? [said.topic] : Array.isArray(said) ? said : []); }
    catch { topics = String(text).split(/[\s,]+/).filter(Boolean); }
    if (topics.includes("resync") || topics.includes("*")) resync(); else if (topics.length) tell(topics);
  }
  async function connect() {
    const url = await address();
    if (!url) { startPolling(); return; }
    source = new EventSource(url);
    worry = setTimeout(() => { if (!source || source.readyState !== 1) startPolling(); }, FIRST_WORRY);
    source.onopen = () => {
      clearTimeout(worry); stopPolling(); lost(false);
      opened = true; tries = 0;              /* the stream itself begins with a resync */
    };
    source.onmessage = event => heard(event.data);
    source.addEventListener("resync", resync);
    source.addEventListener("revoked", () => { source.close(); location.reload(); });
    source.onerror = () => {
      clearTimeout(worry); source.close();
      tries += 1;
      if (opened) lost(true);
      startPolling();
      setTimeout(connect, Math.min(MAX_WAIT, 500 * 2 ** Math.min(tries, 5)) * (0.7 + Math.random() * 0.6));
    };
  }

  if (body.dataset.stream) connect(); else if (listeners().length) startPolling();
  setInterval(() => {
    const now = Math.floor(Date.now() / 1000);
    document.querySelectorAll("[data-live-every]").forEach(el => { if (now % Number(el.dataset.liveEvery || 20) === 0) mark(el); });
  }, 1000);
  /* A cut cable is silent: the stream looks open, but the next reading fails. Say so, and read until it works again. */
  let cut = 0;
  document.addEventListener("htmx:sendError", () => { lost(true); cut = cut || setInterval(probe, POLL); });
  document.addEventListener("htmx:afterRequest", event => {
    if (!cut || !event.detail.xhr || event.detail.xhr.status === 0 || event.detail.xhr.status >= 500) return;
    clearInterval(cut); cut = 0; lost(false);
  });
  document.addEventListener("htmx:load", event => {
    const held = event.target.matches && (event.target.matches("[data-hold]") ? event.target : event.target.querySelector("[data-hold]"));
    const box = held && held.closest("[data-live]");
    if (box) read(box);                     /* starts the time, and reads when it is over */
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && (opened || poller)) resync(); });
  window.addEventListener("pagehide", () => source && source.close());
  window.addEventListener("pageshow", event => { if (event.persisted) { connect(); resync(); } });
  window.yichuangLive = { resync };
})();
