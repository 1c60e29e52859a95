/* Small habits of every page. Each is asked for by an attribute, so pages need no script of their own.

   data-dialog-open="#id"   opens a <dialog>            data-dialog-close    closes the dialog it stands in
   data-focus-first         has the focus when its dialog opens by data-dialog-open (autofocus would be taken by the page that holds the dialog)
   data-clock               shows the time of the center (data-zone on <body>), every second
   data-elapsed="ISO time"  shows how long since, mm:ss or h:mm:ss
   <dialog data-open-now>   opens as soon as it has come; data-refused="name" puts the focus on the field that was refused
   data-dismiss             takes away the band it stands in
   <details data-menu>      a list of the bar: one at a time, closed by a click beside it and by Escape
   data-print               prints the page; <body data-print-now> prints once when the page has loaded
   <body data-leave-after="30" data-leave-to="URL">   goes there after 30 s without a touch (errors on machines that nobody minds)
   data-submit-on-change    submits its form            data-toggle-theme    light / dark, kept on this machine
   form: a second submit while the first is under way is dropped; the pressed button says it is busy. */
(() => {
  "use strict";
  document.documentElement.classList.toggle("is-framed", window.top !== window);    /* the log-in that covers a page (kept.js) */
  const root = document.documentElement, zone = document.body.dataset.zone || undefined;

  try { if (localStorage.getItem("yc-theme") === "dark" && !root.dataset.themeFixed && !root.dataset.theme) root.dataset.theme = "dark"; } catch { /* private mode */ }

  document.addEventListener("click", event => {
    const hit = sel => event.target.closest(sel);
    let el = hit("[data-dialog-open]");
    if (el) { const box = document.querySelector(el.dataset.dialogOpen); if (box && !box.open) { box.showModal(); const first = box.querySelector("[data-focus-first]"); if (first) first.focus(); } event.preventDefault(); return; }
    el = hit("[data-dialog-close]");
    if (el) { const box = el.closest("dialog"); if (box) { box.close(); event.preventDefault(); } return; }
    el = hit("[data-dismiss]");
    if (el) { (el.closest(".yc-band,.yc-toast") || el).remove(); return; }
    el = hit("[data-print]");
    if (el) { event.preventDefault(); window.print(); return; }
    el = hit("[data-toggle-theme]");
    if (el) { const dark = root.dataset.theme !== "dark"; root.dataset.theme = dark ? "dark" : "light"; try { localStorage.setItem("yc-theme", root.dataset.theme); } catch { /* private mode */ } }
  });
  const closeMenus = but => document.querySelectorAll("details[data-menu][open]").forEach(el => { if (el !== but) el.open = false; });
  document.addEventListener("click", event => closeMenus(event.target.closest("details[data-menu]")));
  document.addEventListener("focusin", event => closeMenus(event.target.closest("details[data-menu]")));
  document.addEventListener("keydown", event => {
    const open = event.key === "Escape" && document.querySelector("details[data-menu][open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });
  document.addEventListener("change", event => { const el = event.target.closest("[data-submit-on-change]"); if (el && el.form) el.form.requestSubmit(); });

  document.addEventListener("submit", event => {
    const form = event.target, button = event.submitter;
    if (form.dataset.sending === "1") { event.preventDefault(); return; }
    if (form.matches("[hx-post],[hx-get]") || form.target === "_blank" || (form.method || "get") === "get") return;
    form.dataset.sending = "1";
    if (button) button.setAttribute("aria-busy", "true");
    setTimeout(() => { delete form.dataset.sending; if (button) button.removeAttribute("aria-busy"); }, 8000);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(f => { delete f.dataset.sending; f.querySelectorAll("[aria-busy]").forEach(b => b.removeAttribute("aria-busy")); }));

  const two = n => String(n).padStart(2, "0");
  /* The server's "now" at load, so that a wrong clock on this machine does not show. */
  const skew = document.body.dataset.now ? Date.parse(document.body.dataset.now) - Date.now() : 0;
  function tick() {
    const now = new Date(Date.now() + skew);
    document.querySelectorAll("[data-clock]").forEach(el => {
      const text = now.toLocaleTimeString("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
      if (el.textContent !== text) el.textContent = text;
    });
    document.querySelectorAll("[data-elapsed]").forEach(el => {
      const s = Math.max(0, Math.floor((now - Date.parse(el.dataset.elapsed)) / 1000)), h = Math.floor(s / 3600);
      el.textContent = (h ? h + ":" + two(Math.floor(s / 60) % 60) : two(Math.floor(s / 60))) + ":" + two(s % 60);
    });
  }
  tick(); setInterval(tick, 1000);
  document.addEventListener("htmx:afterSwap", tick);
  /* A dialog that came from the server gives the focus back to what had it; also when an answer takes the dialog away instead of closing it. */
  let before = null;
  document.addEventListener("htmx:load", event => {
    const box = event.target.querySelector && event.target.querySelector("dialog[data-open-now]");
    if (!box || box.open) return;
    if (!document.activeElement.closest("dialog") && document.activeElement !== document.body) before = document.activeElement;
    box.addEventListener("close", () => { before = null; });
    box.showModal();
    const field = box.dataset.refused && box.querySelector(`[name="${CSS.escape(box.dataset.refused)}"]`);
    if (field) field.focus();
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (before && document.activeElement === document.body && !document.querySelector("dialog[open]")) { if (before.isConnected) before.focus(); before = null; }
  });
  const leave = Number(document.body.dataset.leaveAfter || 0);
  if (leave) {
    let since = Date.now();
    document.addEventListener("pointerdown", () => { since = Date.now(); });
    setInterval(() => { if (Date.now() - since > leave * 1000) { since = Date.now(); location.replace(document.body.dataset.leaveTo); } }, 1000);
  }
  if (document.body.hasAttribute("data-print-now")) window.addEventListener("load", () => setTimeout(() => window.print(), 150));
})();
