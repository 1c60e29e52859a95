/* The kiosk's habits: ask and wipe when nobody touches it, turn pages instead of scrolling, find by letters, type a code, print once.

   <body data-idle="45" data-idle-grace="15" data-wipe="URL">    after 45 s the dialog #ki-idle, after 15 more the wipe
         data-idle-quiet="1"                                     no dialog: a countdown ([data-idle-left], [data-idle-bar]) on the page
         data-print-once="ID"                                    prints when it is shown the first time
   <input data-send>                                             its form is sent as soon as something was read into it
   [data-pages] with [data-page-list] and [data-page-nav]        as many rows as fit, the others on further pages */
(() => {
  "use strict";
  const body = document.body, wipe = body.dataset.wipe || "/kiosk/wipe/";
  const go = url => (window.yichuangGo ? window.yichuangGo(url) : location.replace(url));

  document.addEventListener("change", event => { if (event.target.matches("[data-send]") && event.target.value) event.target.form.requestSubmit(); });

  /* ---- nobody there ---- */
  const limit = Number(body.dataset.idle || 0), grace = Number(body.dataset.idleGrace || 0), quiet = body.dataset.idleQuiet === "1";
  if (limit) {
    const box = document.getElementById("ki-idle"), bar = document.querySelector("[data-idle-bar]");
    let since = Date.now();
    const touch = () => { if (!box || !box.open) since = Date.now(); };
    ["pointerdown", "keydown", "wheel"].forEach(name => document.addEventListener(name, touch, { passive: true }));
    document.addEventListener("click", event => { if (event.target.closest("[data-idle-stay]")) { box.close(); since = Date.now(); } });
    if (box) box.addEventListener("cancel", () => { since = Date.now(); });
    const say = n => document.querySelectorAll("[data-idle-left]").forEach(el => { el.textContent = String(Math.max(0, n)); });
    setInterval(() => {
      if (document.body.classList.contains("is-alone")) return;   /* alone.js looks after the page then */
      const gone = (Date.now() - since) / 1000;
      if (quiet) { say(Math.ceil(limit - gone)); if (bar) bar.value = Math.max(0, limit - gone); if (gone >= limit) go(wipe); return; }
      if (gone >= limit && box && !box.open) { document.querySelectorAll("dialog[open]").forEach(d => d.close()); box.showModal(); }
      if (gone >= limit) say(Math.ceil(limit + grace - gone));
      if (gone >= limit + grace) go(wipe);
    }, 500);
  }

  /* ---- paper ---- */
  const slip = body.dataset.printOnce;
  if (slip) {
    let done = "";
    try { done = sessionStorage.getItem("yc-printed"); sessionStorage.setItem("yc-printed", slip); } catch { /* then a reload prints again */ }
    if (done !== slip) window.addEventListener("load", () => (document.fonts ? document.fonts.ready : Promise.resolve()).then(() => setTimeout(() => window.print(), 100)));
  }

  /* ---- pages instead of scrolling, and letters ---- */
  document.querySelectorAll("[data-pages]").forEach(root => {
    const list = root.querySelector("[data-page-list]"), nav = root.querySelector("[data-page-nav]");
    if (!list) return;
    const rows = [...list.children], typedBox = root.querySelector("[data-find-typed]"), count = root.querySelector("[data-find-count]"), none = root.querySelector("[data-find-none]");
    let page = 0, typed = "";
    const matches = row => {
      if (!typed) return true;
      if (typed.length > 1 && /[0-9]/.test(typed) && row.dataset.itemCode.includes(typed)) return true;
      if (root.dataset.find === "words") return row.dataset.words.split(/[^A-Z]+/).some(w => w.startsWith(typed)) || row.dataset.words.replace(/[^A-Z]/g, "").includes(typed) || row.dataset.initials.includes(typed);
      return row.dataset.initials.includes(typed);
    };
    const rank = row => (typed && row.dataset.initials && !row.dataset.initials.startsWith(typed) ? 1 : 0);
    function fits() {                          /* the list takes all the room there is; how many rows go into it */
      rows.forEach(r => { r.hidden = false; });
      const gap = parseFloat(getComputedStyle(list).rowGap || 0), one = Math.max(...rows.slice(0, 12).map(r => r.offsetHeight)) + gap;
      const columns = getComputedStyle(list).gridTemplateColumns.split(" ").length;
      rows.forEach(r => { r.hidden = true; });
      return Math.max(2, Math.floor((list.clientHeight + gap) / one)) * columns;
    }
    if (nav) nav.hidden = false;
    const each = fits();
    function show() {
      const found = rows.filter(matches).sort((a, b) => rank(a) - rank(b)), pages = Math.max(1, Math.ceil(found.length / each));
      page = Math.min(page, pages - 1);
      rows.forEach(r => { r.hidden = true; });
      found.slice(page * each, page * each + each).forEach(r => { r.hidden = false; list.append(r); });
      if (nav) {
        nav.hidden = pages < 2;
        nav.querySelector("[data-page-where]").textContent = `${page + 1} / ${pages}`;
        nav.querySelector("[data-page-prev]").disabled = page === 0; nav.querySelector("[data-page-next]").disabled = page >= pages - 1;
      }
      if (typedBox) typedBox.textContent = typed;
      if (count) count.textContent = String(found.length);
      if (none) none.hidden = found.length > 0;
    }
    const keys = [...root.querySelectorAll("[data-letter]")], letters = keys.map(k => k.dataset.letter), other = root.querySelector("[data-keys-other]");
    let figures = false;
    function digits(on) {                       /* the first ten keys: the list keeps its height */
      figures = on; other.textContent = on ? other.dataset.letters : other.dataset.digits;
      keys.forEach((k, i) => { k.dataset.letter = k.textContent = on && i < 10 ? "1234567890"[i] : letters[i]; k.disabled = on && i > 9; });
    }
    if (other && keys.length) other.hidden = false;
    root.addEventListener("click", event => {
      const hit = sel => event.target.closest(sel);
      if (other && hit("[data-keys-other]")) { digits(!figures); return; }
      const letter = hit("[data-letter]");
      if (letter) { typed = (typed + letter.dataset.letter).slice(0, 10); page = 0; show(); }
      else if (hit("[data-letter-back]")) { typed = typed.slice(0, -1); page = 0; show(); }
      else if (hit("[data-letter-clear]")) { typed = ""; page = 0; show(); }
      else if (hit("[data-page-prev]")) { page -= 1; show(); }
      else if (hit("[data-page-next]")) { page += 1; show(); }
    });
    show();
  });

  /* ---- a code: twelve signs, by touch, by a scanner that types, or by a QR with an address in it ---- */
  document.querySelectorAll("[data-code]").forEach(form => {
    const signs = form.dataset.code, length = Number(form.dataset.codeLength || 12), field = form.querySelector("[name=code]"), shown = form.querySelector("[data-code-shown]"), button = form.querySelector("[data-code-go]");
    let code = "";
    function clean(text) { return text.toUpperCase().split("").filter(c => signs.includes(c)).join("").slice(0, length); }
    function paint() {
      shown.textContent = "";
      for (let i = 0; i < length; i += 4) {
        if (i) shown.append(" ");
        for (let k = i; k < Math.min(i + 4, length); k++) { const el = document.createElement(k < code.length ? "span" : "i"); el.textContent = code[k] || "–"; shown.append(el); }
      }
      field.value = code; button.disabled = code.length < length; shown.classList.remove("is-bad");
    }
    const set = text => { code = clean(text); paint(); };
    form.addEventListener("click", event => {
      const hit = sel => event.target.closest(sel);
      const sign = hit("[data-sign-key]");
      if (sign) set(code + sign.dataset.signKey);
      else if (hit("[data-code-back]")) set(code.slice(0, -1));
      else if (hit("[data-code-clear]")) set("");
    });
    let heard = "", last = 0;
    document.addEventListener("keydown", event => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const now = Date.now(); if (now - last > 400) heard = ""; last = now;
      if (event.key === "Enter" && heard.length < length && code.length === length && !event.target.closest("button,a")) { event.preventDefault(); form.requestSubmit(button); }
      else if (event.key === "Enter" && heard.length >= length) { event.preventDefault(); set(heard.split(/[\/?=]/).filter(Boolean).pop()); heard = ""; if (code.length === length) form.requestSubmit(button); }
      else if (event.key === "Backspace") set(code.slice(0, -1));
      else if (event.key.length === 1) { heard += event.key; if (heard.length < 2 || !/[\/:]/.test(heard)) set(code + event.key); }
    });
    const keep = field.value; paint(); if (keep) set(keep);
  });
})();
