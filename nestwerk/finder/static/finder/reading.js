// Reading help: text size, contrast, and the device's own voice. What is chosen stays under one key of this device.
// Only voices that live in the device are used: nothing that is read aloud is sent anywhere.
const KEY = "nestwerk.lesehilfe";
const LONGEST = 200; // characters said in one go, so that pausing loses little
const BLOCKS = "h1,h2,h3,h4,p,li,dt,dd,figcaption,summary,caption,td,th,blockquote,address";
const SILENT = "script,style,svg,form,nav,button,template,[hidden],[aria-hidden=true],.unseen,.no-print,.tiles";
const root = document.documentElement;
const box = document.getElementById("lesehilfe");
const voice = window.speechSynthesis;
const base = (tag) => tag.replace("_", "-").toLowerCase().split("-")[0];
let parts = [];
let at = 0;
let saying = null;

function read() {
  try {
    const kept = JSON.parse(window.localStorage.getItem(KEY)) || {};
    return { size: [2, 3, 4].includes(kept.size) ? kept.size : 1, contrast: kept.contrast === true };
  } catch {
    return { size: 1, contrast: false };
  }
}

function write(chosen) {
  try {
    if (chosen.size > 1 || chosen.contrast) window.localStorage.setItem(KEY, JSON.stringify(chosen));
    else window.localStorage.removeItem(KEY);
  } catch {
    // A device that forbids storage shows the choice on this page only.
  }
  show(chosen);
}

function show({ size, contrast }) {
  root.toggleAttribute("data-contrast", contrast);
  if (size > 1) root.dataset.size = size;
  else delete root.dataset.size;
}

const voiceFor = (tag) => voice.getVoices().find((one) => one.localService && base(one.lang) === base(tag));

function collect() {
  const found = [];
  const main = document.getElementById("inhalt");
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = node.data.replace(/\u00ad/g, "").replace(/\s+/g, " ");
    if (!text.trim() || parent.closest(SILENT) || !parent.getClientRects().length) continue;
    const block = parent.closest(BLOCKS) || main;
    const tag = parent.closest("[lang]").lang;
    const last = found[found.length - 1];
    if (last && last.block === block && base(last.tag) === base(tag)) last.text += text;
    else found.push({ text, tag, block });
  }
  return found.flatMap((one) => sentences(one.text).map((text) => ({ ...one, text })));
}

function sentences(text) {
  const made = [""];
  for (const piece of text.match(/[^.!?…؟:;]+[.!?…؟:;]*\s*/g) || [text]) {
    if (made[made.length - 1].length + piece.length > LONGEST) made.push("");
    made[made.length - 1] += piece;
  }
  return made.map((one) => one.trim()).filter(Boolean);
}

function mark(block) {
  document.querySelectorAll(".said").forEach((one) => one.classList.remove("said"));
  if (!block || block.id === "inhalt") return;
  block.classList.add("said");
  block.scrollIntoView({ block: "nearest" });
}

function say(number) {
  while (number < parts.length && !voiceFor(parts[number].tag)) number += 1;
  at = number;
  if (at >= parts.length) return stop();
  const { text, tag, block } = parts[at];
  const words = new window.SpeechSynthesisUtterance(text);
  words.voice = voiceFor(tag);
  words.lang = words.voice.lang;
  words.onend = () => { if (saying === words) say(at + 1); };
  words.onerror = () => { if (saying === words) stop(); };
  saying = words;
  mark(block);
  buttons();
  return voice.speak(words);
}

function pause() {
  saying = null;
  voice.cancel();
  buttons();
}

function stop() {
  parts = [];
  at = 0;
  mark(null);
  pause();
}

function buttons() {
  const [play, end] = box.querySelectorAll("button");
  play.querySelector("span").textContent = saying ? play.dataset.pause : parts.length ? play.dataset.resume : play.dataset.aloud;
  play.classList.toggle("running", Boolean(saying));
  if (!parts.length && document.activeElement === end) play.focus();
  end.hidden = !parts.length;
}

function loaded() {
  if (voice.getVoices().length) return Promise.resolve();
  return new Promise((done) => {
    voice.addEventListener("voiceschanged", done, { once: true });
    setTimeout(done, 1500);
  });
}

async function play() {
  const told = box.querySelector("[role=status]");
  if (saying) return pause();
  if (parts.length) return say(at);
  told.textContent = "";
  if (voice) await loaded();
  if (!voice || !voiceFor(root.lang)) {
    told.textContent = told.dataset.voice;
    return undefined;
  }
  parts = collect();
  if (parts.some(({ tag }) => base(tag) === "de") && !voiceFor("de")) told.textContent = told.dataset.german;
  return say(0);
}

function begin() {
  const chosen = read();
  box.hidden = false;
  box.querySelector(`[value="${chosen.size}"]`).checked = true;
  box.querySelector("[type=checkbox]").checked = chosen.contrast;
  box.addEventListener("change", () => write({
    size: Number(box.querySelector(":checked[type=radio]").value),
    contrast: box.querySelector("[type=checkbox]").checked,
  }));
  const [first, end] = box.querySelectorAll("button");
  first.addEventListener("click", play);
  end.addEventListener("click", stop);
  window.addEventListener("pagehide", () => voice?.cancel());
  document.addEventListener("results", () => { if (parts.length) stop(); });
}

show(read());
if (box) begin();
