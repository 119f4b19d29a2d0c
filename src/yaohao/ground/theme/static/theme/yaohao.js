// Keys, copying, printing and forms that are sent once. Pages work without any of it.

const TYPING = "input, textarea, select, [contenteditable]";
const KEYS_OFF = "yaohao-keys-off";

function say(text) {
  const place = document.getElementById("said");
  if (place) place.textContent = text;
}

// What is said to a screen reader stands on the button too, for a moment.
function tell(button) {
  const text = document.getElementById("said")?.dataset.copied ?? "";
  say(text);
  const before = [...button.childNodes];
  button.append(` ✓ ${text}`);
  setTimeout(() => button.replaceChildren(...before), 1500);
}

function remembered(name) {
  try { return localStorage.getItem(name); } catch { return null; }
}

function remember(name, value) {
  try { value ? localStorage.setItem(name, value) : localStorage.removeItem(name); } catch { /* private window */ }
}

function step(direction) {
  const rows = [...document.querySelectorAll("table.rows tbody tr")];
  if (!rows.length) return;
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? (direction > 0 ? 0 : rows.length - 1) : here + direction;
  const row = rows[Math.min(Math.max(next, 0), rows.length - 1)];
  const target = row.querySelector("a[href]") ?? row;
  if (target === row) row.tabIndex = -1;
  target.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function search() {
  const field = document.querySelector("[data-search], input[type=search]");
  field?.focus();
  field?.select();
}

const KEYS = {
  "/": search,
  j: () => step(1),
  k: () => step(-1),
  e: () => document.querySelector("[data-export]")?.click(),
  c: () => document.querySelector("[data-copy-table]:not([hidden])")?.click(),
  p: () => window.print(),
  "?": () => document.getElementById("shortcuts")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (remembered(KEYS_OFF) && key !== "?") return;
  const act = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  if (!act) return;
  event.preventDefault();
  act();
});

async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea"); // plain http has no clipboard object
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

// A table for WPS and Excel: borders, and codes as text so that no long number is rounded.
// Written as text: a style on an element of this page is forbidden by its policy.
function bordered(table) {
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const cell = (from) => {
    const number = from.classList.contains("num") ? "" : ";mso-number-format:'\\@'";
    const style = `border:.5pt solid #000;padding:2pt 4pt;vertical-align:top${number}`;
    return `<${from.localName} style="${style}">${escaped(shownText(from))}</${from.localName}>`;
  };
  const rows = [...table.rows].map((row) => `<tr>${[...row.cells].map(cell).join("")}</tr>`);
  return `<table style="border-collapse:collapse">${rows.join("")}</table>`;
}

function shownText(cell) {
  return cell.innerText.replace(/\s+/g, " ").trim();
}

// By the event and not by navigator.clipboard: it carries both forms over plain http too.
function copyTable(table) {
  const plain = [...table.rows].map((row) => [...row.cells].map(shownText).join("\t")).join("\r\n");
  document.addEventListener("copy", (event) => {
    event.clipboardData.setData("text/html", bordered(table));
    event.clipboardData.setData("text/plain", plain);
    event.preventDefault();
  }, { once: true });
  return document.execCommand("copy");
}

function offerCopies() {
  const table = document.querySelector("#list table.rows, .list table");
  for (const button of document.querySelectorAll("[data-copy-table]")) button.hidden = !table;
}
offerCopies();

// A list that is fetched anew leaves its panel as it was: open, with the ticks of this moment.
const panel = { open: false, ticks: new Map() };
document.addEventListener("htmx:beforeSwap", () => {
  const shown = document.querySelector("details.columns");
  panel.open = shown?.open ?? false;
  panel.ticks = new Map([...shown?.querySelectorAll("[type=checkbox]") ?? []].map((box) => [box.value, box.checked]));
});
document.addEventListener("htmx:afterSwap", () => {
  offerCopies();
  const shown = document.querySelector("details.columns");
  if (!shown || !panel.open) return;
  shown.open = true;
  for (const box of shown.querySelectorAll("[type=checkbox]")) box.checked = panel.ticks.get(box.value) ?? box.checked;
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy], [data-copy-table], [data-print], [data-shortcuts]");
  if (!button) return;
  if ("print" in button.dataset) window.print();
  else if ("shortcuts" in button.dataset) document.getElementById("shortcuts")?.showModal();
  else if ("copyTable" in button.dataset) {
    if (copyTable(document.querySelector("#list table.rows, .list table"))) tell(button);
  } else {
    await copy(button.dataset.copy);
    button.focus();
    say(document.getElementById("said")?.dataset.copied ?? "");
  }
});

// A search field has sent its words while they were typed: leaving it must not fetch the list anew
// under the hands of whoever walks through its rows.
document.addEventListener("change", (event) => {
  if (event.target.matches("form.filter input[type=search]")) event.stopPropagation();
}, true);

// A form marked data-once can be sent once: the second click of a double click finds it busy.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("once" in form.dataset) || event.defaultPrevented) return;
  if (form.ariaBusy === "true") return event.preventDefault();
  form.ariaBusy = "true";
  setTimeout(() => form.querySelectorAll("button, input[type=submit]").forEach((b) => { b.disabled = true; }));
});

// Coming back by the back button shows a page from memory: make its forms usable again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-once]")) {
    form.ariaBusy = "false";
    form.querySelectorAll("button, input[type=submit]").forEach((b) => { b.disabled = false; });
  }
});

const box = document.getElementById("shortcuts-on");
if (box) {
  box.checked = !remembered(KEYS_OFF);
  box.addEventListener("change", () => remember(KEYS_OFF, box.checked ? "" : "yes"));
}
