// Who is signed in, and what is read for whom: two tabs of one browser, one after another at one tab, slow and refused answers.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { ADMIN, ANNA, BORIS, furnish, openOffice } from "./kit/office.mjs";
import { openBrowser, openPerson } from "./kit/person.mjs";
import { noon } from "./kit/probes.mjs";

let office, browser, asAdmin, olga, page;
let written = 0;

before(async () => {
  [office, browser] = await Promise.all([openOffice(), openBrowser()]);
  asAdmin = await furnish(office);
  olga = await openPerson(browser, office);
  page = olga.page;
  await writes("Первый Клиент");
  await olga.signIn(ADMIN, "/orders");
  await row("Первый Клиент").waitFor();
}, { timeout: 60_000 });

after(async () => {
  await browser?.close();
  await office?.stop();
});

const row = (name, where = page) => where.getByRole("row").filter({ hasText: name });
const again = (where = page) => where.getByRole("button", { name: "Повторить" });
const refusal = { status: 500, contentType: "application/problem+json", body: JSON.stringify({ status: 500, code: "internal", title: "refused" }) };

/** An order by the API, as a colleague elsewhere would write it. */
async function writes(clientName, more = {}) {
  written += 1;
  const order = {
    phone: `+7916999${String(written).padStart(4, "0")}`, clientName, address: "Мира, 5", city: "Москва", rk: "Листовки", typeOrder: "first_time",
    typeEquipment: "kp", problem: "Не греет", dateMeeting: noon(1 + written), ...more,
  };
  return asAdmin("POST", "/orders", order, { "Idempotency-Key": randomUUID() });
}

/** Holds what is asked for until it is let go. `asked` is settled once so many requests wait. */
async function hold(where, address, count = 1) {
  let letGo, full;
  const held = new Promise((resolve) => (letGo = resolve));
  const asked = new Promise((resolve) => (full = resolve));
  let waiting = 0;
  await where.route(address, async (route) => {
    const answer = await route.fetch();
    waiting += 1;
    if (waiting === count) full();
    await held;
    // The page may not wait for it any more.
    await route.fulfill({ response: answer }).catch(() => undefined);
  });
  return { asked, letGo: async () => (letGo(), where.unroute(address)) };
}

async function leaves(where, name) {
  await where.getByRole("banner").getByRole("button", { name }).click();
  await where.getByRole("menuitem", { name: "Выйти" }).click();
}

async function enters(where, { login, password, name }) {
  await where.getByLabel("Логин").fill(login);
  await where.getByLabel("Пароль").fill(password);
  await where.keyboard.press("Enter");
  await where.getByRole("banner").getByRole("button", { name }).waitFor();
}

test("a tab does nothing as somebody who signed in in another one", async () => {
  const anna = await openPerson(browser, office);
  await anna.signIn(ANNA, "/orders");
  await row("Первый Клиент", anna.page).waitFor();
  const other = await anna.context.newPage();
  await other.goto(office.address);
  await other.getByRole("banner").waitFor();
  const sent = [];
  let refuse;
  const held = new Promise((resolve) => (refuse = resolve));
  // As if the access token had run out: it is in the page's memory, where no test reaches.
  await anna.page.route("**/work-state", async (route) => {
    sent.push(route.request().method());
    if (sent.length > 1) return route.continue();
    await held;
    return route.fulfill({ status: 401, contentType: "application/problem+json", body: "{}" }).catch(() => undefined);
  });
  // Keys go to the tab in front.
  await anna.page.bringToFront();
  await Promise.all([anna.page.waitForRequest("**/work-state"), anna.page.keyboard.press("2")]);
  await other.bringToFront();
  await leaves(other, ANNA.name);
  await enters(other, BORIS);
  refuse();
  await anna.page.getByText(`В другой вкладке вошёл другой пользователь: ${BORIS.name}`).waitFor();
  await anna.page.getByRole("banner").getByRole("button", { name: BORIS.name }).waitFor();
  await anna.page.getByRole("heading", { name: "Рабочее место" }).waitFor();
  assert.deepEqual(sent, ["PUT"], "it is not sent again");
  const people = await asAdmin("GET", "/operators?limit=100");
  assert.deepEqual(people.filter(({ statusWork }) => statusWork === "break"), []);
  assert.deepEqual(anna.complaints, []);
  await anna.context.close();
});

test("the next person at a tab sees neither the page nor the rows of the one before", async () => {
  const shared = await openPerson(browser, office);
  await shared.signIn(ADMIN, "/orders");
  await row("Первый Клиент", shared.page).waitFor();
  const list = await hold(shared.page, "**/api/orders?*");
  await writes("Тайный Омич", { city: "Омск" });
  await list.asked;
  await leaves(shared.page, ADMIN.name);
  await shared.page.getByRole("heading", { name: "Вход" }).waitFor();
  assert.equal(new URL(shared.page.url()).pathname, "/");
  await list.letGo();
  await enters(shared.page, ANNA);
  await shared.page.getByRole("heading", { name: "Рабочее место" }).waitFor();
  await shared.page.getByRole("link", { name: "Заказы" }).click();
  await row("Первый Клиент", shared.page).waitFor();
  assert.equal(await row("Тайный Омич", shared.page).count(), 0);
  assert.deepEqual(shared.complaints, []);
  await shared.context.close();
});

test("what happens before the stream begins is seen too", async () => {
  const late = await hold(page, "**/api/events/ticket");
  await page.reload();
  await row("Первый Клиент").waitFor();
  await writes("Ранний Клиент");
  await late.letGo();
  await row("Ранний Клиент").waitFor();
});

test("there is one stream, however often the line comes back", async () => {
  const many = await openPerson(browser, office);
  await many.page.addInitScript(() => {
    window.streams = [];
    window.EventSource = class extends window.EventSource {
      constructor(address) {
        super(address);
        window.streams.push(this);
      }
    };
  });
  const tickets = await hold(many.page, "**/api/events/ticket", 2);
  await many.signIn(BORIS);
  await many.page.evaluate(() => window.dispatchEvent(new window.Event("online")));
  await tickets.asked;
  const answered = Promise.all([1, 2].map(() => many.page.waitForResponse("**/api/events/ticket")));
  await tickets.letGo();
  await answered;
  await many.page.waitForFunction(() => window.streams.some(({ readyState }) => readyState === window.EventSource.OPEN));
  assert.equal(await many.page.evaluate(() => window.streams.filter(({ readyState }) => readyState !== window.EventSource.CLOSED).length), 1);
  await many.context.close();
});

test("a list that could not be read anew says so, and an overtaken answer changes nothing", async () => {
  await page.route("**/api/orders?*", (route) => route.fulfill(refusal), { times: 1 });
  await writes("Второй Клиент");
  await page.getByRole("button", { name: "Есть новое: показать" }).click();
  await row("Второй Клиент").waitFor();
  const slow = await hold(page, "**/api/orders?*");
  await writes("Третий Клиент");
  await slow.asked;
  await page.unroute("**/api/orders?*");
  await writes("Четвёртый Клиент");
  await row("Четвёртый Клиент").waitFor();
  await slow.letGo();
  await page.evaluate(() => new Promise((resolve) => window.requestAnimationFrame(() => window.requestAnimationFrame(resolve))));
  await row("Четвёртый Клиент").waitFor();
});

test("rows of other filters are not shown as those that were asked for", async () => {
  const search = page.getByRole("searchbox");
  const slow = await hold(page, "**/api/orders?*q=*");
  await search.fill("+79169990001");
  await slow.asked;
  await page.locator("[role=grid][aria-busy=true]").waitFor();
  assert.equal(await page.getByRole("status").filter({ hasText: "всего" }).count(), 0);
  await slow.letGo();
  await page.getByText("всего 1").waitFor();
  await page.locator("[role=grid][aria-busy=false]").waitFor();
  await search.fill("");
  await row("Второй Клиент").waitFor();
});

test("a further page that is refused leaves the others, and is asked for again", async () => {
  let isRefused = true;
  await page.route("**/api/orders?*", async (route) => {
    const address = new URL(route.request().url());
    const isFirst = !address.searchParams.has("cursor");
    if (!isFirst && isRefused) return route.fulfill(refusal);
    address.searchParams.delete("cursor");
    const answer = await route.fetch({ url: address.href });
    const { data, pagination } = await answer.json();
    const json = isFirst ? { data, pagination: { ...pagination, nextCursor: "more" } } : { data: [], pagination: { ...pagination, nextCursor: null } };
    return route.fulfill({ response: answer, json });
  });
  await page.reload();
  await page.getByText("Дальше список не загрузился").waitFor();
  await row("Первый Клиент").waitFor();
  assert.deepEqual(await olga.barriers(), []);
  await olga.shot("list-cut");
  isRefused = false;
  await again().click();
  await page.getByText("Дальше список не загрузился").waitFor({ state: "detached" });
  await row("Первый Клиент").waitFor();
  await page.unroute("**/api/orders?*");
});

test("the cities that could not be read are there a little later", async () => {
  await page.route("**/api/cities", (route) => route.fulfill(refusal), { times: 1 });
  const read = page.waitForResponse((answer) => answer.url().endsWith("/api/cities") && answer.ok());
  await page.reload();
  await row("Первый Клиент").waitFor();
  await read;
  await page.getByRole("combobox", { name: "Город" }).click();
  await page.getByRole("option", { name: "Омск" }).waitFor();
  await page.keyboard.press("Escape");
});

test("no page is shown before the office's zone is known", async () => {
  await page.route("**/api/settings", (route) => route.fulfill(refusal));
  await page.reload();
  await page.getByText("Не получилось загрузить").waitFor();
  assert.equal(await page.getByRole("grid").count(), 0);
  await page.unroute("**/api/settings");
  await again().click();
  await row("Первый Клиент").waitFor();
});

test("a server that is busy at a reload does not sign anybody out", async () => {
  await page.route("**/api/auth/refresh", (route) => route.fulfill({ ...refusal, status: 503 }), { times: 1 });
  await page.reload();
  await page.getByText("Не получилось загрузить").waitFor();
  assert.equal(await page.getByLabel("Пароль").count(), 0);
  await again().click();
  await row("Первый Клиент").waitFor();
});

test("who could not be signed out is told so, and is still in", async () => {
  await page.route("**/api/auth/logout", (route) => route.abort(), { times: 1 });
  await leaves(page, ADMIN.name);
  await page.getByText("Выйти не получилось").waitFor();
  await row("Первый Клиент").waitFor();
  await leaves(page, ADMIN.name);
  await page.getByRole("heading", { name: "Вход" }).waitFor();
  // What the test refused and cut off is told in the console, and nothing else is.
  assert.deepEqual(olga.complaints.filter((said) => !/status of 50[03]|ERR_FAILED/.test(said)), []);
});
