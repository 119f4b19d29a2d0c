// Shows the scenes of the big screen one after the other and follows the public log. Everything was
// computed before it reached this page: here it is only shown, and R shows it once more.
import { finish, play } from "./screen-play.js";

const EVERY = 2000; // ms between two looks at the log
const DRAW = 4; // the scene that moves
const main = document.getElementById("content");
const mark = document.getElementById("mark");
const source = document.body.dataset.source;
const KEY = `yaohao-screen:${source}`;
const still = matchMedia("(prefers-reduced-motion: reduce)");

let told = null; // what the log says, as the server told it last
let text = ""; // the same as it came, to tell whether anything is new
let asList = still.matches;
let at = null; // {part, mark, scene, page}: where the screen stands
let playing = null;

function stored(name) {
  try { return JSON.parse(localStorage.getItem(`${KEY}:${name}`)); } catch { return null; }
}

function store(name, value) {
  try { localStorage.setItem(`${KEY}:${name}`, JSON.stringify(value)); } catch { /* private window */ }
}

// Where the screen stands: a function of the log and of what this screen remembers, of nothing else.
// It stays where it was, unless the log has come to another scene of the draw that is shown.
function place(log, kept) {
  const known = log.parts.find((part) => part.id === kept?.part);
  if (known?.mark === kept?.mark && known) return kept;
  const part = known ?? log.parts[log.begin];
  return { part: part.id, mark: part.mark, scene: part.leads, page: 0 };
}

const here = () => told.parts.findIndex((part) => part.id === at.part);
const article = () => main.children[here()];
const section = () => article().querySelectorAll("section")[at.scene - 1];
const pages = () => [...section().querySelectorAll("[data-page]")];
const stage = () => section().querySelector("[data-play]");

function keep(change) {
  at = { ...at, ...change };
  store("at", at);
}

// How many tickets or names of the draw that is shown have come down: a draw seen to its end is
// not played again unless somebody presses R.
const landed = () => stored(`landed:${at.part}:${at.mark}`) ?? 0;
const land = (count) => store(`landed:${at.part}:${at.mark}`, count);

// Puts what is new into the page and leaves alone what is not, so that a running scene runs on.
function fill(log) {
  log.parts.forEach((part, index) => {
    const before = told?.parts[index];
    let box = main.children[index];
    if (!box || before?.id !== part.id) {
      const fresh = document.createElement("article");
      fresh.append(document.createElement("div"));
      fresh.firstChild.className = "head";
      if (box) box.replaceWith(fresh); else main.append(fresh);
      box = fresh;
    }
    const same = before?.id === part.id ? before : null;
    if (same?.head !== part.head) box.firstElementChild.innerHTML = part.head;
    part.scenes.forEach((scene, number) => {
      const old = box.querySelectorAll("section")[number];
      if (old && same?.scenes[number] === scene) return;
      const fresh = old ?? box.appendChild(document.createElement("section"));
      fresh.innerHTML = scene;
      if (fresh.contains(playing?.stage ?? null) || !playing?.stage.isConnected) playing = stop();
    });
    for (const extra of [...box.querySelectorAll("section")].slice(part.scenes.length)) extra.remove();
  });
  while (main.children.length > log.parts.length) main.lastChild.remove();
}

function stop() {
  playing?.cancel();
  return null;
}

function show() {
  document.body.classList.toggle("as-list", asList);
  document.querySelector("[data-key=l]").setAttribute("aria-pressed", String(asList));
  const mine = article();
  for (const box of main.children) box.hidden = box !== mine;
  mine.querySelectorAll("section").forEach((one, index) => { one.hidden = !asList && index !== at.scene - 1; });
  for (const item of mine.querySelectorAll(".rail li")) {
    const current = !asList && Number(item.dataset.scene) === at.scene;
    current ? item.setAttribute("aria-current", "step") : item.removeAttribute("aria-current");
  }
  for (const one of mine.querySelectorAll("[data-page]")) one.hidden = false;
  mine.querySelectorAll(".pager").forEach((one) => one.remove());
  if (asList) playing = stop();
  else settle();
}

function settle() {
  const scene = stage();
  if (scene && playing?.stage === scene) return turn(at.page);
  playing = stop();
  if (scene && landed() < total(scene)) return begin(scene);
  if (scene) finish(scene);
  turn(Math.min(at.page, Math.max(pages().length - 1, 0)));
}

function total(scene) {
  return Number(scene.querySelector("canvas")?.dataset.envelopes ?? scene.querySelectorAll("li").length);
}

function begin(scene) {
  playing = play(scene, landed(), {
    landed: (count, page) => { land(count); if (page !== at.page) turn(page); },
    over: () => { playing = null; show(); },
  });
  turn(at.page);
}

// One page of a scene with more rows than fit.
function turn(page) {
  const all = pages();
  all.forEach((one, index) => { one.hidden = index !== page; });
  if (at.page !== page) keep({ page });
  section().querySelector(".pager")?.remove();
  if (all.length < 2) return;
  const said = document.createElement("p");
  said.className = "pager";
  said.textContent = `${page + 1} / ${all.length}`;
  section().append(said);
}

function next() {
  if (playing) {
    const scene = playing.stage;
    playing = stop();
    land(total(scene));
    keep({ page: Math.max(pages().length - 1, 0) });
    finish(scene);
    return show();
  }
  if (at.page < pages().length - 1) return turn(at.page + 1);
  if (at.scene < told.parts[here()].scenes.length) return go(at.part, at.scene + 1);
  const later = told.parts[here() + 1];
  if (later) go(later.id, 1);
}

function back() {
  if (!playing && at.page > 0 && pages().length > 1) return turn(at.page - 1);
  if (at.scene > 1) return go(at.part, at.scene - 1);
  const earlier = told.parts[here() - 1];
  if (earlier) go(earlier.id, earlier.scenes.length);
}

function go(id, scene) {
  playing = stop();
  keep({ part: id, mark: told.parts.find((one) => one.id === id).mark, scene, page: 0 });
  show();
}

function again() {
  if (told.parts[here()].scenes.length < DRAW || asList) return;
  playing = stop();
  land(0);
  keep({ scene: DRAW, page: 0 });
  show();
}

function list() {
  asList = !asList;
  show();
}

const KEYS = {
  ArrowRight: next, " ": next, PageDown: next, Enter: next,
  ArrowLeft: back, PageUp: back, r: again, l: list,
};
const SCROLLS = new Set([" ", "PageDown", "PageUp"]);

function press(key) {
  if (!told || (asList && SCROLLS.has(key))) return false;
  KEYS[key]();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.target.closest?.("button") && (key === " " || key === "Enter")) return;
  if (Object.hasOwn(KEYS, key) && press(key)) event.preventDefault();
});
for (const button of document.querySelectorAll("[data-key]")) {
  button.addEventListener("click", () => press(button.dataset.key));
}
still.addEventListener("change", () => { asList = still.matches; if (told) show(); });
addEventListener("resize", () => { if (told && !playing && stage() && !asList) finish(stage()); });

function take(answer) {
  if (answer === text) return;
  const log = JSON.parse(answer);
  text = answer;
  store("log", log);
  fill(log);
  told = log;
  at = place(log, at ?? stored("at"));
  store("at", at);
  main.classList.add("ready");
  show();
}

async function look() {
  try {
    const answer = await fetch(source, { cache: "no-cache", signal: AbortSignal.timeout(8000) });
    const isData = answer.headers.get("content-type")?.startsWith("application/json");
    if (answer.ok && isData) {
      take(await answer.text());
      mark.textContent = "";
    } else {
      mark.textContent = answer.ok || answer.status === 403 ? mark.dataset.out : mark.dataset.cut;
    }
  } catch {
    if (!told && stored("log")) take(JSON.stringify(stored("log")));
    mark.textContent = mark.dataset.cut;
  }
}

async function follow() {
  await look();
  setTimeout(follow, EVERY);
}

// A page that was kept loads without a network too, where the browser allows it (https, this machine).
async function remain() {
  if (!navigator.serviceWorker) return;
  await navigator.serviceWorker.register(document.body.dataset.worker, { scope: location.pathname });
  const { active } = await navigator.serviceWorker.ready;
  const parts = performance.getEntriesByType("resource").map((entry) => entry.name.split("#")[0]);
  const own = parts.filter((name) => /\.(js|css|svg)$/.test(name) && name.startsWith(location.origin));
  active.postMessage([location.href, ...new Set(own)]);
}

document.body.classList.add("live");
remain().catch(() => {}); // a browser that forbids it shows the same, and needs the network to reload
follow();
