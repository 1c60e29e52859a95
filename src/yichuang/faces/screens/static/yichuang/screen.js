/* A wall screen has nobody to mend it: it goes dark-proof by itself.

   While the line is lost it keeps the last state and says how old it is; after an hour on the same page it loads afresh once the
   server answers, so that a new version reaches it; a frozen page is loaded again too. */
(() => {
  "use strict";
  const band = document.getElementById("yc-link-lost");
  let lostAt = 0;
  const words = band ? band.lastChild.textContent : "";
  document.body.addEventListener("yc:link", event => { if (event.detail.lost) { lostAt = lostAt || Date.now(); } else lostAt = 0; });
  setInterval(() => {
    if (!lostAt || !band) { if (band && band.lastChild.textContent !== words) band.lastChild.textContent = words; return; }
    const minutes = Math.floor((Date.now() - lostAt) / 60000);
    band.lastChild.textContent = minutes ? `${words} · ${minutes} min` : words;
  }, 5000);
  const born = Date.now();
  setInterval(async () => {
    if (lostAt || Date.now() - born < 3600000) return;
    try { if ((await fetch(location.href, { cache: "no-store" })).ok) location.reload(); } catch { /* next time */ }
  }, 300000);
})();
