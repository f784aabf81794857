// After the build: every file that is text gets a copy compressed by Brotli, and the script that the first page needs is
// weighed.
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const LIMIT = 200_000;
const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const options = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

for (const name of readdirSync(dist, { recursive: true }).sort()) {
  const path = join(dist, name);
  if (statSync(path).isFile() && /\.(html|js|css|svg|json|webmanifest)$/.test(name)) {
    writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path), options));
  }
}

// What the page names, and what that imports before it can run.
const page = readFileSync(join(dist, "index.html"), "utf8");
const initial = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((found) => found[1]);
for (const script of initial) {
  const code = readFileSync(join(dist, script), "utf8");
  for (const [, name] of code.matchAll(/(?:^|[;}])import(?:[^"'`();]*from)?\s*["']\.\/([^"']+\.js)["']/g)) {
    if (!initial.includes(`assets/${name}`)) initial.push(`assets/${name}`);
  }
}
const size = initial.reduce((sum, script) => sum + gzipSync(readFileSync(join(dist, script))).length, 0);
console.log(`The initial script: ${(size / 1000).toFixed(1)} kB by gzip in ${initial.length} file(s); the limit is ${LIMIT / 1000} kB`);
if (initial.length === 0 || size > LIMIT) {
  console.error("The initial script is too large, or was not found: load pages and what only they need lazily.");
  process.exit(1);
}
