// Kinds of entries and forms of values as data (spec/2-entries.md).

import { isText, unbase64 } from "./bytes.js";

const INT = "(?:0|[1-9][0-9]{0,17})";
const POSITIVE = "[1-9][0-9]{0,17}";
const HEX = "[0-9a-f]{64}";
const CODE = "[0-9A-Z_-]{1,16}";
const DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
const TIME = `${DATE}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z`;
const NAME = "[0-9A-Za-z./_-]{1,64}";
const DICE = "dice d(?:10|6) [1-9][0-9]{1,3}";
const SOURCE = `server|witnesses|${DICE}|lottery [a-z0-9-]{1,16}|drand quicknet`;
const BOUND =
  `server|witnesses|${DICE}|lottery [a-z0-9-]{1,16} [0-9A-Z-]{1,32} (${TIME})` +
  `|drand quicknet ${POSITIVE}`;

const whole = (pattern, flags = "") => new RegExp(`^(?:${pattern})$`, flags);
const like = (pattern) => {
  const compiled = whole(pattern);
  return (value) => compiled.test(value);
};
const IS_DATE = whole(DATE);

function isDate(value) {
  if (!IS_DATE.test(value)) return false;
  const [year, month, day] = value.split("-").map(Number);
  if (!year || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

const IS_TIME = whole(TIME);
const isTime = (value) => IS_TIME.test(value) && isDate(value.slice(0, 10));

const span = (mark) => (value) => {
  const at = value.indexOf(mark);
  const first = value.slice(0, at);
  const last = value.slice(at + 1);
  return at >= 0 && isDate(first) && isDate(last) && first <= last;
};

const IS_ROUND = whole(`${POSITIVE} ${POSITIVE} (${DATE} ${DATE}) ${INT}`);
const isRound = (value) => {
  const found = IS_ROUND.exec(value);
  return !!found && span(" ")(found[1]);
};

const IS_BOUND = whole(BOUND);
const isBound = (value) => {
  const found = IS_BOUND.exec(value);
  return !!found && (found[1] === undefined || isTime(found[1]));
};

const isBase64 = (text, size) => {
  const data = unbase64(text);
  return !!data && data.length === size;
};

const IS_KEY = whole(`${NAME}\\+[0-9a-f]{8}\\+([A-Za-z0-9+/]+=*)`);
const isKey = (value) => {
  const found = IS_KEY.exec(value);
  return !!found && isBase64(found[1], 33);
};
const IS_QUORUM = whole(POSITIVE);
const isPolicy = (value) => {
  if (value === "none") return true;
  const [word, number, ...keys] = value.split(" ");
  return word === "quorum" && IS_QUORUM.test(number || "") && keys.length > 0 && keys.every(isKey);
};

const IS_COSIGNATURE = whole(`${NAME} ([A-Za-z0-9+/]+=*)`);
const isCosignature = (value) => {
  const found = IS_COSIGNATURE.exec(value);
  return !!found && isBase64(found[1], 76);
};

const followed = (pattern) => {
  const compiled = whole(`(?:${pattern}) (.*)`, "s");
  return (value) => {
    const found = compiled.exec(value);
    return !!found && isText(found[1]);
  };
};
const isCoded = followed(CODE);

/** Form to what tells it. */
export const FORMS = {
  text: isText,
  integer: like(INT),
  positive: like(POSITIVE),
  digest: like(HEX),
  "digest-or-none": like(`${HEX}|-`),
  head: like(`${INT} ${HEX}`),
  date: isDate,
  time: isTime,
  window: span(" "),
  period: span("/"),
  draw: like("[0-9A-Z-]{1,64}"),
  region: like("[0-9A-Z]{1,16}"),
  type: like("directed|undirected"),
  "yes-no": like("yes|no"),
  hash: like("[a-z0-9]{1,16}"),
  stratum: like(`${CODE} (?:ratio|number) ${INT}`),
  rounding: like("half-up|up|down"),
  "coded-text": isCoded,
  cause: (value) => value === "-" || isCoded(value),
  "cycle-rule": like("exclude-drawn|none"),
  round: isRound,
  role: like("[a-z][a-z0-9-]{0,15}"),
  rung: followed(`${POSITIVE} (?:recent|cap|borrow)`),
  source: like(SOURCE),
  "bound-source": isBound,
  fallback: like(`${POSITIVE} (?:${SOURCE})`),
  share: followed(`${POSITIVE} ${HEX}`),
  policy: isPolicy,
  cosignature: isCosignature,
  count: like(`${CODE} ${INT} ${INT}`),
  "reason-count": like(`${CODE} ${POSITIVE}`),
  ordinal: like("[1-9][0-9]{0,8}"),
  number: like("[0-9]{1,64}"),
  throws: like("[0-9]{1,9999}"),
  numbers: like("[0-9][0-9 +|,:-]{0,126}[0-9]"),
  signature: like("[0-9a-f]{96}"),
  reader: like("officers|enterprise"),
  what: like("departed|inspected|postponed|void"),
};

const kind = (text) =>
  text
    .trim()
    .split(/,\s*/)
    .map((line) => {
      const [key, times, form] = line.trim().split(" ");
      return { key, times, form };
    });

const SERVES = "for 1 digest, time 1 time";

/** Kind to its fields in order: key, how often (1, 2, *, +), form. */
export const KINDS = {
  announce: kind(`origin 1 text, draw 1 draw, attempt 1 positive, time 1 time, cycle 1 text,
    item 1 text, region 1 region, period 1 period, title 1 text, type 1 type, filter 1 text,
    exercise 1 yes-no, hash 1 hash, stratum + stratum, rounding 1 rounding, reason * coded-text,
    cycle-rule 1 cycle-rule, round + round, reserve * round, role * role, rung * rung,
    source + source, fallback * fallback, fresh * source, margin 1 integer, deadline 1 time,
    policy 1 policy, verifier 1 digest, commitment 1 digest, share * share, by + text`),
  register: kind(`time 1 time, date 1 date, rows 1 integer, root 1 digest, before 1 digest-or-none,
    added 1 integer, ended 1 integer, changed 1 integer`),
  pool: kind(`announce 1 digest, time 1 time, rows 1 integer, root 1 digest,
    register 1 digest-or-none, stratum + count, reason * reason-count, by + text`),
  commit: kind(`pool 1 digest, time 1 time, round 1 ordinal, seat 1 ordinal, name 1 text,
    office 1 text, commitment 1 digest`),
  round: kind(`announce 1 digest, pool 1 digest, time 1 time, round 1 ordinal, log 1 head,
    after * digest, window 1 window, source + bound-source, officers 1 head, edges 1 head,
    caps 1 head, skips 1 head, commit * digest, by + text`),
  opening: kind("for 1 digest, commit 1 digest, time 1 time, number 1 number, nonce 1 digest"),
  server: kind(`${SERVES}, value 1 digest`),
  dice: kind(`${SERVES}, throws 1 throws, typed 2 text`),
  lottery: kind(`${SERVES}, numbers 1 numbers, typed 2 text`),
  drand: kind(`${SERVES}, signature 1 signature`),
  failed: kind(`${SERVES}, source 1 bound-source, instead 1 bound-source, cause 1 text, by + text`),
  seal: kind("round 1 digest, time 1 time, log 1 head, randomness 1 digest, root 1 digest"),
  open: kind("seal 1 digest, time 1 time, position 1 integer, to 1 reader"),
  event: kind(`seal 1 digest, time 1 time, position 1 integer, what 1 what, cause 1 cause,
    evidence 1 digest-or-none, by + text`),
  substitute: kind(`seal 1 digest, time 1 time, position 1 integer, role 1 role,
    cause 1 coded-text, evidence 1 digest-or-none, source + bound-source, by + text`),
  substituted: kind(`${SERVES}, randomness 1 digest, line 1 digest`),
  cosign: kind("time 1 time, log 1 head, signature + cosignature"),
  abort: kind("announce 1 digest, time 1 time, log 1 head, cause 1 text, by + text"),
  reveal: kind("announce 1 digest, time 1 time, log 1 head, key 1 digest"),
};
