// A signature drawn with a finger becomes a PNG in the form's hidden field. Without this script the
// photo of a signature on paper does the same.
const canvas = document.querySelector("canvas.signature");
const field = document.querySelector("[data-signature]");
const wipe = document.querySelector("[data-wipe]");

if (canvas && field) {
  const pen = canvas.getContext("2d");
  let drawing = false;
  canvas.hidden = wipe.hidden = false;
  pen.lineWidth = 4;
  pen.lineCap = "round";

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) * canvas.width) / box.width,
      ((event.clientY - box.top) * canvas.height) / box.height,
    ];
  };
  canvas.addEventListener("pointerdown", (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...place(event));
    pen.stroke();
    field.value = canvas.toDataURL("image/png");
  });
  canvas.addEventListener("pointerup", () => { drawing = false; });
  wipe.addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    field.value = "";
  });
}
