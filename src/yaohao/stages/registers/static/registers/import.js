// A sheet may be dropped anywhere on the page of an import; without this the file field does it all.

const form = document.querySelector("form[data-drop]");
const field = form?.querySelector("input[type=file]");
const place = form?.querySelector(".drop");

function holdsFile(event) {
  return [...event.dataTransfer?.types ?? []].includes("Files");
}

function name() {
  const file = field.files[0];
  const size = file && (file.size < 1048576 ? `${Math.ceil(file.size / 1024)} KB` : `${(file.size / 1048576).toFixed(1)} MB`);
  form.querySelector("[data-drop-chosen]").textContent = file ? `${file.name} · ${size}` : "";
}

if (field && place) {
  form.querySelector("[data-drop-words]").hidden = false;
  let inside = 0; // a child under the pointer leaves its parent
  document.addEventListener("dragenter", (event) => {
    if (!holdsFile(event)) return;
    inside += 1;
    place.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!holdsFile(event)) return;
    inside = Math.max(inside - 1, 0);
    if (!inside) place.classList.remove("over");
  });
  // A file that misses the field would otherwise replace the page by itself.
  document.addEventListener("dragover", (event) => { if (holdsFile(event)) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    inside = 0;
    place.classList.remove("over");
    if (form.ariaBusy === "true" || event.dataTransfer.files.length !== 1) return;
    field.files = event.dataTransfer.files;
    name();
    form.requestSubmit();
  });
  field.addEventListener("change", name);
}
