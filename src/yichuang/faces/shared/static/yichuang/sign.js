/* A pad to sign on, with finger, pen or mouse. What is kept is a small SVG of strokes, never a picture of the screen.

   <div class="yc-sign" data-sign>
     <div class="yc-sign__pad" data-sign-pad tabindex="0" aria-label="…"></div>
     <input type="hidden" name="signature">                     gets "data:image/svg+xml;base64,…" or stays empty
     <button type="button" data-sign-clear>重写</button>
     <label><input type="checkbox" name="signed_on_paper"> 在纸上签名</label>      the way for those who cannot use the pad
     <button type="submit" data-sign-done disabled>确认</button>
   </div>
   The done button opens once something was drawn, or paper was chosen. */
(() => {
  "use strict";
  const NS = "http://www.w3.org/2000/svg";

  function fit(box) {
    const pad = box.querySelector("[data-sign-pad]"), out = box.querySelector("input[name=signature]");
    const paper = box.querySelector("input[name=signed_on_paper]"), done = box.querySelector("[data-sign-done]");
    const svg = document.createElementNS(NS, "svg"), path = document.createElementNS(NS, "path");
    svg.setAttribute("aria-hidden", "true"); svg.append(path); pad.append(svg);
    let strokes = [], stroke = null;

    const size = () => { const r = pad.getBoundingClientRect(); return { r, w: Math.max(1, Math.round(r.width)), h: Math.max(1, Math.round(r.height)) }; };
    const d = () => strokes.map(s => "M" + s.map(p => p.join(" ")).join("L") + (s.length === 1 ? "l.1 0" : "")).join("");
    function show() {
      const { w, h } = size();
      svg.setAttribute("viewBox", `0 0 ${w} ${h}`); path.setAttribute("d", d());
      const points = strokes.reduce((n, s) => n + s.length, 0), drawn = points > 4;
      out.value = drawn ? "data:image/svg+xml;base64," + btoa(`<svg xmlns="${NS}" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}"><path d="${d()}" fill="none" stroke="#111" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>`) : "";
      box.classList.toggle("is-signed", drawn);
      if (done) done.disabled = !(drawn || (paper && paper.checked));
    }
    function point(event) { const { r, w, h } = size(); return [Math.round(Math.min(w, Math.max(0, event.clientX - r.left)) * 10) / 10, Math.round(Math.min(h, Math.max(0, event.clientY - r.top)) * 10) / 10]; }
    pad.addEventListener("pointerdown", event => {
      if ((paper && paper.checked) || (event.button !== 0 && event.pointerType === "mouse")) return;
      event.preventDefault(); try { pad.setPointerCapture(event.pointerId); } catch { /* a pointer that is already gone */ }
      stroke = [point(event)]; strokes.push(stroke); show();
    });
    pad.addEventListener("pointermove", event => {
      if (!stroke) return;
      const list = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
      for (const e of list.length ? list : [event]) {
        const p = point(e), last = stroke[stroke.length - 1];
        if (Math.hypot(p[0] - last[0], p[1] - last[1]) > 1.2 && stroke.length < 4000) stroke.push(p);
      }
      show();
    });
    for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) pad.addEventListener(name, () => { stroke = null; });
    const clear = box.querySelector("[data-sign-clear]");
    if (clear) clear.addEventListener("click", () => { strokes = []; show(); });
    if (paper) paper.addEventListener("change", () => { box.classList.toggle("is-paper", paper.checked); if (paper.checked) strokes = []; show(); });
    show();
  }
  const fitAll = root => root.querySelectorAll("[data-sign]:not([data-sign-ready])").forEach(box => { box.dataset.signReady = "1"; fit(box); });
  fitAll(document);
  document.addEventListener("htmx:load", event => fitAll(event.target.parentNode || document));
})();
