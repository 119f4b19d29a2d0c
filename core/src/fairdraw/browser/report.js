// What a verification says (spec/6-verification.md, "Report", "Assurance").

import { Fault } from "./bytes.js";

const EXITS = { proved: 0, refused: 1, "proved-partly": 3, aborted: 4 };

/** The level of assurance from the last bound sources of the rounds. */
export function levelOf(exercise, last, cosigned) {
  const kinds = new Set(last.map((one) => one.kind));
  if (exercise) return "exercise";
  if (kinds.has("witnesses") || kinds.has("server")) return "operator";
  if (cosigned) return "cosigned";
  return kinds.has("dice") ? "hall" : "source";
}

/** Runs checks in order and keeps what they found. */
export class Findings {
  constructor(kind, progress) {
    Object.assign(this, { kind, progress, checks: [], notes: [], fault: null });
    Object.assign(this, { exercise: false, aborted: false, title: "", level: "" });
  }

  note(code, facts = {}) {
    this.notes.push({ code, facts });
  }

  /** Does one check after the other and gives each as it is found; whoever asks may wait between. */
  *walk(steps) {
    for (const [at, [code, step]] of steps.entries()) {
      if (this.progress) this.progress(at, steps.length, code);
      let outcome = "not-checked";
      let facts = {};
      if (!this.fault) {
        try {
          const found = step();
          outcome = found === null ? "not-checked" : "ok";
          facts = found || {};
        } catch (fault) {
          if (!(fault instanceof Fault)) throw fault;
          this.fault = fault;
          outcome = "fault";
        }
      }
      this.checks.push({ code, outcome, facts });
      yield this.checks[at];
    }
    return this.report();
  }

  report() {
    const { kind, checks, notes, fault, exercise, title, level } = this;
    let outcome = "proved";
    if (fault) outcome = "refused";
    else if (this.aborted) outcome = "aborted";
    else if (checks.some((check) => check.outcome === "not-checked")) outcome = "proved-partly";
    const refused = fault && { code: fault.code, place: fault.place, details: fault.details };
    return { kind, outcome, exit: EXITS[outcome], exercise, title, level, fault: refused, checks, notes };
  }
}
