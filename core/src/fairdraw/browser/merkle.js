// Merkle trees of RFC 6962 (spec/1-bytes.md, "Trees"), over leaf hashes.

import { concat } from "./bytes.js";
import { sha256 } from "./sha256.js";

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

/** The hash of a leaf: H(00 || data). */
export const leaf = (data, digest = sha256) => digest(concat(LEAF, data));

/** The root over leaf hashes. */
export function root(leaves, digest = sha256) {
  if (!leaves.length) return digest(new Uint8Array());
  let level = leaves;
  while (level.length > 1) {
    const above = [];
    for (let at = 0; at + 1 < level.length; at += 2) {
      above.push(digest(concat(NODE, level[at], level[at + 1])));
    }
    if (level.length % 2) above.push(level[level.length - 1]);
    level = above;
  }
  return level[0];
}

/** The root a path leads to (RFC 9162, 2.1.3.2), null when it cannot be one. */
export function rootOfPath(node, index, size, siblings, digest = sha256) {
  if (!(index >= 0 && index < size)) return null;
  let here = index;
  let last = size - 1;
  let used = 0;
  while (last) {
    if (here % 2 || here < last) {
      if (used === siblings.length) return null;
      const sibling = siblings[used++];
      node = here % 2 ? digest(concat(NODE, sibling, node)) : digest(concat(NODE, node, sibling));
    }
    here = Math.floor(here / 2);
    last = Math.floor(last / 2);
  }
  return used === siblings.length ? node : null;
}
