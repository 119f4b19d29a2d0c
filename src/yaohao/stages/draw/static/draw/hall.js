// A signature as strokes in the form's field, and a word when the connection is away.
const canvas = document.querySelector("canvas.signature");
const field = document.querySelector("[data-strokes]");

if (canvas && field) {
  const pen = canvas.getContext("2d");
  const strokes = [];
  let drawing = null;
  Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#000" });

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [
      Math.round(((event.clientX - box.left) * canvas.width) / box.width),
      Math.round(((event.clientY - box.top) * canvas.height) / box.height),
    ];
  };
  const keep = () => { field.value = JSON.stringify(strokes); };

  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = event.pointerId;
    strokes.push([place(event)]);
    pen.beginPath();
    pen.moveTo(...place(event));
    keep();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== drawing) return;
    const [x, y] = place(event);
    const stroke = strokes[strokes.length - 1];
    const [beforeX, beforeY] = stroke[stroke.length - 1];
    if (Math.abs(x - beforeX) + Math.abs(y - beforeY) < 3) return; // a still finger adds nothing
    stroke.push([x, y]);
    pen.lineTo(x, y);
    pen.stroke();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => { drawing = null; keep(); });
  }
  field.form.addEventListener("submit", keep);
  document.querySelector("[data-wipe]").addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    strokes.length = 0;
    field.value = "";
  });
}

const away = document.querySelector("[data-offline]");
if (away) {
  for (const lost of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.body.addEventListener(lost, () => { away.hidden = false; });
  }
  document.body.addEventListener("htmx:afterOnLoad", () => { away.hidden = true; });
}
