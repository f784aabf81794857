import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ADMIN, conversation, openOffice } from "./kit/office.mjs";
import { openBrowser, openPerson } from "./kit/person.mjs";

let office, browser, olga, page;

before(async () => {
  [office, browser] = await Promise.all([openOffice(), openBrowser()]);
  olga = await openPerson(browser, office);
  page = olga.page;
});

after(async () => {
  await browser?.close();
  await office?.stop();
});

async function choose(name, role = "menuitemradio") {
  await olga.tabTo(page.getByRole("button", { name: ADMIN.name }));
  await page.keyboard.press("Enter");
  await olga.pick(page.getByRole(role, { name }));
}

test("an admin signs in by the keyboard, and a wrong password is told", async () => {
  await page.goto(`${office.address}/calls`);
  await page.getByRole("heading", { name: "Вход" }).waitFor();
  assert.deepEqual(await olga.barriers(), []);
  await olga.shot("sign-in-light");
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
  await conversation(office, "entry-1", "79160000001").rings();
  await page.getByRole("row").filter({ hasText: "+7 916 000-00-01" }).getByText("Идёт").waitFor();
  await conversation(office, "entry-2", "79160000002").rings();
  await page.getByRole("row").filter({ hasText: "+7 916 000-00-02" }).waitFor();
  await page.getByText("всего 2").waitFor();
});

test("the list and its card are worked by the keyboard", async () => {
  await olga.tabTo(page.getByRole("grid"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const card = page.getByRole("dialog", { name: "Звонок" });
  await card.getByText("+7 916 000-00-01").waitFor();
  await card.getByText("101").waitFor();
  assert.match(page.url(), /call=\d+/);
  await olga.shot("card-light");
  assert.deepEqual(await olga.barriers(), []);
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
  assert.deepEqual(await olga.barriers(), [], "light");
  await olga.shot("calls-light");

  await choose("Тёмное");
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  await choose("English");
  await page.getByRole("heading", { name: "Calls" }).waitFor();
  await page.getByText("1 in all").waitFor();
  assert.deepEqual(await olga.barriers(), [], "dark");
  await olga.shot("calls-dark");
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
  await olga.shot("expired-dark");
  assert.deepEqual(await olga.barriers(), []);
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
  assert.deepEqual(olga.complaints, []);
});
