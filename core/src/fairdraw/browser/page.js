// The page: choose a file, watch every check, read the verdict. A page that was made for one record
// carries it and begins by itself.

import { walked } from "./verify.js";

const WORDS = {
  title: ["核验抽签", "Verify a draw"],
  language: ["English", "中文"],
  intro: [
    "选一个抽签记录或上门凭证。全部计算在您的设备上进行，不上传任何内容；断网也能用。",
    "Choose a draw record or a door proof. Everything is computed on your device; nothing is sent, and it works without a network.",
  ],
  choose: ["选择文件", "Choose a file"],
  working: ["正在核验……", "Verifying …"],
  crash: ["本页无法读取该文件，请换用 fairdraw.pyz。", "This page cannot read the file; use fairdraw.pyz instead."],
  limits: [
    "任何证明都不能表明：名录完整无缺、无人走漏消息。",
    "Not shown by any proof: that the register was complete, and that nobody talked.",
  ],
};
const byId = (id) => document.getElementById(id);
const state = { lang: 0, report: null, name: "" };

/** Text in the reader's language: pairs of TEXTS are (English, Chinese). */
const told = (pair, facts = {}) =>
  pair[state.lang ? 0 : 1].replace(/\{(\w+)\}/g, (_, key) => (key in facts ? String(facts[key]) : "?"));
const word = (key) => WORDS[key][state.lang];

/** What is wrong and where; a sentence whose values are not known here is left to its code. */
function faultText({ code, place, details }) {
  const wanted = TEXTS.faults[code][0].match(/\{(\w+)\}/g) || [];
  const known = wanted.every((key) => key.slice(1, -1) in details);
  const sentence = known ? `: ${told(TEXTS.faults[code], details)}` : "";
  return `${place}${sentence} [${code}]`;
}

function item(list, text, kind, small) {
  const made = document.createElement("li");
  made.className = kind;
  made.textContent = text;
  if (small) made.appendChild(document.createElement("small")).textContent = small;
  list.appendChild(made);
}

function show() {
  document.documentElement.lang = state.lang ? "en" : "zh-Hans";
  for (const key of ["title", "language", "intro", "choose", "limits"]) byId(key).textContent = word(key);
  byId("name").textContent = state.name;
  byId("checks").replaceChildren();
  byId("notes").replaceChildren();
  const { report } = state;
  if (!report) return;
  const mark = report.exercise ? `${told(TEXTS.notes.exercise)} ` : "";
  byId("verdict").className = report.outcome;
  byId("verdict").textContent = mark + told(TEXTS.outcomes[report.outcome]);
  byId("draw").textContent = report.title;
  byId("level").textContent = report.level ? told(TEXTS.levels[report.level]) : "";
  for (const check of report.checks) {
    const small = check.outcome === "fault" ? faultText(report.fault) : "";
    item(byId("checks"), told(TEXTS.checks[check.code][0]), check.outcome, small);
  }
  for (const note of report.notes) {
    if (TEXTS.notes[note.code]) item(byId("notes"), told(TEXTS.notes[note.code], note.facts), "note");
  }
}

/** Lets what was written appear before the work goes on. */
const appear = () => new Promise((done) => setTimeout(done, 30));

async function examine(name, data) {
  Object.assign(state, { report: null, name });
  show();
  byId("verdict").className = "";
  byId("verdict").textContent = word("working");
  await appear();
  try {
    const steps = walked(data);
    let step = steps.next();
    for (; !step.done; step = steps.next()) {
      item(byId("checks"), told(TEXTS.checks[step.value.code][0]), step.value.outcome, "");
      await appear();
    }
    state.report = step.value;
  } catch (error) {
    byId("verdict").className = "refused";
    byId("verdict").textContent = word("crash");
    return;
  }
  show();
}

const read = async (file) => file && examine(file.name, new Uint8Array(await file.arrayBuffer()));

byId("file").addEventListener("change", (event) => read(event.target.files[0]));
byId("language").addEventListener("click", () => {
  state.lang = 1 - state.lang;
  show();
});
byId("drop").addEventListener("dragover", (event) => event.preventDefault());
byId("drop").addEventListener("drop", (event) => {
  event.preventDefault();
  read(event.dataTransfer.files[0]);
});
show();
const given = byId("record");
if (given) examine(given.dataset.name, Uint8Array.from(atob(given.textContent), (sign) => sign.charCodeAt(0)));
