/* What the desk does between two answers of the server: picking a material, answering questions by number, choosing an item with
   the arrows, forms of parties, refusals at their field. Acts themselves are buttons with htmx; keys.js presses them. */
(() => {
  "use strict";
  const $ = (sel, root = document) => root.querySelector(sel), $$ = (sel, root = document) => [...root.querySelectorAll(sel)];
  const editable = el => el && el.matches("textarea,select,input:not([type=checkbox]):not([type=radio])");
  const topDialog = () => $$("dialog[open]").pop();

  /* ---- materials: which one is picked survives every answer of the server ---- */
  const picked = {}, scrolled = {};
  const caseNo = () => { const el = $("#right [data-case]"); return el ? el.dataset.case : ""; };
  function pick(code, follow = true) {
    const row = $(`tr[data-material="${CSS.escape(code)}"]`);
    if (!row) return;
    picked[caseNo()] = code;
    $$("tr[data-material]").forEach(tr => tr.setAttribute("aria-selected", String(tr === row)));
    $$("[data-panel]").forEach(panel => { panel.hidden = panel.dataset.panel !== code; });
    if (follow) row.scrollIntoView({ block: "nearest" });
  }
  const codes = () => $$("tr[data-material]").map(tr => tr.dataset.material);
  function stepBy(n) { const all = codes(), at = all.indexOf(picked[caseNo()] || all[0]); if (all.length) pick(all[Math.min(all.length - 1, Math.max(0, at + n))]); }
  document.addEventListener("click", event => {
    const step = event.target.closest("[data-step]"), row = event.target.closest("tr[data-material]");
    if (step) stepBy(Number(step.dataset.step)); else if (row) pick(row.dataset.material);
  });
  /* A paper in order leads on to the next; one with a defect stays, to say how to cure it. */
  document.addEventListener("submit", event => {
    const button = event.submitter, panel = event.target.closest("[data-panel]");
    if (panel && button && button.name === "status" && button.value === "received") { const all = codes(); picked[caseNo()] = all[all.indexOf(panel.dataset.panel) + 1] || panel.dataset.panel; }
  }, true);

  /* ---- after every swap ---- */
  function settle() {
    const no = caseNo();
    if (no) {
      pick(picked[no] || codes()[0] || "", false);
      const list = $("[data-keep-scroll]");
      if (list) { list.scrollTop = scrolled[no] || 0; list.addEventListener("scroll", () => { scrolled[no] = list.scrollTop; }, { passive: true }); }
      const row = $("tr[data-material][aria-selected=true]"); if (row) row.scrollIntoView({ block: "nearest" });
    }
    question();
    methods(); ground();
  }
  /* The person changed under us (another page, the API): the right side follows. Not while an act of ours is under way: its answer says more. */
  const acting = () => $("#desk .htmx-request:not([data-live])") || $("#dialog .htmx-request");
  function follow() {
    const now = $("[data-phase-is]"), right = $("#right");
    if (!now || !right || now.dataset.phaseIs === right.dataset.phase || !window.htmx) return;
    if (acting()) setTimeout(follow, 150);
    else if ($("#desk [data-unsent]")) return;              /* what did not get through is pressed again first */
    else htmx.ajax("GET", "/desk/part/desk/", { target: "#desk", swap: "innerHTML" });
  }
  document.addEventListener("htmx:afterSwap", event => {
    const target = event.detail.target;
    if (target.id === "left") follow();
    if (target.id === "refusal") refused();
    retype();
    settle();
  });
  document.addEventListener("yc:stale", event => { if (event.target.id === "desk") setTimeout(follow, 150); });
  document.addEventListener("htmx:load", event => {
    settle();
    if (event.target.id === "signature" && $("[data-asked]", event.target)) { const way = $('[name=mode][value=tablet],[name=signing][value=pad]', topDialog() || document); if (way) way.checked = true; }
  });
  /* What is being typed outlives an answer that comes meanwhile; a form that opens a case is left alone by news altogether. */
  let typed = null;
  document.addEventListener("htmx:beforeSwap", event => {
    const target = event.detail.target, at = document.activeElement, news = event.detail.requestConfig.triggeringEvent == null;
    if (target.id === "right" && news && $("[data-intake]", target)) { event.detail.shouldSwap = false; return; }
    if (target.id === "desk" && news && acting()) { event.detail.shouldSwap = false; setTimeout(follow, 150); return; }
    typed = at && at.id && editable(at) && target.contains(at) && at.value !== at.defaultValue ? { id: at.id, value: at.value, at: at.selectionEnd } : null;
  });
  function retype() {
    const el = typed && document.getElementById(typed.id);
    if (el && el.value !== typed.value) {
      el.value = typed.value; el.focus();
      try { el.setSelectionRange(typed.at, typed.at); } catch { /* a field without a caret */ }
      el.addEventListener("focusout", () => el.dispatchEvent(new Event("change", { bubbles: true })), { once: true });
    }
    typed = null;
  }

  /* ---- refusals: into the open dialog, and to the field they name ---- */
  function refused() {
    const box = topDialog(), slot = box && $("[data-refusal-slot]", box), band = $("#refusal [data-refusal]");
    if (slot && band) slot.replaceChildren(band);
  }
  document.body.addEventListener("yc:refused", event => {
    const field = event.detail && event.detail.field;
    $$("[aria-invalid]").forEach(el => el.removeAttribute("aria-invalid"));
    if (!field) return;
    const el = $(`[name="${CSS.escape(field)}"]`, topDialog() || document) || $(`[name="${CSS.escape(field)}"]`);
    if (el) { el.setAttribute("aria-invalid", "true"); el.focus(); if (el.select) el.select(); }
  });
  document.addEventListener("htmx:beforeRequest", event => { const verb = event.detail.requestConfig.verb; if (verb !== "get") { const say = $("#refusal"); if (say) say.replaceChildren(); } });

  /* ---- finding an item: arrows choose, Enter takes; an Enter that is faster than the answer waits for it ---- */
  let hurry = false;
  const options = input => $$('[role="option"]:not([aria-disabled])', $(input.dataset.options));
  function mark(all, at) { all.forEach((el, i) => el.setAttribute("aria-selected", String(i === at))); if (all[at]) all[at].scrollIntoView({ block: "nearest" }); }
  function take(input) { const all = options(input), at = Math.max(0, all.findIndex(el => el.getAttribute("aria-selected") === "true")); if (all[at]) all[at].click(); }
  document.addEventListener("keydown", event => {
    const input = event.target.closest && event.target.closest("[data-options]");
    if (!input || event.isComposing) return;
    const all = options(input), at = all.findIndex(el => el.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); mark(all, Math.min(all.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))); }
    if (event.key === "Enter") {
      event.preventDefault();
      const shown = $("[data-q]", $(input.dataset.options));
      if (shown && shown.dataset.q === input.value.trim()) take(input); else { hurry = true; htmx.trigger(input, "go"); }
    }
  });
  document.addEventListener("htmx:afterSettle", event => { const id = event.detail.target.id, input = hurry && id && $(`[data-options="#${id}"]`, topDialog() || document); if (input) { hurry = false; take(input); } });

  /* ---- the guide's desk: Enter goes to the first number that was found, a second Enter gives it ---- */
  document.addEventListener("keydown", event => {
    const input = event.target.closest && event.target.closest("[data-first-of]"), first = input && $("button", $(input.dataset.firstOf));
    if (event.key === "Enter" && first && !event.isComposing && !input.matches(".htmx-request")) { event.preventDefault(); first.focus(); }
  });

  /* ---- questions: a digit answers the first open one; after the last the name is next ---- */
  const open = () => $$("[data-question]", topDialog() || document).find(q => !$("input:checked", q));
  function question() { const now = open(); $$("[data-question]").forEach(q => q.classList.toggle("wb-question-now", q === now)); }
  document.addEventListener("keydown", event => {
    if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey || editable(document.activeElement)) return;
    const now = open(), answer = now && $$("input", now)[Number(event.key) - 1];
    if (answer) { event.preventDefault(); answer.click(); }
  });
  document.addEventListener("change", event => {
    if (event.target.closest("[data-question]")) { question(); if (!open()) { const name = $("[data-first-party]"); if (name && !topDialog()) name.focus(); } }
    const kind = event.target.closest("[data-party-kind]"), type = event.target.closest("[data-party-type]");
    if (kind) { const box = kind.closest("[data-party]"), select = $("[data-party-type]", box); select.value = kind.value === "organization" ? "uscc" : "resident_id"; none(box); }
    if (type) { const box = type.closest("[data-party]"); $("[data-party-kind]", box).value = type.value === "uscc" ? "organization" : "person"; none(box); }
    if (event.target.matches("[data-note]") && event.target.checked) document.getElementById(event.target.dataset.note).focus();
    if (event.target.closest("[data-method]")) methods();
    if (event.target.closest("[data-ground]")) { ground(); law(event.target.closest("[data-ground]")); }
  });
  function none(box) { const field = $("[data-party-none]", box); field.hidden = $("[data-party-type]", box).value !== "none"; }
  function methods() { const on = $("[data-method]:checked"); $$("[data-on-method]").forEach(el => { el.hidden = !on || el.dataset.onMethod !== on.value; }); }
  function ground() { const on = $("[data-ground]:checked"), organ = $("[data-organ]"); if (organ) organ.hidden = !on || on.value !== "not_competent"; }
  /* The law that a ground begins from is written into the field; what a person wrote there is never replaced. */
  function law(on) {
    const field = $("[data-law-of-ground]", on.form);
    if (field && (!field.value.trim() || field.value === field.dataset.filled)) field.value = field.dataset.filled = on.dataset.law;
  }
  document.addEventListener("htmx:configRequest", event => { const el = event.detail.elt; if (el.matches && el.matches("[data-add-party]")) event.detail.parameters.n = String($$("[data-party]").length); });
  document.addEventListener("click", event => { const el = event.target.closest("[data-remove-party]"); if (el) el.closest("[data-party]").remove(); });

  /* ---- another case for the same person: what is left blank stays as it was, while the name does ---- */
  document.addEventListener("input", event => {
    const box = event.target.closest("[data-carried]"), name = box && $('[name$=".name"]', box);
    if (event.target === name) $$("[data-as-before]", box).forEach(el => { el.placeholder = name.value.trim() === name.defaultValue ? el.dataset.asBefore : ""; });
  });
  document.addEventListener("click", event => {
    const drop = event.target.closest("[data-other-person]"), [first, ...others] = drop ? $$("#parties [data-party]") : [];
    if (!drop) return;
    others.forEach(el => el.remove());
    $$('[name$=".as"]', first).forEach(el => el.remove());
    $$("input", first).forEach(el => { el.value = el.defaultValue = ""; el.placeholder = ""; delete el.dataset.asBefore; });
    first.removeAttribute("data-carried"); drop.closest(".yc-band").remove();
    $('[name$=".name"]', first).focus();
  });

  /* ---- a person who was typed in and not registered is not dropped by a key for something else ---- */
  const unregistered = () => $$("[data-intake] [data-party] input").some(el => el.type !== "hidden" && el.value.trim() && el.value !== el.defaultValue);
  let leave = null, field = null;
  document.addEventListener("focusin", event => { if (event.target.closest("[data-intake]")) field = event.target; });
  document.addEventListener("close", event => {
    if (!event.target.matches("[data-leave]") || !leave) return;
    leave = null; $$("dialog[open]").forEach(box => box.close());
    if (field && field.isConnected) field.focus();
  }, true);
  function ask(event, go) {
    const box = $("[data-leave]");
    if (!box || box.open || !unregistered()) return;
    event.preventDefault(); event.stopPropagation();
    leave = go; box.showModal();
  }
  document.addEventListener("htmx:confirm", event => {
    const { elt, target, triggeringEvent, issueRequest } = event.detail, box = elt.closest("dialog");
    if (box && !$("[data-leaves]", box)) return;            /* a call for help leaves the form where it is, and is never held up */
    if (triggeringEvent && target && ["desk", "right"].includes(target.id) && !elt.closest("[data-intake]")) ask(event, () => issueRequest(true));
  });
  document.addEventListener("click", event => {
    const link = event.target.closest("a[href]:not([target])");
    if (link && !link.getAttribute("href").startsWith("#")) ask(event, () => location.assign(link.href));
    if (event.target.closest("[data-leave-go]")) { const go = leave; leave = null; $("[data-leave]").close(); if (go) go(); }
  }, true);

  /* ---- printing: by whatever drives the counter's printer (window.yichuangPrint), else the viewer's own print, else the copy beside ---- */
  function print(frame) {
    if (window.yichuangPrint) { window.yichuangPrint(frame.src); return; }
    try { frame.contentWindow.focus(); frame.contentWindow.print(); } catch { window.open(frame.src, "_blank", "noopener"); }
  }
  document.addEventListener("click", event => {
    const frame = event.target.closest("[data-print-pdf]") && $("iframe[data-pdf]");
    if (!frame) return;
    const done = $("[data-printed]", frame.closest("dialog"));
    print(frame); done.focus();                             /* the clerk says that it came out: a jam is not a print */
    if (window.yichuangPrint) done.click();
  });

  if (window.htmx) htmx.config.attributesToSettle = ["class"];  /* style="" would offend the content policy */
  settle();
})();
