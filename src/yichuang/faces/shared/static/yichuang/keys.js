/* Keys press buttons: <button data-key="F2">, data-key="Shift+F8", data-key="Alt+Q", data-key="ArrowDown", data-key="1".

   The button is clicked (or the field focused) as if by hand, so a key can never do what the page does not show. Disabled and hidden
   buttons ignore their key. Keys that write a character are left to the field that has the focus; F-keys and Alt/Ctrl combinations are not.
   While a dialog is open only the keys inside it work. */
(() => {
  "use strict";
  const editable = el => el && (el.isContentEditable || el.matches("textarea,select,input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit])"));

  function nameOf(event) {
    const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
    const shifted = event.shiftKey && (event.key.length > 1 || event.altKey || event.ctrlKey);
    return [event.ctrlKey && "Ctrl", event.altKey && "Alt", shifted && "Shift", key].filter(Boolean).join("+").toLowerCase();
  }
  const shown = el => !el.disabled && el.getAttribute("aria-disabled") !== "true" && el.getClientRects().length > 0;

  function find(name) {
    const here = document.activeElement && document.activeElement.closest("dialog[open]");   /* of two, the one on top holds the focus */
    const open = here || [...document.querySelectorAll("dialog[open]")].pop() || document;
    return [...open.querySelectorAll("[data-key]")].find(el => el.dataset.key.toLowerCase().split(/\s+/).includes(name) && shown(el));
  }
  document.addEventListener("keydown", event => {
    if (event.isComposing || event.key === "Process") return;         /* an input method is choosing characters */
    const writes = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;
    const moves = ["Enter", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", " "].includes(event.key) && !event.ctrlKey && !event.altKey;
    if ((writes || moves) && editable(document.activeElement)) return;
    if (event.key === "Enter" && document.activeElement && document.activeElement.matches("button,a[href],summary")) return;
    const el = find(nameOf(event));
    if (!el) return;
    event.preventDefault();
    if (event.repeat && !moves) return;                               /* a held key calls one person, not ten */
    if (editable(el)) { el.focus(); if (el.select) el.select(); } else el.click();
  });
})();
