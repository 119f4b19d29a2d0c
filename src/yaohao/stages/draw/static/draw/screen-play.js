// The two pictures of a draw: tickets that fall into envelopes, names that land one by one. Both
// begin at any step, so that a screen that was lost goes on where it was; both tell each step.

const TICKET = 520; // ms that a ticket falls
const LONGEST = 45000; // ms that all names take together
const colours = { paper: "#fffdf8", line: "#b9ad97", ink: "#1b2430", seal: "#b3261e", shade: "#f3ecdf" };

export function play(stage, from, told) {
  return stage.dataset.play === "names" ? names(stage, from, told) : envelopes(stage, from, told);
}

// The end of a picture, at once.
export function finish(stage) {
  stage.classList.remove("playing");
  if (stage.dataset.play === "envelopes") {
    const canvas = stage.querySelector("canvas");
    picture(canvas, Number(canvas.dataset.envelopes));
    return;
  }
  stage.querySelectorAll("li").forEach((item) => item.classList.add("down"));
  for (const [index, label] of [...stage.querySelectorAll(".bars label")].entries()) {
    count(label, stage.querySelectorAll(`li[data-bar="${index}"]`).length);
  }
}

function count(label, value) {
  label.querySelector("i").textContent = value;
  label.querySelector("progress").value = value;
}

function names(stage, from, told) {
  const items = [...stage.querySelectorAll("li")];
  const labels = [...stage.querySelectorAll(".bars label")];
  const pages = [...stage.querySelectorAll("[data-page]")];
  const newest = stage.querySelector(".newest");
  const each = Math.min(900, Math.max(90, LONGEST / items.length));
  const counts = labels.map(() => 0);
  let done = 0;
  let frame = 0;
  let due = 0;
  function down(item, moving) {
    item.classList.add("down");
    counts[item.dataset.bar] += 1;
    done += 1;
    if (!moving) return;
    const bar = item.dataset.bar;
    if (labels[bar]) count(labels[bar], counts[bar]);
    newest.textContent = item.querySelector("strong").textContent;
    told.landed(done, pages.indexOf(item.parentElement));
    const way = { duration: Math.min(each, 500), easing: "cubic-bezier(.2,.7,.2,1)" };
    item.animate([{ opacity: 0, transform: "translateY(-1.2rem)" }, { opacity: 1, transform: "none" }], way);
  }
  function tick(now) {
    due ||= now + (from ? 0 : 600);
    if (now >= due && done < items.length) {
      down(items[done], true);
      due = now + each;
    }
    if (done < items.length) frame = requestAnimationFrame(tick);
    else frame = requestAnimationFrame(() => { stage.classList.remove("playing"); told.over(); });
  }
  stage.classList.add("playing");
  items.forEach((item) => item.classList.remove("down"));
  newest.textContent = "";
  for (const item of items.slice(0, from)) down(item, false);
  labels.forEach((label, index) => count(label, counts[index]));
  frame = requestAnimationFrame(tick);
  return { stage, cancel: () => { cancelAnimationFrame(frame); stage.classList.remove("playing"); } };
}

// Where the envelopes lie: as many columns as make them largest.
function layout(canvas, total) {
  const ratio = Math.min(devicePixelRatio || 1, 1.5);
  const { width, height } = canvas.getBoundingClientRect();
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  let best = { size: 0, columns: 1 };
  for (let columns = 1; columns <= total; columns += 1) {
    const rows = Math.ceil(total / columns);
    const size = Math.min(canvas.width / columns, (canvas.height / (rows + .6)) * 1.45);
    if (size > best.size) best = { size, columns, rows };
  }
  const wide = Math.min(best.size, canvas.width / 3);
  const tall = wide / 1.45;
  const left = (canvas.width - wide * best.columns) / 2;
  const top = canvas.height - tall * best.rows;
  const spots = Array.from({ length: total }, (_none, index) => ({
    x: left + (index % best.columns) * wide + wide * .09,
    y: top + Math.floor(index / best.columns) * tall + tall * .1,
  }));
  return { spots, wide: wide * .82, tall: tall * .76 };
}

// Something to draw on once, with room for the edge around it.
function blank(wide, tall) {
  const made = document.createElement("canvas");
  made.width = Math.ceil(wide) + 2;
  made.height = Math.ceil(tall) + 2;
  return [made, made.getContext("2d")];
}

// An envelope drawn once; every other is a copy of it.
function envelope(wide, tall, closed) {
  const [made, pen] = blank(wide, tall);
  pen.translate(1, 1);
  pen.lineWidth = Math.max(1, wide / 90);
  pen.strokeStyle = colours.line;
  pen.fillStyle = closed ? colours.paper : colours.shade;
  pen.fillRect(0, 0, wide, tall);
  pen.strokeRect(0, 0, wide, tall);
  pen.beginPath();
  pen.moveTo(0, closed ? 0 : tall * .12);
  pen.lineTo(wide / 2, closed ? tall * .58 : tall * .66);
  pen.lineTo(wide, closed ? 0 : tall * .12);
  pen.stroke();
  if (closed) {
    pen.beginPath();
    pen.arc(wide / 2, tall * .56, tall * .17, 0, 2 * Math.PI);
    pen.fillStyle = colours.seal;
    pen.fill();
    pen.beginPath();
    pen.arc(wide / 2, tall * .56, tall * .115, 0, 2 * Math.PI);
    pen.strokeStyle = colours.paper;
    pen.stroke();
  }
  return made;
}

// The front of an open envelope alone: what goes in disappears behind it.
function front(wide, tall) {
  const [made, pen] = blank(wide, tall);
  pen.translate(1, 1);
  pen.beginPath();
  pen.moveTo(0, tall * .12);
  pen.lineTo(wide / 2, tall * .66);
  pen.lineTo(wide, tall * .12);
  pen.lineTo(wide, tall);
  pen.lineTo(0, tall);
  pen.closePath();
  pen.clip();
  pen.drawImage(envelope(wide, tall, false), -1, -1);
  return made;
}

// A ticket: a slip with a red edge and lines that nobody can read.
function lot(wide, tall) {
  const [made, pen] = blank(wide, tall);
  const edge = Math.max(1, wide / 30);
  pen.fillStyle = colours.paper;
  pen.strokeStyle = colours.seal;
  pen.lineWidth = edge;
  pen.fillRect(edge, edge, wide - edge, tall - edge);
  pen.strokeRect(edge, edge, wide - edge, tall - edge);
  pen.fillStyle = colours.line;
  for (const [row, share] of [[.3, .6], [.5, .5], [.7, .6]]) pen.fillRect(wide * .2, tall * row, wide * share, tall * .07);
  return made;
}

function picture(canvas, closed) {
  const total = Number(canvas.dataset.envelopes);
  const plan = layout(canvas, total);
  const pen = canvas.getContext("2d");
  const open = envelope(plan.wide, plan.tall, false);
  const shut = envelope(plan.wide, plan.tall, true);
  plan.spots.forEach((spot, index) => pen.drawImage(index < closed ? shut : open, spot.x, spot.y));
  return { ...plan, pen, shut, total, pocket: front(plan.wide, plan.tall) };
}

function envelopes(stage, from, told) {
  const canvas = stage.querySelector("canvas");
  const plan = picture(canvas, from);
  const behind = document.createElement("canvas");
  behind.width = canvas.width;
  behind.height = canvas.height;
  const ground = behind.getContext("2d");
  ground.drawImage(canvas, 0, 0);
  const slip = { w: plan.wide * .44, h: plan.tall * .5 };
  const edge = Math.ceil(plan.wide / 70) + 2;
  const paper = lot(slip.w, slip.h);
  const pace = Math.max(180, Math.min(700, 12000 / plan.total));
  let done = from;
  let start = 0;
  let frame = 0;
  let dirty = [];
  stage.classList.add("playing");

  function restore() {
    for (const [x, y, w, h] of dirty) {
      plan.pen.clearRect(x, y, w, h);
      plan.pen.drawImage(behind, x, y, w, h, x, y, w, h);
    }
    dirty = [];
  }
  function ticket(spot, share) {
    const fall = share * share;
    const x = spot.x + (plan.wide - slip.w) / 2;
    const y = -slip.h + (spot.y + plan.tall * .2 + slip.h * .2) * fall;
    const width = paper.width + 2 * edge;
    dirty.push([Math.floor(x) - edge, Math.floor(y) - edge, width, paper.height + 2 * edge]);
    plan.pen.drawImage(paper, Math.round(x), Math.round(y));
    plan.pen.drawImage(plan.pocket, spot.x, spot.y); // it slips in behind the front
    dirty.push([Math.floor(spot.x) - 1, Math.floor(spot.y) - 1, plan.pocket.width + 2, plan.pocket.height + 2]);
  }
  function close(index) {
    const spot = plan.spots[index];
    for (const pen of [ground, plan.pen]) {
      pen.clearRect(spot.x - 1, spot.y - 1, plan.wide + 4, plan.tall + 4);
      pen.drawImage(plan.shut, spot.x, spot.y);
    }
  }
  function tick(now) {
    start ||= now + 500 - from * pace;
    restore();
    const passed = now - start;
    const before = done;
    while (done < plan.total && passed >= done * pace + TICKET) close(done++);
    const last = Math.min(plan.total, Math.floor(passed / pace) + 1);
    for (let index = done; index < last; index += 1) {
      ticket(plan.spots[index], Math.max(0, (passed - index * pace) / TICKET));
    }
    if (done !== before) told.landed(done, 0);
    if (done < plan.total) frame = requestAnimationFrame(tick);
    else frame = requestAnimationFrame(() => { stage.classList.remove("playing"); told.over(); });
  }
  frame = requestAnimationFrame(tick);
  return { stage, cancel: () => { cancelAnimationFrame(frame); stage.classList.remove("playing"); } };
}
