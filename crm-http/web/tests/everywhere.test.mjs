// Every page that a role has, found by following the menus: in both themes and languages, with probes in every text.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ADMIN, ANNA, DINA, furnish, MAXIM, openOffice } from "./kit/office.mjs";
import { openBrowser, openPerson } from "./kit/person.mjs";
import { plant, probe, work } from "./kit/probes.mjs";
import { settled, visit } from "./kit/visit.mjs";

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
  test(`no page has a barrier, and no text runs: ${look.lang}, ${look.theme}`, { timeout: 400_000 }, async (t) => {
    // A director's pages are an admin's, with less on them: once is enough.
    for (const who of [ADMIN, ANNA, MAXIM, ...(look === looks[0] ? [DINA] : [])]) {
      const person = await openPerson(browser, office, { ...look, ...(who === MAXIM && { width: 390, height: 844 }) });
      const found = [];
      const seen = await visit(person, office, who, async (path) => {
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
