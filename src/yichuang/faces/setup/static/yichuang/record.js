/* Records one clip with the browser's recorder and sends it by the form that the button stands in.

   <form data-record-form> <button data-record data-record-stop="…"> <input type="file" name="file"> </form>
   [data-record-none] is shown where the browser has no recorder or may not use it (no https). Five seconds at most. */
(() => {
  "use strict";
  const able = navigator.mediaDevices && navigator.mediaDevices.getUserMedia && window.MediaRecorder, none = document.querySelector("[data-record-none]"), LIMIT = 5000;
  const refuse = () => { if (none) none.hidden = false; document.querySelectorAll("[data-record]").forEach(el => { el.disabled = true; }); };
  if (!able) { refuse(); return; }
  let now = null;
  async function record(button) {
    let heard;
    try { heard = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { refuse(); return; }
    const parts = [], recorder = new MediaRecorder(heard), words = button.textContent;
    now = { recorder, button };
    recorder.ondataavailable = event => parts.push(event.data);
    recorder.onstop = () => {
      heard.getTracks().forEach(track => track.stop());
      button.textContent = words; now = null;
      const kind = recorder.mimeType || "audio/webm", form = button.closest("form"), files = new DataTransfer();
      files.items.add(new File(parts, "clip", { type: kind.split(";")[0] }));
      form.querySelector("[name=file]").files = files.files;
      form.requestSubmit();
    };
    button.textContent = button.dataset.recordStop;
    recorder.start();
    setTimeout(() => { if (recorder.state === "recording") recorder.stop(); }, LIMIT);
  }
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-record]");
    if (!button) return;
    if (now) { if (now.button === button) now.recorder.stop(); return; }
    record(button);
  });
})();
