// Replays step vectors with the browser's verifier: argument 1 is the folder of its modules, argument 2
// that of the vectors. Prints each case that comes out otherwise, then the steps that were replayed.

import { readFileSync, readdirSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { pathToFileURL } from "node:url";

const [, , modules, vectors] = process.argv;
const part = (name) => import(pathToFileURL(`${modules}/${name}.js`));
const [bytes, entries, merkle, lists, teams, bls, policy, container, draw] = await Promise.all(
  ["bytes", "entries", "merkle", "lists", "teams", "bls", "policy", "container", "draw"].map(part),
);
const { concat, fromUtf8, hex, isCertificate, isText, sized, tag, u32, unhex, utf8 } = bytes;
const hasher = (given) => entries.hasher(given.hash || "sha256");

function refused(step) {
  try {
    return step();
  } catch (error) {
    if (!error.code) throw error;
    return { fault: error.code };
  }
}

function asked(given) {
  const rungs = given.rungs || [];
  const pairs = (names) => (Array.isArray(names) ? names.map((name) => [name, null]) : Object.entries(names));
  const admitted = new Map();
  for (const [cell, roles] of Object.entries(given.cells)) {
    for (const [role, names] of Object.entries(roles)) {
      admitted.set(`${cell}\t${role}`, new Map(pairs(names).map(([name, rung]) => [name, rung || 0])));
    }
  }
  const barred = Object.entries(given.barred).flatMap(([id, names]) =>
    pairs(names).map(([name, rung]) => [`${id}\t${name}`, rung === null ? Infinity : rung]),
  );
  const cellOf = new Map(given.visits.map(([id, cell]) => [id, cell]));
  const inputs = {
    caps: new Map(Object.entries(given.caps)),
    edges: { admitted, cellOf, barred: new Map(barred) },
  };
  const raised = (rung) => rungs.slice(0, rung).filter((kind) => kind === "cap").length;
  const announced = { roles: given.roles, rungs, raised, digest: hasher(given) };
  const visits = given.visits.map(([id, , salt], at) => ({ id, salt: unhex(salt), at }));
  return teams.staff(visits, announced, inputs, unhex(given.seed));
}

const STEPS = {
  text: (given) => {
    const text = fromUtf8(unhex(given.bytes));
    return { text: isText(text), certificate: isCertificate(text) };
  },
  grammar: (given) =>
    refused(() => {
      const filled = given.x ? utf8("x".repeat(given.x) + "\n") : new Uint8Array();
      const entry = entries.parse(concat(unhex(given.bytes), filled), "entry");
      return { kind: entry.kind, fields: entry.fields.length };
    }),
  entries: (given) => {
    const { kind, fields, ...entry } = entries.parse(utf8(given.text), "entry");
    const made = new entries.Entry(kind, fields, entry.raw);
    return { kind, fields, digest: hex(made.digest(hasher(given))), leaf: hex(made.leaf()) };
  },
  hashes: (given) => {
    const [digest, key, row] = [hasher(given), unhex(given.key), utf8(given.row)];
    const salt = draw.salter(key, digest)(given.row.split("\t")[0]);
    return {
      digest: hex(digest(row)),
      commitment: hex(digest(concat(tag("commit"), key))),
      "salt-key": hex(digest(concat(tag("salt"), key))),
      salt: hex(salt),
      leaf: hex(lists.rowLeaf(row.subarray(0, -1), salt, digest)),
    };
  },
  tree: (given, { paths }) => {
    const digest = hasher(given);
    const leaves = given.leaves.map((text) => merkle.leaf(utf8(text), digest));
    const root = hex(merkle.root(leaves, digest));
    const good = paths.filter((path, at) => {
      const made = merkle.rootOfPath(leaves[at], at, leaves.length, path.map(unhex), digest);
      return made && hex(made) === root;
    });
    return { root, paths: good };
  },
  path: (given) => {
    const { leaf, index, size, path } = given;
    const root = merkle.rootOfPath(unhex(leaf), index, size, path.map(unhex), hasher(given));
    return { root: root && hex(root) };
  },
  lines: (given, { salts }) => {
    const [digest, key, lines] = [hasher(given), unhex(given.key), given.lines.map((line) => utf8(line))];
    const hashed = lists.hashedSalts(given.tree, key, given.round, lines.length, digest);
    const good = salts.filter((salt, at) => hex(digest(unhex(salt))) === hex(hashed[at]));
    return { salts: good, root: hex(lists.saltedRoot(given.tree, lines, key, given.round, digest)) };
  },
  officers: (given, { o }) => {
    const ticket = teams.officerTickets(unhex(given.seed), unhex(given.salt), hasher(given));
    return { o, ticket: hex(ticket(given.certificate)) };
  },
  ladder: (given) => {
    const made = asked(given);
    return {
      rung: made.rung,
      teams: made.teams.map(({ visit, team }) => [visit.at, ...team.map(([, name]) => name)]),
      deferred: made.deferred.map((visit) => visit.at),
    };
  },
  teams: (given, { skips, missing }) => {
    const made = asked(given);
    if (made.deferred.length) return { missing };
    return { teams: made.teams.map(({ team }) => team.map(([, name]) => name)), skips };
  },
  drand: (given, { known }) => {
    const round = concat(u32(0), u32(given.round));
    const message = entries.hasher("sha256")(round);
    return { known, verifies: bls.verify(bls.PUBLIC, message, unhex(given.signature)) };
  },
  cosignatures: (given, out) => {
    const known = policy.parsePolicy(`quorum 1 ${out.key}`);
    const { name, moment } = policy.stampOf(known, out.cosignature, given.origin, given.head);
    return name === given.name && moment === given.timestamp ? out : { name, moment };
  },
  container: (given, out) => {
    if (given["zip64-from"] < 0xffffffff || !given.members.length) return out;
    const made = [...container.load(unhex(out.bytes))];
    return isDeepStrictEqual(made.map(([name, data]) => [name, fromUtf8(data)]), given.members) ? out : made;
  },
  values: (given, out) => {
    if (out.fault) return out;
    const raw = ([text, logged]) => (/^(dice|lottery)/.test(text) ? utf8(logged) : unhex(logged));
    const parts = given.values.flatMap((value) => [sized(utf8(value[0])), sized(raw(value))]);
    return { known: out.known, randomness: hex(hasher(given)(concat(tag("rand"), ...parts))) };
  },
};

for (const name of Object.keys(STEPS)) {
  for (const { name: called, in: given, out } of JSON.parse(readFileSync(`${vectors}/${name}.json`))) {
    const made = STEPS[name](given, out);
    if (!isDeepStrictEqual(made, out)) console.log(`${name}: ${called}: ${JSON.stringify(made)}`);
  }
}
console.log(`${Object.keys(STEPS).length} of ${readdirSync(vectors).length}`);
