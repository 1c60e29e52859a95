/* Calls people by voice: one call at a time, never two over one another, and no sound before the one in front has ended.

   <ol data-say-list hidden><li data-say-id="…" data-say="请 A 0 8 6 号…" data-say-en="Number …" data-say-clips="qing A 0 8 6 hao …">
   <button data-say-toggle aria-pressed="false">…</button>        a browser lets a page speak only after someone touched it once
   <body data-say-times="2" data-say-english="1" data-say-pack="…/0/">   how often; whether English follows; the address of one of the center's own clips
   [data-say-none]                                                shown when the machine has neither a Mandarin voice nor a whole set of clips

   What is on the list when the page opens was called before and stays silent. A call is a list of parts (chime, Mandarin or clips,
   English), each awaited; the chime sounds once, the words as often as asked. Mandarin comes from the machine's voice, else from the
   clips; a clip that does not load, breaks off or hangs ends its part and no more: the next part follows. Where there is neither, the
   chime sounds and the number stands large on the board.

   Each part tells `yc:voice` on <body>: {kind, call, phase: "start" | "end", at} with at in milliseconds. */
(() => {
  "use strict";
  const body = document.body, synth = window.speechSynthesis, seen = new Set(), line = [], MOST = 12, PART = 15000, CLIP = 4000, LOAD = 3000;
  const times = Number(body.dataset.sayTimes || 2), english = body.dataset.sayEnglish === "1", pack = body.dataset.sayPack || "";
  const clips = new Map();                      /* name → AudioBuffer, or null when it could not be had */
  let on = false, busy = false, sound = null, playing = null;

  try { on = localStorage.getItem("yc-voice") === "on"; } catch { /* private mode */ }
  const voiceFor = lang => (synth ? synth.getVoices().find(v => v.lang.replace("_", "-").toLowerCase().startsWith(lang)) : null);
  const audio = () => { sound = sound || new AudioContext(); if (sound.state === "suspended") sound.resume(); return sound; };
  const within = (promise, ms) => Promise.race([promise, new Promise(done => setTimeout(done, ms))]);

  function chime() {
    return within(new Promise(done => {
      const box = audio();
      [[660, 0], [880, 0.18]].forEach(([hz, at]) => {
        const tone = box.createOscillator(), gain = box.createGain(), t = box.currentTime + at;
        tone.frequency.value = hz; gain.gain.setValueAtTime(0.0001, t); gain.gain.exponentialRampToValueAtTime(0.2, t + 0.02); gain.gain.exponentialRampToValueAtTime(0.0001, t + 0.5);
        tone.connect(gain).connect(box.destination); tone.start(t); tone.stop(t + 0.52);
      });
      setTimeout(done, 750);
    }), PART);
  }
  function speak(text, voice) {
    let end;
    const spoken = new Promise(done => {
      const words = new SpeechSynthesisUtterance(text);
      words.voice = voice; words.lang = voice.lang; words.rate = 0.92;
      words.onend = words.onerror = end = done;
      synth.speak(words);
    });
    return within(spoken, PART).then(() => { synth.cancel(); end(); });   /* some engines never say that they have ended */
  }
  async function load(name) {
    if (clips.has(name)) return clips.get(name);
    const stop = new AbortController(), limit = setTimeout(() => stop.abort(), LOAD);
    try {
      const answer = await fetch(pack.replace(/[^/]+\/$/, `${encodeURIComponent(name)}/`), { credentials: "same-origin", signal: stop.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      clips.set(name, await audio().decodeAudioData(await answer.arrayBuffer()));
      return clips.get(name);
    } catch { return null; } finally { clearTimeout(limit); }               /* asked again at the next call */
  }
  async function play(names) {                  /* all of them, or none: half a number is worse than a chime */
    const parts = await Promise.all(names.map(load));
    if (parts.some(p => !p)) return;
    for (const part of parts) {
      if (!on) return;
      await within(new Promise(done => { playing = audio().createBufferSource(); playing.buffer = part; playing.onended = done; playing.connect(audio().destination); playing.start(); }), Math.min(CLIP, part.duration * 1000 + 500));
      try { playing.stop(); } catch { /* it has ended */ }
    }
  }
  async function part(kind, call, act) {
    const tell = phase => body.dispatchEvent(new CustomEvent("yc:voice", { detail: { kind, call: call.id, phase, at: performance.now() } }));
    tell("start");
    try { await act(); } catch { /* one part that fails takes no other with it */ } finally { tell("end"); }
  }
  async function run() {
    if (busy) return;
    busy = true;
    while (line.length && on) {
      const call = line.shift(), mandarin = voiceFor("zh"), other = voiceFor("en");
      await part("chime", call, chime);
      for (let i = 0; i < times && on; i++) {
        if (mandarin && call.zh) await part("words", call, () => speak(call.zh, mandarin));
        else if (pack && call.clips) await part("clips", call, () => play(call.clips.split(" ")));
        if (on && english && other && call.en) await part("english", call, () => speak(call.en, other));
      }
    }
    busy = false;
  }
  function look(silent) {
    document.querySelectorAll("[data-say-id]").forEach(el => {
      if (seen.has(el.dataset.sayId)) return;
      seen.add(el.dataset.sayId);
      if (silent || !on) return;
      line.push({ id: el.dataset.sayId, zh: el.dataset.say, en: el.dataset.sayEn, clips: el.dataset.sayClips });
      if (line.length > MOST) line.shift();
    });
    if (line.length) run();
  }
  function paint() {
    document.querySelectorAll("[data-say-toggle]").forEach(el => el.setAttribute("aria-pressed", String(on)));
    document.querySelectorAll("[data-say-none]").forEach(el => { el.hidden = !on || !!pack || !!voiceFor("zh"); });
  }
  document.addEventListener("click", event => {
    if (!event.target.closest("[data-say-toggle]")) return;
    on = !on; paint();
    try { localStorage.setItem("yc-voice", on ? "on" : "off"); } catch { /* private mode */ }
    if (on) { audio(); line.push({ id: "" }); run(); return; }   /* a chime says that it works, in its turn like any other */
    line.length = 0;
    if (synth) synth.cancel();
    if (playing) try { playing.stop(); } catch { /* it has ended */ }
  });
  if (synth) { synth.getVoices(); synth.addEventListener && synth.addEventListener("voiceschanged", paint); }
  look(true); paint();
  document.addEventListener("htmx:afterSwap", () => { paint(); look(false); });
})();
