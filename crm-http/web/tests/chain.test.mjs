import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { ADMIN, openBrowser, openOffice } from "./office.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SHOTS = process.env.SCREENSHOTS;

let office, browser, page;
const complaints = [];

before(async () => {
  [office, browser] = await Promise.all([openOffice(), openBrowser()]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "ru-RU", colorScheme: "light" });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  // A refused style, a crash, a warning of React: all are said here. A first visit has no session, and 401 is its answer.
  page.on("console", (said) => {
    if (["error", "warning"].includes(said.type()) && !/401/.test(said.text())) complaints.push(said.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(office.address)) complaints.push(`a request beyond the server: ${request.url()}`);
  });
});

after(async () => {
  await browser?.close();
  await office?.stop();
});

const shot = async (name) => SHOTS && (await page.screenshot({ path: `${SHOTS}/${name}.png` }));

/** What axe finds that would keep somebody from working. */
async function barriers() {
  // Through the debugger: the page's own policy would refuse a script of ours.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

/** Walks by Tab until what has the focus is what is looked for. */
async function tabTo(locator) {
  for (let step = 0; step < 40; step += 1) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not reach ${locator}`);
}

async function choose(name, role = "menuitemradio") {
  await tabTo(page.getByRole("button", { name: ADMIN.name }));
  await page.keyboard.press("Enter");
  const item = page.getByRole(role, { name });
  await item.waitFor();
  for (let step = 0; step < 10 && !(await item.evaluate((element) => element === document.activeElement)); step += 1) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await item.waitFor({ state: "detached" });
}

const now = () => Math.floor(Date.now() / 1000);
const rings = (call, client, seq, state, more = {}) => ({
  entry_id: call, call_id: `${call}-1`, timestamp: now(), seq, call_state: state, location: "abonent",
  from: { number: client }, to: { number: "74950000001", line_number: "74950000001", extension: "101" }, ...more,
});

test("an admin signs in by the keyboard, and a wrong password is told", async () => {
  await page.goto(`${office.address}/calls`);
  await page.getByRole("heading", { name: "Вход" }).waitFor();
  assert.deepEqual(await barriers(), []);
  await shot("sign-in-light");
  // The login has the focus already.
  await page.keyboard.type(ADMIN.login);
  await page.keyboard.press("Tab");
  await page.keyboard.type("not the password");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("Неверный логин или пароль").waitFor();
  await page.keyboard.type(ADMIN.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Звонки" }).waitFor();
  await page.getByText("Звонков нет").waitFor();
});

test("a call that the provider tells of is seen by whoever watches", async () => {
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("/api/events/ticket")));
  await office.tell("events/call", rings("entry-1", "79160000001", 1, "Appeared"));
  await page.getByRole("row").filter({ hasText: "+7 916 000-00-01" }).getByText("Идёт").waitFor();
  await office.tell("events/call", rings("entry-2", "79160000002", 1, "Appeared"));
  await page.getByRole("row").filter({ hasText: "+7 916 000-00-02" }).waitFor();
  await page.getByText("всего 2").waitFor();
});

test("the list and its card are worked by the keyboard", async () => {
  await tabTo(page.getByRole("grid"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const card = page.getByRole("dialog", { name: "Звонок" });
  await card.getByText("+7 916 000-00-01").waitFor();
  await card.getByText("101").waitFor();
  assert.match(page.url(), /call=\d+/);
  await shot("card-light");
  assert.deepEqual(await barriers(), []);
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "detached" });

  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Клавиши" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });

  await page.keyboard.press("/");
  await page.keyboard.type("+79160000002");
  await page.getByText("всего 1").waitFor();
  assert.match(page.url(), /q=/);
});

test("a reload keeps the session and the filters, and the looks are switched by the keyboard", async () => {
  await page.reload();
  await page.getByText("всего 1").waitFor();
  assert.equal(await page.getByRole("searchbox").inputValue(), "+79160000002");
  assert.deepEqual(await barriers(), [], "light");
  await shot("calls-light");

  await choose("Тёмное");
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  await choose("English");
  await page.getByRole("heading", { name: "Calls" }).waitFor();
  await page.getByText("1 in all").waitFor();
  assert.deepEqual(await barriers(), [], "dark");
  await shot("calls-dark");
  await page.reload();
  await page.getByRole("heading", { name: "Calls" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
});

test("an ended session is gone on with in place", async () => {
  const kept = await page.evaluate(() => Object.keys(localStorage).sort().join());
  assert.equal(kept, "crm.lang,crm.theme", "nothing secret is kept");
  await page.context().clearCookies();
  // As if the access token had run out: it is in the page's memory, where no test reaches.
  await page.route("**/api/calls?**", (route) => route.fulfill({ status: 401, contentType: "application/problem+json", body: "{}" }), { times: 1 });
  await page.keyboard.press("x");
  const dialog = page.getByRole("dialog", { name: "The session has ended" });
  await dialog.waitFor();
  await shot("expired-dark");
  assert.deepEqual(await barriers(), []);
  await page.keyboard.type(ADMIN.password);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.getByText("2 in all").waitFor();
});

test("signing out shows nothing any more, and nothing was complained about", async () => {
  await choose("Sign out", "menuitem");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  assert.deepEqual(complaints, []);
});
