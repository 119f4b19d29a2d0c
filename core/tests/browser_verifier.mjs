// Reads records from standard input (four bytes of length, then the bytes) and answers each with a
// line: outcome, fault code, level.

import { pathToFileURL } from "node:url";

const { verify } = await import(pathToFileURL(process.argv[2]));
let pending = Buffer.alloc(0);

function answer(data) {
  try {
    const report = verify(new Uint8Array(data));
    return [report.outcome, report.fault ? report.fault.code : "", report.level].join(" ");
  } catch (error) {
    return `crash ${String(error.stack).split("\n").slice(0, 3).join(" | ")}`;
  }
}

for await (const chunk of process.stdin) {
  pending = Buffer.concat([pending, chunk]);
  while (pending.length >= 4 && pending.length >= 4 + pending.readUInt32BE(0)) {
    const size = pending.readUInt32BE(0);
    process.stdout.write(answer(pending.subarray(4, 4 + size)) + "\n");
    pending = pending.subarray(4 + size);
  }
}
