// Beside each file of the screens lie its compressed forms, made once, so that the server only has to
// pick the one that a browser takes.
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { filesBelow } from "./source-hash.mjs";

const WORTH_IT = /\.(?:js|css|html|svg)$/;
/** Below this, headers outweigh what is won. */
const LEAST_BYTES = 1_024;

export function compressAssets(folder) {
  for (const path of filesBelow([folder])) {
    if (!WORTH_IT.test(path)) continue;
    const bytes = readFileSync(path);
    if (bytes.length < LEAST_BYTES) continue;
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, hintsFor(bytes.length)));
  }
}

function hintsFor(size) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: size,
  };
  return { params };
}
