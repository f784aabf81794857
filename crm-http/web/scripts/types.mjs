// Makes src/api/schema.d.ts and src/words/labels.json of the server's own API document. With --check: says whether they
// are stale. CRM names the program; otherwise cargo builds and runs it.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import openapi, { astToString } from "openapi-typescript";

const root = new URL("../../../", import.meta.url);
const [program, before] = process.env.CRM
  ? [process.env.CRM, []]
  : ["cargo", ["run", "-q", "--locked", "-p", "crm-http", "--bin", "crm", "--"]];
const text = execFileSync(program, [...before, "openapi"], { cwd: root, encoding: "utf8", maxBuffer: 64_000_000 });
const document = JSON.parse(text);

const head = "// Made by `npm run types` of the API document; not to be edited.\n\n";
const files = {
  "../src/api/schema.d.ts": head + astToString(await openapi(document, { alphabetize: true })),
  "../src/words/labels.json": `${JSON.stringify(document["x-labels"], null, 2)}\n`,
};
const stale = Object.entries(files).filter(([name, made]) => {
  const file = new URL(name, import.meta.url);
  return !existsSync(file) || readFileSync(file, "utf8") !== made;
});
if (!process.argv.includes("--check")) {
  for (const [name, made] of stale) writeFileSync(new URL(name, import.meta.url), made);
} else if (stale.length > 0) {
  console.error(`Stale: ${stale.map(([name]) => name.slice(3)).join(", ")}. Run \`npm run types\` and commit.`);
  process.exit(1);
}
