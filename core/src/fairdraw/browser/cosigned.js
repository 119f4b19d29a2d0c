// Cosigned heads before anything could be known (spec/6-verification.md, "cosigned").

import { Fault } from "./bytes.js";
import { knows, stampOf } from "./policy.js";
import { VALUES, seconds, source } from "./sources.js";

function stamps(policy, origin, entries, headAt, begun) {
  const found = [];
  entries.forEach((entry, index) => {
    if (entry.kind !== "cosign" || index < begun) return;
    const known = entry.all("signature").filter((text) => knows(policy, text));
    const head = entry.get("log");
    const size = Number(head.split(" ")[0]);
    if (known.length && (size > index || headAt(size) !== head)) {
      throw new Fault("cosign-log", `entry ${index} cosign log`);
    }
    for (const text of known) found.push({ index, size, ...stampOf(policy, text, origin, head) });
  });
  return found;
}

function target(act, bound, contributions, end) {
  const after = contributions.filter((one) => one.index > act.index && one.entry.kind !== "failed");
  const times = bound.map((text) => source(text).known).filter((known) => known !== null);
  for (const one of after) {
    if (VALUES.includes(one.entry.kind)) times.push(seconds(one.entry.get("time")));
  }
  return { act, times, limit: Math.min(end.index, ...after.map((one) => one.index)) };
}

function targets(bound, contributions, end) {
  if (!end) return [];
  const made = [target(bound, bound.entry.all("source"), contributions, end)];
  for (const act of contributions) {
    if (act.entry.kind === "failed") made.push(target(act, [act.entry.get("instead")], contributions, end));
  }
  return made;
}

/** The check `cosigned`; cosign-log, cosign-signature, cosign-missing. `ends`: of each round whose
values are all logged, its seal, or the abort instead. */
export function checkCosigned(announced, acts, entries, headAt, ends) {
  const { policy, margin, entry } = announced;
  const found = stamps(policy, entry.get("origin"), entries, headAt, acts.announce.index);
  const wanted = acts.rounds.flatMap((each) => [
    ...targets(each.bound, each.contributions, ends.get(each.number)),
    ...each.substitutions.flatMap((one) => targets(one.asked, one.contributions, one.done)),
  ]);
  for (const { act, times, limit } of wanted) {
    const first = new Map();
    for (const { index, size, name, moment } of found) {
      if (act.index < index && index < limit && size > act.index) {
        first.set(name, Math.min(moment, first.has(name) ? first.get(name) : Infinity));
      }
    }
    const moments = [...first.values()].sort((a, b) => a - b);
    const reached = moments.length < policy.quorum ? Infinity : moments[policy.quorum - 1] + margin;
    if (reached === Infinity || times.some((time) => reached > time)) {
      throw new Fault("cosign-missing", `entry ${act.index} ${act.entry.kind}`);
    }
  }
  return wanted.length;
}
