// How long things take, as the browser sees it. Printed; what is asserted is what does not depend on the machine.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createWriteStream, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { ADMIN, openOffice } from "./kit/office.mjs";
import { openBrowser, openPerson } from "./kit/person.mjs";

const CALLS = Number(process.env.CRM_CALLS ?? 100_000);
const LONG = 100;
const DIST = fileURLToPath(new URL("../dist/", import.meta.url));

let office, browser, olga, page;

async function fill(run, folder) {
  const path = join(folder, "calls.csv");
  const file = createWriteStream(path);
  file.write("id;dateCreate;phoneClient;status;direction;talkSeconds;waitSeconds\n");
  const began = Date.now() - CALLS * 60_000 - 3_600_000;
  for (let n = 1; n <= CALLS; n += 1) {
    const at = new Date(began + n * 60_000).toISOString();
    const status = n % 5 === 0 ? "missed;in;" : "answered;in;61";
    if (!file.write(`${n};${at};+7916${String(n).padStart(7, "0")};${status};${n % 50}\n`)) await once(file, "drain");
  }
  file.end();
  await once(file, "finish");
  run(["import", "calls", path]);
}

before(async () => {
  [office, browser] = await Promise.all([openOffice({ fill }), openBrowser()]);
  olga = await openPerson(browser, office);
  page = olga.page;
}, { timeout: 170_000 });

after(async () => {
  await browser?.close();
  await office?.stop();
});

/** Begun before the page's own scripts: what it was told of painting, moving and blocking. */
function watch() {
  window.told = { paint: {}, lcp: 0, shift: 0, blocked: 0 };
  const on = (type, then) => new PerformanceObserver((list) => list.getEntries().forEach(then)).observe({ type, buffered: true });
  on("paint", ({ name, startTime }) => (window.told.paint[name] = startTime));
  on("largest-contentful-paint", ({ startTime }) => (window.told.lcp = startTime));
  on("layout-shift", ({ value, hadRecentInput }) => (window.told.shift += hadRecentInput ? 0 : value));
  on("longtask", ({ duration }) => (window.told.blocked += Math.max(0, duration - 50)));
}

test("the first page needs little, and nothing in it jumps", async (t) => {
  const page = readFileSync(join(DIST, "index.html"), "utf8");
  const scripts = readdirSync(join(DIST, "assets")).filter((name) => name.endsWith(".js"));
  const first = scripts.filter((name) => page.includes(name));
  const weigh = (names) => names.reduce((sum, name) => sum + gzipSync(readFileSync(join(DIST, "assets", name))).length, 0);
  t.diagnostic(`initial script: ${(weigh(first) / 1000).toFixed(1)} kB by gzip, the limit is 200; all ${scripts.length} scripts: ${(weigh(scripts) / 1000).toFixed(1)} kB`);
  assert.ok(weigh(first) > 0 && weigh(first) <= 200_000);

  const visitor = await openPerson(browser, office);
  await visitor.page.addInitScript(watch);
  const timings = async (what) => {
    const { told, ready } = await visitor.page.evaluate(() => ({
      told: window.told,
      ready: performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
    }));
    const ms = (value) => `${Math.round(value)} ms`;
    t.diagnostic(
      `${what}: first contentful paint ${ms(told.paint["first-contentful-paint"])}, largest ${ms(told.lcp)}, DOM ready ${ms(ready)}, ` +
        `blocked ${ms(told.blocked)}, layout shift ${told.shift.toFixed(3)}`,
    );
    assert.ok(told.shift < 0.1, `${what} jumps: ${told.shift}`);
  };
  await visitor.signIn(ADMIN, "/calls");
  await timings("signing in, nothing cached");
  await visitor.page.getByRole("row").nth(20).waitFor();
  await visitor.page.reload();
  await visitor.page.getByRole("row").nth(20).waitFor();
  await timings("100,000 calls, files cached");
  await visitor.context.close();
});

/** What the browser's main thread did while `work` ran: how long each task took, in milliseconds. */
async function tasks(work) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", { traceConfig: { includedCategories: ["devtools.timeline", "disabled-by-default-devtools.timeline"] }, transferMode: "ReportEvents" });
  await work();
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  // Threads of other processes have tasks too; ours is the one that lays out the page.
  const ours = new Set(events.filter(({ name }) => name === "UpdateLayoutTree").map(({ pid, tid }) => `${pid}:${tid}`));
  return events
    .filter(({ name, ph, pid, tid }) => name === "RunTask" && ph === "X" && ours.has(`${pid}:${tid}`))
    .map(({ dur }) => dur / 1000)
    .sort((a, b) => b - a);
}

test(`a list of ${CALLS.toLocaleString("en")} calls scrolls`, { timeout: 170_000 }, async (t) => {
  await olga.signIn(ADMIN, "/calls");
  const grid = page.getByRole("grid");
  await page.getByRole("row").nth(20).waitFor();
  await grid.hover();
  const long = await tasks(async () => {
    const until = Date.now() + Number(process.env.CRM_SCROLL_SECONDS ?? 30) * 1000;
    let seen = 0;
    while (seen < CALLS && Date.now() < until) {
      await page.mouse.wheel(0, 4_000);
      seen = await page.getByRole("row").last().getAttribute("aria-rowindex").then(Number);
    }
    t.diagnostic(`scrolled down to row ${seen.toLocaleString("en")}`);
    assert.ok(seen > Math.min(CALLS, 5_000), "far down");
    await grid.evaluate((element) => element.scrollTo({ top: 0 }));
    await page.locator('[aria-rowindex="2"]').waitFor();
  });
  assert.ok(long.length > 100, "the trace has tasks");
  const over = long.filter((ms) => ms > LONG).length;
  t.diagnostic(`main thread: ${long.length} tasks, the longest ${long[0].toFixed(0)} ms, ${over} over ${LONG} ms`);
  const inPage = await page.getByRole("row").count();
  assert.ok(inPage < 80, `${inPage} rows are in the page`);
});
