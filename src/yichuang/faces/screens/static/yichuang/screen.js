/* A screen has nobody to mend it. While the server is silent it keeps the last state and says how old it is; no error page takes its
   place. Once an hour it asks for its own page: the address of its stream is renewed without a trace, and only a new version of the
   program, whose files have other names, is loaded.

   #sc-age [data-age-now] [data-age-min]    words with {time} and {n}; shown from ten seconds of silence on */
(() => {
  "use strict";
  const body = document.body, box = document.getElementById("sc-age"), zone = body.dataset.zone || undefined;
  const skew = body.dataset.now ? Date.parse(body.dataset.now) - Date.now() : 0;
  const HOUR = 3600000, NOTICE = 10000;
  let heard = Date.now(), silent = false;

  function paint() {
    const age = Date.now() - heard, shown = silent && age >= NOTICE;
    if (box) {
      const minutes = Math.floor(age / 60000), words = minutes ? box.dataset.ageMin : box.dataset.ageNow;
      const time = new Date(heard + skew).toLocaleTimeString("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
      box.hidden = !shown;
      if (shown) box.lastElementChild.textContent = words.replace("{time}", time).replace("{n}", String(minutes));
    }
    body.classList.toggle("is-old", shown);
  }
  function good() { heard = Date.now(); silent = false; paint(); }
  function bad() { silent = true; paint(); }
  body.addEventListener("yc:link", event => { if (event.detail.lost) bad(); });
  document.addEventListener("htmx:sendError", bad);
  document.addEventListener("htmx:timeout", bad);
  document.addEventListener("htmx:beforeSwap", event => {
    const status = event.detail.xhr.status;
    if (status === 503) event.detail.shouldSwap = false;                                /* live.js comes again in a moment */
    else if (status >= 500 || status === 0) { event.detail.shouldSwap = false; bad(); } /* the last state stays */
    else if (status < 400) good();
  });
  document.addEventListener("htmx:afterRequest", event => { if (event.detail.xhr && event.detail.xhr.status === 204) good(); });
  setInterval(paint, 1000);

  const files = doc => [...doc.querySelectorAll("script[src],link[rel=stylesheet]")].map(el => el.getAttribute("src") || el.getAttribute("href")).join(" ");
  setInterval(async () => {
    if (silent) return;
    try {
      const answer = await fetch(location.href, { cache: "no-store", credentials: "same-origin" });
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (fresh.body.dataset.streamRenew) body.dataset.streamRenew = fresh.body.dataset.streamRenew;
      if (files(fresh) !== files(document)) location.reload();
    } catch { /* next time */ }
  }, HOUR);
})();
