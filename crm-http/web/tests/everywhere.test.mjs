// Every page that a role has, found by following the menus: in both themes and languages, with probes in every text.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ADMIN, ANNA, DINA, furnish, MAXIM, openOffice } from "./kit/office.mjs";
import { openBrowser, openPerson } from "./kit/person.mjs";
import { plant, probe, work } from "./kit/probes.mjs";

let office, browser;

before(async () => {
  [office, browser] = await Promise.all([openOffice(), openBrowser()]);
  const admin = await furnish(office);
  await work(office, admin);
  await plant(office, admin);
});

after(async () => {
  await browser?.close();
  await office?.stop();
});

/** Until nothing is loading and nothing is drawn as a place for something. */
async function settled(page) {
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await page.waitForFunction(() => !document.querySelector("main [aria-busy=true], main .animate-pulse"));
}

/** Goes to every page that the menus lead to, and tells of each. */
async function visit(person, { login, password }, then) {
  const { page } = person;
  await person.signIn({ login, password });
  await settled(page);
  const seen = new Set();
  const next = [new URL(page.url()).pathname];
  while (next.length > 0) {
    const path = next.shift();
    if (seen.has(path)) continue;
    seen.add(path);
    // By the browser, as from a bookmark: the session goes on by its cookie.
    await page.goto(office.address + path);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await settled(page);
    await then(path);
    const links = await page.locator("nav a[href^='/']").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    next.push(...links.map((href) => new URL(href, office.address).pathname));
  }
  return seen;
}

/** What became of a probe that was taken for more than text. */
const harm = (page) =>
  page.evaluate(() => ({
    ran: window.hacked ?? null,
    elements: document.querySelectorAll("img[src=x], [onerror], [onload], a[href^=javascript]").length,
  }));

const looks = [
  { lang: "ru", theme: "light" },
  { lang: "en", theme: "dark" },
  { lang: "ru", theme: "dark" },
  { lang: "en", theme: "light" },
];

for (const look of looks) {
  test(`no page has a barrier, and no text runs: ${look.lang}, ${look.theme}`, { timeout: 170_000 }, async (t) => {
    for (const who of [ADMIN, DINA, ANNA, MAXIM]) {
      const person = await openPerson(browser, office, { ...look, ...(who === MAXIM && { width: 390, height: 844 }) });
      const found = [];
      const seen = await visit(person, who, async (path) => {
        for (const barrier of await person.barriers()) found.push(`${path}: ${barrier}`);
        assert.deepEqual(await harm(person.page), { ran: null, elements: 0 }, path);
        // What is opened from a list has texts of its own.
        const row = person.page.getByRole("row").nth(1);
        if ((await person.page.getByRole("grid").count()) === 0 || !(await row.isVisible())) return;
        await row.click();
        const card = person.page.getByRole("dialog");
        if (!(await card.waitFor({ timeout: 3_000 }).then(() => true, () => false))) return;
        await settled(person.page);
        for (const barrier of await person.barriers()) found.push(`${path}, a row: ${barrier}`);
        assert.deepEqual(await harm(person.page), { ran: null, elements: 0 }, `${path}, a row`);
      });
      t.diagnostic(`${who.login}: ${[...seen].join(" ")}`);
      assert.deepEqual(found, []);
      assert.deepEqual(person.complaints, []);
      await person.context.close();
    }
  });
}

test("what an attacker wrote is read as it was written", async () => {
  const person = await openPerson(browser, office);
  await person.signIn(ADMIN, "/calls?q=%2B79166660000");
  await person.page.getByRole("row").filter({ hasText: "+7 916 666-00-00" }).click();
  const card = person.page.getByRole("dialog");
  const read = () =>
    card.evaluate((element) => [element.innerText, ...[...element.querySelectorAll("input, textarea")].map(({ value }) => value)].join("\n"));
  await card.getByText(/Телефон|Клиент|Начало/).first().waitFor();
  await settled(person.page);
  for (const text of [probe("тема"), "{{7*7}}заметка", probe("реклама"), probe("аккаунт")]) {
    assert.ok((await read()).includes(text), `${text} is shown as it was written`);
  }
  assert.deepEqual(await harm(person.page), { ran: null, elements: 0 });
  await person.context.close();
});
