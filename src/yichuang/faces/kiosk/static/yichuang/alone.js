/* A kiosk without the server. The page stays loaded; before each step it asks whether the server answers. When it does not, #ki-alone
   is put on the page and gives numbers from what was kept for this kiosk, for thirty minutes; afterwards they are told to the server.

   Kept in localStorage "yc-alone": {pack, got, used: {block: [n]}, log: [{block, number, issued_at, priority, needs}]}
     pack   the last answer of the server: blocks of numbers with their codes and QR modules, queues, where the day ends
     got    when it came, by this machine's clock. Time goes by differences from there, so a wrong clock does no harm
     log    what was given alone and has not been told yet; it leaves only with the server's answer for that very number

   window.yichuangGo(url) leads to a page, or to #ki-alone while the server is silent. */
(() => {
  "use strict";
  const store = document.getElementById("ki-alone-kept");
  if (!store) return;
  const root = store.content.firstElementChild;
  const KEY = "yc-alone", LIFE = 30 * 60000, FRESH = 60000, ASK = 5000, PATIENCE = 4000, BACK = 30;
  const english = document.documentElement.lang === "en", zone = document.body.dataset.zone || undefined;
  const one = name => root.querySelector(`[data-alone-${name}]`), base = Date.now() - performance.now(), wall = () => base + performance.now();
  let kept = { pack: null, got: 0, used: {}, log: [] }, alone = false, busy = false, asker = 0, counter = 0, left = 0, touched = 0, failed = 0;

  try { kept = { ...kept, ...JSON.parse(localStorage.getItem(KEY) || "{}") }; } catch { /* an empty memory: the server voids what it held */ }
  function keep() { try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* this page remembers as long as it stays */ } }

  /* ---- what may be given ---- */
  const now = () => Date.parse(kept.pack.at) + wall() - kept.got;
  const local = (ms, form) => new Intl.DateTimeFormat("en-CA", { timeZone: zone, hourCycle: "h23", ...form }).format(ms);
  const dayOf = ms => local(ms, { year: "numeric", month: "2-digit", day: "2-digit" }), hourOf = ms => local(ms, { hour: "2-digit", minute: "2-digit" });
  const free = code => kept.pack.blocks.filter(b => b.queue === code).flatMap(b => b.numbers.filter(n => !(kept.used[b.id] || []).includes(n.n)).map(n => ({ ...n, block: b.id })));
  function whyNot(queue) {
    if (!kept.pack) return "pack";
    if (wall() - kept.got > LIFE) return "long";
    if (dayOf(now()) !== kept.pack.day) return "day";
    if (kept.pack.over || (kept.pack.closes && now() >= Date.parse(kept.pack.closes))) return "closed";
    if (!queue) return "";
    const hour = hourOf(now());
    if ((queue.from && hour < queue.from) || (queue.until && hour >= queue.until)) return "hours";
    return free(queue.code).length ? "" : "none";
  }

  /* ---- the server ---- */
  async function ask(url, body) {
    const stop = new AbortController(), limit = setTimeout(() => stop.abort(), body ? 4 * PATIENCE : PATIENCE);
    try {
      return await fetch(url, { method: body ? "POST" : "GET", cache: "no-store", credentials: "same-origin", signal: stop.signal,
        ...(body ? { headers: { "Content-Type": "application/json", "X-CSRFToken": root.dataset.csrf }, body: JSON.stringify(body) } : {}) });
    } finally { clearTimeout(limit); }
  }
  async function alive() { try { return (await ask(root.dataset.alive)).status < 500; } catch { return false; } }
  async function tell() {                       /* what was given goes into the line; told twice it still exists once */
    while (kept.log.length) {
      const tickets = kept.log.slice(0, 100), answer = await ask(root.dataset.report, { tickets, key: `${Date.now()}-${Math.random()}` });
      if (!answer.ok) return false;
      kept.log = kept.log.filter(t => !tickets.includes(t)); keep();
    }
    return true;
  }
  async function sync() {                       /* first tell, then renew: the answer leaves out what is in the line */
    if (busy) return false;
    busy = true;
    try {
      if (!(await tell())) return false;
      const answer = await ask(root.dataset.reserve, { knows: kept.pack ? kept.pack.blocks.map(b => b.id) : [] });
      if (!answer.ok) return false;
      const pack = await answer.json(), mine = new Set(pack.blocks.map(b => b.id));
      const used = Object.fromEntries(Object.entries(kept.used).filter(([id]) => mine.has(id)));
      kept = { ...kept, pack, got: wall(), used }; keep();
      return true;
    } catch { return false; } finally { busy = false; }
  }
  if (!kept.pack || wall() - kept.got > FRESH || wall() < kept.got || kept.log.length) sync();
  setInterval(() => { if (!alone && wall() - kept.got > FRESH) sync(); }, 15000);

  /* ---- before each step ---- */
  let asking = false;
  async function lead(go) {
    if (asking) return;
    asking = true;
    const there = await alive();
    asking = false;
    if (there) go(); else enter();
  }
  window.yichuangGo = url => { if (!alone) lead(() => location.replace(url)); };
  window.addEventListener("click", event => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || link.origin !== location.origin || event.defaultPrevented || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    lead(() => location.assign(link.href));
  }, true);
  window.addEventListener("submit", event => {
    const form = event.target, button = event.submitter;
    if (form.matches("[data-alone-form]")) { event.preventDefault(); return; }
    if (form.dataset.alive === "1" || form.matches("[hx-post],[hx-get]")) return;
    event.preventDefault(); event.stopImmediatePropagation();
    lead(() => { form.dataset.alive = "1"; form.requestSubmit(button); delete form.dataset.alive; });
  }, true);
  document.body.addEventListener("yc:link", async event => { if (event.detail.lost && !alone && document.body.hasAttribute("data-alone-home") && !(await alive())) enter(); });

  /* ---- alone ---- */
  function enter() {
    if (alone) return;
    alone = true;
    document.querySelectorAll("dialog[open]").forEach(d => d.close());
    document.body.classList.add("is-alone"); document.body.append(root);
    pick();
    asker = setInterval(() => { paint(); home(); }, ASK);
  }
  async function home() {                       /* not from under somebody's finger */
    const inUse = () => !one("slip").hidden || wall() - touched < 2 * ASK;
    if (inUse() || !(await alive()) || (!(await sync()) && ++failed < 5) || inUse()) return;
    clearInterval(asker);
    location.replace(root.dataset.home);
  }
  function show(slip) { one("pick").hidden = slip; root.querySelectorAll("[data-alone-slip]").forEach(el => { el.hidden = !slip; }); }
  function say(code) { const box = one("no"); box.hidden = !code; if (code) box.lastElementChild.textContent = root.dataset[`no${code[0].toUpperCase()}${code.slice(1)}`]; }
  function pick() {
    clearInterval(counter); show(false); say("");
    one("form").reset(); root.querySelectorAll("details[open]").forEach(d => { d.open = false; });
    const list = one("list");
    list.textContent = "";
    for (const queue of kept.pack ? kept.pack.queues : []) {
      const row = document.createElement("button"), code = document.createElement("span"), name = document.createElement("span"), other = document.createElement("small");
      row.type = "button"; row.className = "ki-row"; row.dataset.aloneQueue = queue.code;
      code.className = "ki-row__code"; code.textContent = queue.code;
      name.className = "ki-row__name"; name.textContent = english ? queue.name_en : queue.name;
      other.textContent = english ? queue.name : queue.name_en === queue.name ? "" : queue.name_en; other.lang = english ? "zh-CN" : "en";
      name.append(other); row.append(code, name); list.append(row);
    }
    one("desks").textContent = kept.pack ? (english && kept.pack.desks_en || kept.pack.desks).join(english ? "; " : "；") : "";
    paint();
  }
  function paint() {                            /* time runs out while nobody touches the page */
    const no = whyNot(null);
    one("list").hidden = !!no; one("left").hidden = !!no; root.querySelectorAll(".ki-prios").forEach(el => { el.hidden = !!no; }); one("pick").querySelector("h1").hidden = !!no;
    if (no) say(no); else one("minutes").textContent = String(Math.max(1, Math.ceil((LIFE - wall() + kept.got) / 60000)));
  }
  function draw(qr) {                           /* a bit a module, row by row; none in a pack kept from before */
    const path = root.querySelector("[data-slip-qr]"), bytes = atob(qr || ""), side = Math.floor(Math.sqrt(bytes.length * 8));
    const dark = at => bytes.charCodeAt(at >> 3) >> (7 - (at & 7)) & 1;
    path.closest(".yc-qr-box").hidden = !qr;
    path.ownerSVGElement.setAttribute("viewBox", `-2 -2 ${side + 4} ${side + 4}`);
    path.setAttribute("d", [...Array(side * side).keys()].filter(dark).map(at => `M${at % side} ${Math.floor(at / side)}h1v1h-1z`).join(""));
  }
  function give(queue) {
    const no = whyNot(queue);
    if (no) { paint(); say(no); return; }
    const next = free(queue.code)[0], form = new FormData(one("form")), at = now();
    (kept.used[next.block] = kept.used[next.block] || []).push(next.n);
    kept.log.push({ block: next.block, number: next.n, issued_at: new Date(at).toISOString(), priority: root.dataset.elder ? "elder" : form.get("priority") || "", needs: form.getAll("needs") });
    keep();                                     /* before anybody sees it: no number leaves this page unremembered */
    const words = { time: `${dayOf(at)} ${hourOf(at)}`, number: next.number, queue: english ? queue.name_en : queue.name, zone: (english && queue.where.zone_en || queue.where.zone).replaceAll(" / ", "\n"), windows: queue.where.windows, code: next.code };
    Object.entries(words).forEach(([k, v]) => { root.querySelector(`[data-slip="${k}"]`).textContent = v; });
    root.querySelector('[data-slip="zone"]').classList.toggle("is-two", words.zone.includes("\n"));
    root.querySelector("[data-slip-windows]").hidden = !queue.where.windows;
    draw(next.qr);
    show(true);
    if (root.dataset.prints) setTimeout(() => window.print(), 50);
    if (root.dataset.elder) return;
    left = BACK;
    const count = () => { one("back").textContent = String(left); if (left-- <= 0) pick(); };
    count(); clearInterval(counter); counter = setInterval(count, 1000);
  }
  root.addEventListener("pointerdown", () => { touched = wall(); });
  root.addEventListener("click", event => {
    const row = event.target.closest("[data-alone-queue]");
    if (row) give(kept.pack.queues.find(q => q.code === row.dataset.aloneQueue));
    if (event.target.closest("[data-alone-done]")) { touched = 0; pick(); home(); }
  });
})();
