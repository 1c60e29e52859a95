/* What was typed is not lost when an act does not get through, nor when the session has ended meanwhile.

   An act that the server did not answer leaves its form as it is, says so beside it (<template id="yc-unsent">), and can be pressed again:
   its key makes it one act, whether or not the first had arrived. Live news passes by such a form ([data-unsent], see live.js).
   A session that ended while something stood typed covers the page (<dialog id="yc-entry">) and asks the person in, in a frame. If it is the
   same person, the page is as he left it; anybody else gets a page of his own, and what was typed is gone.
   A plain form with something typed first asks whether the server is there and still knows this person (data-stream-renew). */
(() => {
  "use strict";
  const $ = (sel, root = document) => root.querySelector(sel), $$ = (sel, root = document) => [...root.querySelectorAll(sel)];
  const FIELDS = "textarea,input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=search])", LONG = 30000;
  const typed = root => $$(FIELDS, root).some(el => el.value.trim() && el.value !== el.defaultValue);
  const isAct = event => event.detail.requestConfig && event.detail.requestConfig.verb !== "get";

  /* ---- an act that was not answered ---- */
  let failed = null;
  function say(again) {
    const box = $$("dialog[open]").pop(), slot = (box && $("[data-refusal-slot]", box)) || document.getElementById("refusal");
    const band = document.getElementById("yc-unsent").content.firstElementChild.cloneNode(true);
    $("[data-again]", band).addEventListener("click", () => { band.remove(); again(); });
    slot.replaceChildren(band);
    return band;
  }
  function unsent(elt, again) {
    settled();
    const form = elt.closest("form") || elt;
    if (typed(form)) form.dataset.unsent = "";
    failed = { elt, form, band: say(again) };
  }
  function settled() {
    if (!failed) return;
    delete failed.form.dataset.unsent; failed.band.remove(); failed = null;
  }
  function failure(event) {
    const { elt, requestConfig } = event.detail, cause = requestConfig.triggeringEvent, button = cause && cause.submitter;
    if (!isAct(event) && !(cause && cause.type === "click")) return;                /* news, and what is looked up while typing */
    unsent(elt, () => { if (elt.matches("form")) elt.requestSubmit(button && button.isConnected ? button : undefined); else elt.click(); });
  }
  document.addEventListener("htmx:sendError", failure);
  document.addEventListener("htmx:timeout", failure);
  document.addEventListener("htmx:responseError", event => { if (event.detail.xhr.status >= 500) failure(event); });
  document.addEventListener("htmx:afterRequest", event => { if (failed && event.detail.successful && event.detail.elt === failed.elt) settled(); });
  document.addEventListener("htmx:afterSettle", () => { if (failed && !failed.form.isConnected) settled(); });
  document.body.addEventListener("yc:link", event => { if (!event.detail.lost && failed && !("unsent" in failed.form.dataset)) settled(); });   /* nothing typed: the page itself shows what came of it */
  document.addEventListener("htmx:configRequest", event => { if (event.detail.verb !== "get" && !$("input[type=file]", event.detail.elt)) event.detail.timeout = LONG; });
  /* A page of a proxy is never put in the place of a form: what the program itself answers bears its number. */
  document.addEventListener("htmx:beforeSwap", event => {
    const { xhr } = event.detail;
    if (xhr.status >= 400 && !xhr.getResponseHeader("X-Request-Id")) event.detail.shouldSwap = false;
  });

  /* ---- a session that ended ---- */
  const box = document.getElementById("yc-entry"), mine = document.body.dataset.who;
  let returned = false;
  function cover() {
    if (!box || !mine || box.open || !typed(document)) return false;
    const frame = document.createElement("iframe");
    frame.title = box.dataset.frame; frame.className = "yc-entry__frame"; frame.src = box.dataset.src;
    frame.addEventListener("load", () => entered(frame));
    $("[data-entry]", box).replaceChildren(frame);
    document.body.classList.add("is-covered"); box.showModal();
    return true;
  }
  function entered(frame) {
    const page = frame.contentDocument, who = page && page.body && page.body.dataset.who;
    if (!who) { const field = page && $("[autofocus]", page); frame.focus(); if (field) field.focus(); return; }
    if (who !== mine) { location.assign(frame.contentWindow.location.href); return; }
    $("[data-entry]", box).replaceChildren(); box.close();
    document.body.classList.remove("is-covered"); returned = true;
    if (window.yichuangLive) window.yichuangLive.again();
  }
  if (box) box.addEventListener("cancel", event => event.preventDefault());       /* Escape uncovers nothing */
  document.addEventListener("htmx:beforeOnLoad", event => {
    const to = event.detail.xhr.getResponseHeader("HX-Redirect") || "";
    if (to.startsWith("/login/") && (cover() || (box && box.open))) event.preventDefault();
  });
  document.addEventListener("yc:ended", event => { if (cover() || (box && box.open)) event.preventDefault(); });

  /* ---- plain forms ---- */
  window.addEventListener("submit", event => {
    const form = event.target, button = event.submitter, ask = document.body.dataset.streamRenew;
    if (form.method !== "post" || form.matches("[hx-post]") || form.target === "_blank" || !ask || !mine || !typed(form)) return;
    if ("asked" in form.dataset) { delete form.dataset.asked; return; }
    event.preventDefault(); event.stopImmediatePropagation();
    if ("asking" in form.dataset) return;
    form.dataset.asking = "";
    const again = () => form.requestSubmit(button && button.isConnected ? button : undefined);
    fetch(ask, { cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(LONG) }).then(answer => {
      delete form.dataset.asking;
      if (answer.status >= 500) unsent(form, again);
      else if (answer.status !== 403 || returned || !cover()) { settled(); form.dataset.asked = ""; again(); }
    }).catch(() => { delete form.dataset.asking; unsent(form, again); });
  }, true);
})();
