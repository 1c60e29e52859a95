/* Keeps the page true to the server.

   <body data-stream="URL" data-stream-renew="URL">   where to listen, and where to get a fresh address once the ticket in it has run out
   <section data-live="queue window:…" hx-get="…">     is read again when one of its topics is told, after every gap, and while polling
     optional: hx-target, hx-swap (default innerHTML), hx-trigger="yc:live" (then the element is only told)
     optional: data-live-every="20" reads again some 20 seconds after the last reading whatever happens (for clocks that run); never
               all pages of a hall at once
     optional: data-live-gap="1000" reads at most once in so many milliseconds; what is told meanwhile is read at their end
     optional: data-live-now="window:…" topics that do not wait for the gap
     optional: data-live-own the answer to an act of this page shows this element already: what that act tells is not read once more

   A reading says what it is by a header, and goes behind acts where a busy server has to choose: it may be sent away (503), and comes again.

   What stands in [data-hold="4000"] (a word of thanks) is left for so long, then the element is read.

   The stream says ["topic", "mark"], or the events `resync` (read everything) and `revoked` (this person may hear no more).

   Three lives: the stream is open; it is lost (the quiet band shows, we try again); it cannot be had at all (a firewall in between:
   the elements are read every few seconds instead). A form that someone is typing in is left alone until he leaves it. */
(() => {
  "use strict";
  const POLL = 5000, FIRST_WORRY = 3000, MAX_WAIT = 15000, NEWS = "X-Yichuang-Live";
  const body = document.body, band = document.getElementById("yc-link-lost");
  let source = null, tries = 0, poller = 0, worry = 0, opened = false, dirty = new Set(), timer = 0;

  const listeners = () => document.querySelectorAll("[data-live]");
  const topicsOf = el => (el.dataset.live || "").split(/[\s,]+/).filter(Boolean);

  const lastRead = new WeakMap(), waits = new WeakSet(), urgent = new WeakSet(), born = Date.now();
  function typingIn(el) {
    const at = document.activeElement;
    return at && el.contains(at) && at.matches("input:not([type=checkbox]):not([type=radio]),textarea,select") && !at.readOnly;
  }
  /* What is pressed is not exchanged before it is let go: the click would be lost, and with it what somebody wanted. */
  let pressed = null, letGo = 0;
  const holds = el => pressed && el.contains(pressed);
  document.addEventListener("pointerdown", event => { pressed = event.target; clearTimeout(letGo); letGo = setTimeout(() => { pressed = null; }, 5000); }, true);   /* a scroll bar is never let go */
  for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => { clearTimeout(letGo); letGo = setTimeout(() => { pressed = null; }, 50); }, true);   /* a finger clicks a moment later */
  function read(el) {
    if (!el.isConnected) {                     /* replaced meanwhile, perhaps by an older answer: its successor is read */
      const next = el.id && document.getElementById(el.id);
      if (next && next.matches("[data-live]")) read(next);
      return;
    }
    if (holds(el) || el.matches(".htmx-request") || el.querySelector(".htmx-request")) { setTimeout(() => read(el), 120); return; }  /* an act of its own is under way, or begins */
    const gap = urgent.has(el) ? 0 : Number(el.dataset.liveGap || 0), early = gap ? (lastRead.get(el) || 0) + gap - Date.now() : 0;
    if (early > 0) { if (!waits.has(el)) { waits.add(el); setTimeout(() => { waits.delete(el); read(el); }, early); } return; }
    lastRead.set(el, Date.now()); urgent.delete(el);
    const hold = el.querySelector("[data-hold]");
    if (hold) {
      const until = Number(hold.dataset.holdUntil || (hold.dataset.holdUntil = String(Date.now() + Number(hold.dataset.hold))));
      if (Date.now() < until) { if (!hold.dataset.holdWaits) { hold.dataset.holdWaits = "1"; setTimeout(() => read(el), until - Date.now() + 20); } return; }
    }
    if (el.querySelector("[data-unsent]")) return;             /* an act of it did not get through (kept.js): its answer shows everything */
    if (typingIn(el)) { el.addEventListener("focusout", () => setTimeout(() => read(el), 50), { once: true }); return; }
    const told = (el.getAttribute("hx-trigger") || "").includes("yc:live");
    el.dispatchEvent(new CustomEvent("yc:live", { bubbles: false }));
    if (told) return;
    const url = el.getAttribute("hx-get") || el.dataset.liveSrc;
    if (!url || !window.htmx) return;
    const target = el.getAttribute("hx-target");
    htmx.ajax("GET", url, { source: el, target: !target || target === "this" ? el : target, swap: el.getAttribute("hx-swap") || "innerHTML", headers: { [NEWS]: "1" } }).catch(() => { /* told below */ });
  }
  function flush() { timer = 0; const all = dirty; dirty = new Set(); all.forEach(read); }
  function mark(el) { dirty.add(el); if (!timer) timer = setTimeout(flush, 20); }
  function tell(topics, mine) {
    body.dispatchEvent(new CustomEvent("yc:live", { bubbles: true, detail: { topics } }));
    listeners().forEach(el => {
      if (topics && !topicsOf(el).some(t => topics.includes(t))) return;
      if (mine && "liveOwn" in el.dataset) return;
      if (!topics || (el.dataset.liveNow || "").split(/[\s,]+/).some(t => t && topics.includes(t))) urgent.add(el);
      mark(el);
    });
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
    let topics = [], id = "";
    try { const said = JSON.parse(text); id = said.id || ""; topics = said.topics || (said.topic ? [said.topic] : Array.isArray(said) ? said : []); }
    catch { topics = String(text).split(/[\s,]+/).filter(Boolean); }
    if (topics.includes("resync") || topics.includes("*")) resync();
    else if (topics.length && acts) held.push([topics, id]);             /* it may be our own: the answer tells */
    else if (topics.length) tell(topics, own.has(id));
  }

  /* What an act of this page tells comes back by the stream, mostly before its answer: it is held until the answer names it. */
  let acts = 0, held = [];
  const own = new Set();
  const isAct = event => (event.detail.requestConfig || {}).verb && event.detail.requestConfig.verb !== "get";
  document.addEventListener("htmx:beforeSend", event => {
    if (isAct(event)) { acts += 1; turn += 1; } else askedAt.set(event.detail.xhr, turn);
  });
  document.addEventListener("htmx:afterRequest", event => {
    if (!isAct(event)) return;
    turn += 1;
    const named = event.detail.xhr && event.detail.successful ? event.detail.xhr.getResponseHeader("X-Yichuang-Told") : "";
    (named || "").split(" ").filter(Boolean).forEach(id => own.add(id));
    while (own.size > 50) own.delete(own.values().next().value);
    acts = Math.max(0, acts - 1);
    if (!acts) { const all = held; held = []; all.forEach(([topics, id]) => tell(topics, own.has(id))); }
  });
  /* News that was asked for before an act, or while it was under way, may be older than the act's answer: it is dropped and asked for anew.
     So is what would exchange the thing that is being pressed. */
  let turn = 0;                            /* acts sent and answered */
  const askedAt = new WeakMap();
  const isNews = cause => !cause || cause.type === "yc:live";
  document.addEventListener("htmx:beforeSwap", event => {
    const { xhr, target, requestConfig } = event.detail;
    if (!isNews(requestConfig.triggeringEvent) || !askedAt.has(xhr) || (askedAt.get(xhr) === turn && !holds(target))) return;
    const live = target.matches("[data-live]");
    if (!live && !target.querySelector("[data-live]")) return;   /* a dialog that was asked for is no news */
    event.detail.shouldSwap = false;
    if (live) { urgent.add(target); mark(target); }
    else target.dispatchEvent(new CustomEvent("yc:stale", { bubbles: true }));
  });
  document.addEventListener("htmx:configRequest", event => {
    const cause = event.detail.triggeringEvent;
    if (cause && cause.type === "yc:live" && event.detail.verb === "get") event.detail.headers[NEWS] = "1";
  });
  const sentAway = new WeakMap();          /* how often in a row */
  const wasNews = event => Boolean((event.detail.requestConfig.headers || {})[NEWS]);
  document.addEventListener("htmx:beforeSwap", event => { if (event.detail.xhr.status === 503 && wasNews(event)) event.detail.shouldSwap = false; });
  document.addEventListener("htmx:afterRequest", event => {
    const { xhr, elt } = event.detail;
    if (!xhr || !wasNews(event)) return;
    const times = xhr.status === 503 ? (sentAway.get(elt) || 0) + 1 : 0;
    sentAway.set(elt, times);
    if (times) setTimeout(() => { urgent.add(elt); mark(elt); }, 150 * 2 ** Math.min(times, 3) * (0.7 + Math.random() * 0.6));
  });
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
    source.addEventListener("revoked", () => { source.close(); if (document.dispatchEvent(new CustomEvent("yc:ended", { cancelable: true }))) location.reload(); });
    source.onerror = () => {
      clearTimeout(worry); source.close();
      tries += 1;
      if (opened) lost(true);
      startPolling();
      setTimeout(connect, Math.min(MAX_WAIT, 500 * 2 ** Math.min(tries, 5)) * (0.7 + Math.random() * 0.6));
    };
  }

  if (body.dataset.stream) connect(); else if (listeners().length) startPolling();
  const factor = 0.85 + Math.random() * 0.15;
  setInterval(() => {
    document.querySelectorAll("[data-live-every]").forEach(el => {
      if (Date.now() - (lastRead.get(el) || born) >= Number(el.dataset.liveEvery || 20) * 1000 * factor) { urgent.add(el); mark(el); }
    });
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
  window.yichuangLive = { resync, again: () => { if (!source || source.readyState === 2) connect(); resync(); } };
})();
