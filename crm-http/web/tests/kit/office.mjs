// A real server on a fresh database, with people, cities and lines, and a provider that signs.
import { spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const BUILT = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug");
export const CRM = process.env.CRM ?? join(BUILT, "crm");
const KEY = "test-key";
const SALT = "test-salt";
export const PASSWORD = "correct horse battery";
export const ADMIN = { login: "olga", name: "Ольга Маркова", password: PASSWORD };

/** An empty database of PostgreSQL, there until it is let go. */
async function throwaway() {
  const program = join(BUILT, "examples/throwaway");
  if (!existsSync(program)) throw new Error(`${program} is missing: cargo build -p crm-store-postgres --features testing --example throwaway`);
  const holder = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve) => holder.once("exit", resolve));
  const url = await new Promise((resolve, reject) => {
    holder.stdout.once("data", (text) => resolve(String(text).trim()));
    void ended.then(() => reject(new Error("there is no PostgreSQL")));
  });
  return { url, letGo: () => (holder.stdin.end(), ended) };
}

/**
 * Starts a server with one admin. `stop` ends it and removes what it kept. The store is that of CRM_TEST_STORE, `sqlite`
 * or `postgres`; `fill` gets a way to run the program on the database before it serves.
 */
export async function openOffice({ store = process.env.CRM_TEST_STORE ?? "sqlite", fill } = {}) {
  if (!existsSync(CRM)) throw new Error(`${CRM} is missing: cargo build -p crm-http --bin crm`);
  const folder = mkdtempSync(join(tmpdir(), "crm-screens-"));
  const held = store === "postgres" ? await throwaway() : undefined;
  const database = held?.url ?? `sqlite://${join(folder, "crm.db")}`;
  const secrets = { MANGO_API_KEY: KEY, MANGO_API_SALT: SALT, JWT_SECRET: randomBytes(32).toString("hex") };
  const env = { ...process.env, ...secrets, DATABASE_URL: database };
  const run = (args, input) => {
    const done = spawnSync(CRM, args, { env, input, encoding: "utf8" });
    if (done.status !== 0) throw new Error(`crm ${args.join(" ")}: ${done.stderr}`);
  };
  run(["migrate"]);
  run(["create-admin", "--login", ADMIN.login, "--name", ADMIN.name], `${ADMIN.password}\n`);
  await fill?.(run, folder);
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
  /** The API as somebody sees it: `call(method, path, body)` answers the data, or throws what the server said. */
  const as = async ({ login, password }) => {
    const send = async (method, path, body, headers = {}) => {
      const answer = await fetch(`${address}/api${path}`, {
        method,
        headers: { ...(body && { "Content-Type": "application/json" }), ...headers },
        ...(body && { body: JSON.stringify(body) }),
      });
      const said = await answer.json();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(said)}`);
      return said;
    };
    const { accessToken } = await send("POST", "/auth/login", { login, password });
    return async (method, path, body, headers) =>
      (await send(method, path, body, { Authorization: `Bearer ${accessToken}`, ...headers })).data;
  };
  return {
    address,
    as,
    /** Posts an event as the provider does. */
    async tell(path, event) {
      const json = JSON.stringify(event);
      const sign = createHash("sha256").update(KEY + json + SALT).digest("hex");
      const body = new URLSearchParams({ vpbx_api_key: KEY, sign, json });
      const answer = await fetch(`${address}/api/webhooks/mango/${path}`, { method: "POST", body });
      if (!answer.ok) throw new Error(`the webhook was answered ${answer.status}: ${await answer.text()}`);
    },
    /** Has `crm simulate` send calls of its own cities and people, until it is stopped or done. */
    async simulate(options) {
      const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
      const playing = spawn(CRM, ["simulate", "--url", address, "--setup", "--login", ADMIN.login, ...flags], {
        env: { ...env, CRM_SIMULATE_PASSWORD: ADMIN.password },
        stdio: ["ignore", "ignore", "pipe"],
      });
      let complaint = "";
      playing.stderr.on("data", (text) => (complaint += text));
      let isStopped = false;
      const over = new Promise((resolve) => playing.once("exit", resolve));
      return {
        async stop() {
          isStopped = playing.exitCode === null;
          playing.kill("SIGTERM");
          const code = await over;
          if (!isStopped && code !== 0) throw new Error(`the simulator ended with ${code}: ${complaint}`);
        },
      };
    },
    async stop() {
      server.kill("SIGTERM");
      await ended;
      await held?.letGo();
      rmSync(folder, { recursive: true });
    },
  };
}

export const ANNA = { login: "anna", name: "Анна Белова", password: PASSWORD, role: "operator", city: "Москва", extension: "101" };
export const BORIS = { login: "boris", name: "Борис Котов", password: PASSWORD, role: "operator", city: "Москва", extension: "102" };
export const DINA = { login: "dina", name: "Дина Орлова", password: PASSWORD, role: "director", city: "Москва" };
export const MAXIM = { login: "maxim", name: "Максим Гусев", password: PASSWORD, city: "Москва" };
export const LINE = "+74950000001";

/** A city, a campaign with a line, two operators, a director and a master: what a day needs. */
export async function furnish(office) {
  const call = await office.as(ADMIN);
  await call("POST", "/cities", { name: "Москва", zone: "Europe/Moscow" });
  await call("POST", "/cities", { name: "Омск", zone: "Asia/Omsk" });
  await call("POST", "/campaigns", { name: "Листовки" });
  await call("POST", "/lines", { number: LINE, rk: "Листовки", city: "Москва", avitoName: "Мастер на час" });
  for (const person of [ANNA, BORIS, DINA]) await call("POST", "/operators", person);
  await call("POST", "/masters", MAXIM);
  return call;
}

const seconds = (at = Date.now()) => Math.floor(at / 1000);

/** One call of Mango's, told event by event. */
export function conversation(office, entry, client, { extension = "101", line = "74950000001" } = {}) {
  const began = seconds();
  let seq = 0;
  let answered = 0;
  const leg = (call_state, more = {}) =>
    office.tell("events/call", {
      entry_id: entry, call_id: `${entry}-1`, timestamp: seconds(), seq: (seq += 1), call_state, location: "abonent",
      from: { number: client }, to: { number: extension, extension, line_number: line }, ...more,
    });
  const summary = (more) =>
    office.tell("events/summary", {
      entry_id: entry, call_direction: 1, from: { number: client }, to: { number: extension, extension }, line_number: line,
      create_time: began, forward_time: began, talk_time: answered, end_time: seconds(), ...more,
    });
  return {
    rings: () => leg("Appeared"),
    answers: () => ((answered = seconds()), leg("Connected")),
    async ends() {
      await leg("Disconnected", { disconnect_reason: 1110 });
      await summary({ entry_result: answered ? 1 : 0, disconnect_reason: 1110 });
    },
  };
}

/** An operator rings a client, who answers and talks. */
export async function callsBack(office, entry, client, { extension = "101", line = "74950000001" } = {}) {
  const began = seconds();
  const leg = { entry_id: entry, call_id: `${entry}-1`, location: "abonent", from: { number: extension, extension }, to: { number: client, line_number: line } };
  await office.tell("events/call", { ...leg, timestamp: began, seq: 1, call_state: "Appeared" });
  await office.tell("events/call", { ...leg, timestamp: seconds(), seq: 2, call_state: "Connected" });
  await office.tell("events/call", { ...leg, timestamp: seconds(), seq: 3, call_state: "Disconnected", disconnect_reason: 1110 });
  await office.tell("events/summary", {
    entry_id: entry, call_direction: 2, from: { number: extension, extension }, to: { number: client }, line_number: line,
    create_time: began, forward_time: began, talk_time: began, end_time: seconds() + 1, entry_result: 1, disconnect_reason: 1110,
  });
}
