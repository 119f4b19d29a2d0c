// Moves on to the next group when one is full; the page works without it.
const groups = [...document.querySelectorAll("input[data-throws]")];
groups.forEach((field, place) => {
  field.addEventListener("input", () => {
    if (field.value.replace(/\s/g, "").length >= Number(field.dataset.throws)) groups[place + 1]?.focus();
  });
});
