// Fails when widget.js outgrows what a phone on a slow network should have to fetch.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT_BYTES = 40 * 1000;
const size = gzipSync(readFileSync(new URL("../dist/widget.js", import.meta.url)), { level: 9 }).length;
console.log(`widget.js: ${(size / 1000).toFixed(1)} kB gzipped (limit ${LIMIT_BYTES / 1000} kB)`);
if (size > LIMIT_BYTES) process.exit(1);
