// Names the first difference between sealed lines (spec/6-verification.md, "draw").

import { Fault, compare, hex } from "./bytes.js";
import { readSealed } from "./draw.js";

function counts(lines) {
  const found = new Map();
  for (const line of lines) found.set(line.stratum, (found.get(line.stratum) || 0) + 1);
  return found;
}

function nameOf(right, wrong) {
  if (right.kind !== wrong.kind) return "sealed-order";
  if (right.kind === "V") {
    if (right.id !== wrong.id) return "sealed-row";
    if (right.stratum !== wrong.stratum) return "sealed-stratum";
    return right.ticket !== wrong.ticket ? "sealed-ticket" : "sealed-team";
  }
  if (right.kind === "S") return "sealed-team";
  if (right.kind === "L") return "sealed-ladder";
  const quota = right.drawn !== wrong.drawn && right.stratum === wrong.stratum;
  return quota ? "sealed-quota" : "sealed-threshold";
}

/** Refuse sealed lines (bytes) that are not the expected ones. */
export function compareSealed(expected, found, member) {
  const [right, wrong] = [expected.map(hex), found.map(hex)];
  if (right.join() === wrong.join()) return;
  const read = found.map((line, at) => {
    const made = readSealed(line);
    if (!made) throw new Fault("sealed-syntax", `${member} line ${at + 1}`);
    return made;
  });
  const wanted = expected.map(readSealed);
  const visits = (lines) => lines.filter((line) => line.kind === "V");
  if (visits(wanted).length !== visits(read).length) {
    const [a, b] = [counts(visits(wanted)), counts(visits(read))];
    const codes = [...new Set([...a.keys(), ...b.keys()])].sort();
    const stratum = codes.find((code) => a.get(code) !== b.get(code));
    throw new Fault("sealed-quota", member, { stratum });
  }
  if ([...right].sort().join() === [...wrong].sort().join()) throw new Fault("sealed-order", member);
  if (right.length !== wrong.length) throw new Fault("sealed-lines", member);
  const at = right.findIndex((line, place) => compare(expected[place], found[place]) !== 0);
  const code = nameOf(wanted[at], read[at]);
  throw new Fault(code, `${member} line ${at + 1}`, details(code, wanted[at], read[at]));
}

const PARTS = {
  "sealed-row": (line) => line.id,
  "sealed-stratum": (line) => line.stratum,
  "sealed-ticket": (line) => line.ticket,
  "sealed-team": (line) => line.team.map((pair) => pair.join("=")).join(" "),
  "sealed-quota": (line) => line.drawn,
};

function details(code, right, wrong) {
  const part = PARTS[code];
  const shown = part ? { found: part(wrong), expected: part(right) } : {};
  return { id: wrong.id || `${wrong.round}.${wrong.position}`, stratum: wrong.stratum, ...shown };
}

