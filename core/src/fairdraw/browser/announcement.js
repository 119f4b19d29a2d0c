// What is announced, and the rules a single line cannot show (spec/2-entries.md, "announce").

import { Fault, compareText } from "./bytes.js";
import { hasher } from "./entries.js";
import { parsePolicy } from "./policy.js";
import { source } from "./sources.js";

const WHOLE = 10000n;
const ADDED = { "half-up": 5000n, up: 9999n, down: 0n };
const refuse = (broken, code, key) => {
  if (broken) throw new Fault(code, `announce ${key}`);
};
const ascending = (codes) =>
  codes.every((code, at) => !at || compareText(codes[at - 1], code) < 0);
const round = (text) => {
  const [number, weight, start, end, cap] = text.split(" ");
  const weightOf = BigInt(weight);
  return { number: BigInt(number), weight: weightOf, start, end, cap: BigInt(cap) };
};

/** The typed view of an entry `announce`; its faults. */
export class Announcement {
  constructor(entry) {
    this.entry = entry;
    this.digest = hasher(entry.get("hash"));
    this.strata = entry.all("stratum").map((text) => {
      const [code, rule, value] = text.split(" ");
      return { code, rule, value: BigInt(value) };
    });
    this.rounding = entry.get("rounding");
    this.reasons = new Map(
      entry.all("reason").map((text) => [text.split(" ")[0], text.slice(text.indexOf(" ") + 1)]),
    );
    this.rounds = entry.all("round").map(round);
    this.reserves = entry.all("reserve").map(round);
    this.roles = entry.all("role");
    this.rungs = entry.all("rung").map((text) => {
      const [number, kind] = text.split(" ");
      return { number: BigInt(number), kind };
    });
    this.sources = entry.all("source").map(source);
    this.fallbacks = entry.all("fallback").map((text) => {
      const at = text.indexOf(" ");
      return { number: BigInt(text.slice(0, at)), source: source(text.slice(at + 1)) };
    });
    this.fresh = entry.all("fresh").map(source);
    this.margin = Number(entry.get("margin"));
    this.exercise = entry.get("exercise") === "yes";
    this.check();
    this.policy = parsePolicy(entry.get("policy"));
    this.checkShares();
  }

  check() {
    const { entry } = this;
    refuse(this.strata.some((s) => s.rule === "ratio" && s.value > WHOLE), "ratio-high", "stratum");
    refuse(!ascending(this.strata.map((s) => s.code)), "announce-order", "stratum");
    const reasons = entry.all("reason").map((text) => text.split(" ")[0]);
    refuse(!ascending(reasons), "announce-order", "reason");
    refuse(reasons.includes("-"), "reason-reserved", "reason");
    const planned = [...this.rounds, ...this.reserves];
    refuse(planned.some((r, at) => r.number !== BigInt(at + 1)), "round-numbers", "round");
    refuse(this.reserves.some((r) => r.weight !== 1n), "reserve-weight", "reserve");
    refuse(this.rungs.some((r, at) => r.number !== BigInt(at + 1)), "round-numbers", "rung");
    refuse(new Set(this.roles).size < this.roles.length, "role-twice", "role");
    const all = entry.get("filter") === "all";
    refuse((entry.get("type") === "undirected") !== all, "filter-type", "filter");
    const by = entry.all("by");
    refuse(by.length < 2 || new Set(by).size < by.length, "announce-people", "by");
    const day = entry.get("deadline").slice(0, 10);
    refuse(planned.some((r) => day < r.end), "deadline-early", "deadline");
    this.checkSources(this.sources, "source");
    this.checkFallbacks();
    this.checkFresh();
  }

  checkSources(sources, key) {
    const kinds = sources.map((one) => one.kind);
    const twice = new Set(kinds).size < kinds.length;
    refuse(twice || kinds.slice(1).includes("witnesses"), "source-order", key);
    refuse(!this.exercise && kinds[kinds.length - 1] === "server", "exercise-unmarked", "exercise");
  }

  checkFallbacks() {
    const kinds = this.sources.map((one) => one.kind);
    const words = this.fallbacks.map(({ source: one }) => one.kind);
    refuse(new Set(words).size < words.length, "fallback-source", "fallback");
    this.fallbacks.forEach(({ number, source: one }, at) => {
      const replaced = kinds[Number(number) - 1];
      const chosen = ["witnesses", "server", ...kinds].includes(one.kind);
      const order = at && this.fallbacks[at - 1].number >= number;
      const wrong = !["lottery", "dice"].includes(replaced) || chosen || order;
      refuse(wrong, "fallback-source", "fallback");
    });
  }

  checkFresh() {
    refuse(this.fresh.length > 0 !== this.roles.length > 0, "fresh-missing", "fresh");
    if (!this.fresh.length) return;
    const wrong = this.fresh.some((one) => ["witnesses", "lottery"].includes(one.kind));
    refuse(wrong, "source-order", "fresh");
    this.checkSources(this.fresh, "fresh");
  }

  checkShares() {
    this.shares = this.entry.all("share").map((text) => {
      const [number, , ...holder] = text.split(" ");
      return { number, holder: holder.join(" ") };
    });
    if (!this.shares.length) return;
    const numbers = this.shares.map((share) => share.number).join();
    const holders = new Set(this.shares.map((share) => share.holder));
    refuse(numbers !== "1,2,3" || holders.size !== 3, "share-holders", "share");
  }

  /** A round or reserve round by number (bigint); round-unannounced. */
  round(number) {
    const found = [...this.rounds, ...this.reserves].find((one) => one.number === number);
    if (!found) throw new Fault("round-unannounced", "round round", { number: String(number) });
    return found;
  }

  /** k_h of a stratum for a base (bigint). */
  quota(stratum, base) {
    if (stratum.rule === "number") return stratum.value < base ? stratum.value : base;
    return (base * stratum.value + ADDED[this.rounding]) / WHOLE;
  }

  /** What stands in for a source of a round, if anything. */
  fallbackOf(serves, one) {
    if (serves.kind !== "round") return null;
    const at = this.sources.findIndex((known) => known.kind === one.kind);
    const found = this.fallbacks.find(({ number }) => number === BigInt(at + 1));
    return found ? found.source : null;
  }

  /** By how many visits every cap is raised at a rung. */
  raised(rung) {
    return this.rungs.filter((one) => one.kind === "cap" && one.number <= BigInt(rung)).length;
  }
}
