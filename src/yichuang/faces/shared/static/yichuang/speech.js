/* Calls people by voice, one call at a time, never two over one another.

   <ol data-say-list hidden><li data-say-id="…" data-say="请 A 0 8 6 号 到 5 号窗口" data-say-en="Number …">…</li></ol>
   <button data-say-toggle aria-pressed="false">…</button>        a browser lets a page speak only after someone touched it once
   <body data-say-times="2" data-say-english="1">                 how often, and whether English follows

   What is on the list when the page opens was called before and stays silent. Where the machine has no voice, the chime still sounds. */
(() => {
  "use strict";
  const body = document.body, synth = window.speechSynthesis, seen = new Set(), line = [];
  const times = Number(body.dataset.sayTimes || 2), english = body.dataset.sayEnglish === "1";
  let on = false, busy = false, sound = null;

  try { on = localStorage.getItem("yc-voice") === "on"; } catch { /* private mode */ }
  const voiceFor = lang => synth ? synth.getVoices().find(v => v.lang.replace("_", "-").toLowerCase().startsWith(lang)) : null;

  function chime() {
    return new Promise(done => {
      try {
        sound = sound || new AudioContext();
        if (sound.state === "suspended") sound.resume();
        [[660, 0], [880, 0.18]].forEach(([hz, at]) => {
          const tone = sound.createOscillator(), gain = sound.createGain(), t = sound.currentTime + at;
          tone.frequency.value = hz; gain.gain.setValueAtTime(0.0001, t); gain.gain.exponentialRampToValueAtTime(0.2, t + 0.02); gain.gain.exponentialRampToValueAtTime(0.0001, t + 0.5);
          tone.connect(gain).connect(sound.destination); tone.start(t); tone.stop(t + 0.52);
        });
        setTimeout(done, 750);
      } catch { done(); }
    });
  }
  function speak(text, lang) {
    return new Promise(done => {
      const voice = voiceFor(lang);
      if (!synth || !text || !voice) return done();
      const words = new SpeechSynthesisUtterance(text);
      words.voice = voice; words.lang = voice.lang; words.rate = 0.92;
      const limit = setTimeout(() => { synth.cancel(); done(); }, 15000);   /* some engines never say that they have ended */
      words.onend = words.onerror = () => { clearTimeout(limit); done(); };
      synth.speak(words);
    });
  }
  async function run() {
    if (busy) return;
    busy = true;
    while (line.length) {
      const call = line.shift();
      await chime();
      for (let i = 0; i < times; i++) { await speak(call.zh, "zh"); if (english) await speak(call.en, "en"); }
    }
    busy = false;
  }
  function look(silent) {
    document.querySelectorAll("[data-say-id]").forEach(el => {
      if (seen.has(el.dataset.sayId)) return;
      seen.add(el.dataset.sayId);
      if (silent || !on) return;
      line.push({ zh: el.dataset.say, en: el.dataset.sayEn });
      if (line.length > 12) line.shift();
    });
    if (line.length) run();
  }
  function paint() { document.querySelectorAll("[data-say-toggle]").forEach(el => el.setAttribute("aria-pressed", String(on))); }
  document.addEventListener("click", event => {
    if (!event.target.closest("[data-say-toggle]")) return;
    on = !on; paint();
    try { localStorage.setItem("yc-voice", on ? "on" : "off"); } catch { /* private mode */ }
    if (on) chime(); else { line.length = 0; if (synth) synth.cancel(); }
  });
  if (synth) synth.getVoices();
  look(true); paint();
  document.addEventListener("htmx:afterSwap", () => { paint(); look(false); });
})();
