// Witnesses who cosign heads of the log (spec/5-record-and-proof.md, "Cosignature").

import { Fault, base64, bigint, concat, hex, same, unbase64, unhex, utf8 } from "./bytes.js";
import { verify } from "./ed25519.js";
import { sha256 } from "./sha256.js";

const keyId = (name, key) =>
  sha256(concat(utf8(name), new Uint8Array([10, 4]), key)).subarray(0, 4);

/** A policy: quorum and name to public key, null for none; policy-keys. */
export function parsePolicy(text) {
  if (text === "none") return null;
  const [, quorum, ...written] = text.split(" ");
  const keys = new Map();
  for (const value of written) {
    const [name, short, encoded] = value.split(/\+(.{8})\+(.*)/s);
    const data = unbase64(encoded);
    const key = data.subarray(1);
    if (data[0] !== 4 || hex(keyId(name, key)) !== short) {
      throw new Fault("policy-keys", `announce policy ${name}`);
    }
    keys.set(name, key);
  }
  const different = new Set([...keys.values()].map(hex)).size;
  if (different < written.length || BigInt(quorum) > BigInt(different)) {
    throw new Fault("policy-keys", "announce policy");
  }
  return { quorum: Number(quorum), keys };
}

/** Whether a cosignature is by a key of the policy: its name, and the key's four bytes. */
export function knows(policy, text) {
  const [name, encoded] = text.split(" ");
  const key = policy.keys.get(name);
  return !!key && same(unbase64(encoded).subarray(0, 4), keyId(name, key));
}

/** Who cosigned a head, and when in seconds, of a key the policy knows; cosign-signature. */
export function stampOf(policy, text, origin, head) {
  const [name, encoded] = text.split(" ");
  const key = policy.keys.get(name);
  const data = unbase64(encoded);
  const moment = bigint(data.subarray(4, 12));
  const [size, root] = head.split(" ");
  const lines = ["cosignature/v1", `time ${moment}`, origin, size, base64(unhex(root)), ""];
  if (!verify(key, utf8(lines.join("\n")), data.subarray(12))) {
    throw new Fault("cosign-signature", "cosign signature", { name });
  }
  return { name, moment: Number(moment) };
}
