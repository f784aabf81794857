// A real server on a fresh SQLite file, a browser, and a provider that signs.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const CRM = process.env.CRM ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug/crm");
const KEY = "test-key";
const SALT = "test-salt";
export const ADMIN = { login: "olga", name: "Ольга Маркова", password: "correct horse battery" };

/** Starts a server with one admin. `stop` ends it and removes its files. */
export async function openOffice() {
  if (!existsSync(CRM)) throw new Error(`${CRM} is missing: cargo build -p crm-http --bin crm`);
  const folder = mkdtempSync(join(tmpdir(), "crm-screens-"));
  const database = `sqlite://${join(folder, "crm.db")}`;
  const env = { ...process.env, DATABASE_URL: database, MANGO_API_KEY: KEY, MANGO_API_SALT: SALT };
  const run = (args, input) => {
    const done = spawnSync(CRM, args, { env, input, encoding: "utf8" });
    if (done.status !== 0) throw new Error(`crm ${args.join(" ")}: ${done.stderr}`);
  };
  run(["migrate"]);
  run(["create-admin", "--login", ADMIN.login, "--name", ADMIN.name], `${ADMIN.password}\n`);
  const server = spawn(CRM, ["serve", "--listen", "127.0.0.1:0"], { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const address = await new Promise((resolve, reject) => {
    server.stderr.on("data", (text) => (said += text));
    server.stdout.on("data", (text) => {
      said += text;
      const found = /listening on (\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    void ended.then(() => reject(new Error(`the server ended: ${said}`)));
  });
  return {
    address,
    /** Posts an event as the provider does. */
    async tell(path, event) {
      const json = JSON.stringify(event);
      const sign = createHash("sha256").update(KEY + json + SALT).digest("hex");
      const body = new URLSearchParams({ vpbx_api_key: KEY, sign, json });
      const answer = await fetch(`${address}/api/webhooks/mango/${path}`, { method: "POST", body });
      if (!answer.ok) throw new Error(`the webhook was answered ${answer.status}: ${await answer.text()}`);
    },
    async stop() {
      server.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

/** The machine's Chromium; CHROMIUM names another one. */
export function openBrowser() {
  const known = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const executablePath = known.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("Chromium is missing: sh crm-http/web/tests/need-chromium.sh");
  // Without its sandbox where the user is root, as in a container: it opens our own pages only.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args });
}
