// Orders from the visit agreed to the money accepted: the office at its desks, the master on a phone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { ADMIN, ANNA, DINA, furnish, MAXIM, openOffice } from "./kit/office.mjs";
import { openBrowser, openPerson } from "./kit/person.mjs";

let office, browser, api, olga, page;

/** Tomorrow at this time of Moscow, which is what the clocks of the test's city show. */
function tomorrow(time) {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Moscow" }).format(Date.now() + 86_400_000);
  return { day, at: new Date(`${day}T${time}:00+03:00`).toISOString() };
}

/** The keys of a date in the browser's field, which asks for the month first. */
const typedDate = (day) => day.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$2$3$1");

let written = 0;
/** An order that somebody else wrote: another client each time. */
async function anOrder(clientName, time = "12:00", more = {}, by = api) {
  written += 1;
  return by("POST", "/orders", {
    phone: `+7916000${String(written).padStart(4, "0")}`,
    city: "Москва",
    clientName,
    address: `ул. Ленина, д. ${written}`,
    problem: "Не включается",
    typeOrder: "first_time",
    typeEquipment: "kp",
    dateMeeting: tomorrow(time).at,
    rk: "Листовки",
    ...more,
  });
}

const orderOf = (id) => api("GET", `/orders/${id}`);
const move = async (id, body) => {
  const { version } = await orderOf(id);
  return api("PUT", `/orders/${id}/status`, { version, ...body });
};

before(async () => {
  [office, browser] = await Promise.all([openOffice(), openBrowser()]);
  api = await furnish(office);
  olga = await openPerson(browser, office);
  page = olga.page;
});

after(async () => {
  await browser?.close();
  await office?.stop();
});

/** A radio button whose label is what is seen of it. */
async function choose(radio) {
  await radio.focus();
  await page.keyboard.press("Space");
}

const row = (text) => page.getByRole("row").filter({ hasText: text });
const said = (text) => page.getByText(text, { exact: true }).first().waitFor();
const cardOf = (order) => page.getByRole("dialog", { name: `Заказ № ${order.id}`, exact: true });
/** Once no message is coming or going: one that fades is pale for a moment. */
const barriers = async (person) => {
  await person.page.waitForFunction(() => !document.querySelector("[data-sonner-toast]"));
  return person.barriers();
};
const picture = async (person, name) => {
  await person.shot(`${name}-light`);
  await person.page.evaluate(() => (document.documentElement.dataset.theme = "dark"));
  assert.deepEqual(await barriers(person), [], `${name}, dark`);
  await person.shot(`${name}-dark`);
  await person.page.evaluate(() => (document.documentElement.dataset.theme = "light"));
  assert.deepEqual(await barriers(person), [], `${name}, light`);
};

test("an order is given to a master and taken through to its money by the keyboard alone", async () => {
  const order = await anOrder("Мария Дёмина");
  await olga.signIn(ADMIN);
  await page.getByRole("heading", { name: "Заказы" }).waitFor();
  await row("Мария Дёмина").waitFor();
  await olga.tabTo(page.getByRole("grid"));
  await page.keyboard.press("Enter");
  const card = cardOf(order);
  await card.getByText("Не включается").waitFor();
  await card.getByText("Проводок нет").waitFor();
  await picture(olga, "order-card");

  await page.keyboard.press("a");
  const assignment = page.getByRole("dialog", { name: `Заказ № ${order.id}: Принял` });
  await assignment.getByRole("combobox", { name: "Мастер" }).waitFor();
  await page.keyboard.type("макс");
  await page.getByRole("option", { name: "Максим Гусев · 0 в работе" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await olga.tabTo(assignment.getByRole("button", { name: "Сохранить" }));
  await page.keyboard.press("Enter");
  await card.getByText("Максим Гусев").first().waitFor();

  await card.getByRole("button", { name: "Перевести: В пути" }).waitFor();
  await page.keyboard.press("r");
  await card.getByText("Принял → В пути").waitFor();
  await page.keyboard.press("w");
  await card.getByText("В пути → В работе").waitFor();
  await page.keyboard.press("c");
  const closing = page.getByRole("dialog", { name: `Заказ № ${order.id}: Готово` });
  await closing.getByLabel("Взято с клиента").waitFor();
  await page.keyboard.press("Enter");
  await closing.getByText("Заполните поле").waitFor();
  await page.keyboard.type("1500,10");
  await page.keyboard.press("Tab");
  await page.keyboard.type("0,2");
  assert.equal((await closing.locator("output").textContent())?.replaceAll(/\s/g, ""), "1499,90₽");
  await olga.shot("order-closing");
  assert.deepEqual(await barriers(olga), []);
  await page.keyboard.type("x");
  assert.equal(await closing.locator("output").textContent(), "—", "no amount, no preview");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await closing.waitFor({ state: "detached" });
  await card.getByText("Готово").first().waitFor();
  await card.getByText("Приход").waitFor();
  await card.getByText("В работе → Готово").waitFor();

  const closed = await orderOf(order.id);
  assert.deepEqual([closed.statusOrder, closed.result, closed.expenditure, closed.clean], ["completed", "1500.10", "0.20", "1499.90"]);
  await olga.shot("order-closed");
});

test("a closed order keeps its money, and is reopened for a reason", async () => {
  const closed = (await api("GET", "/orders?status=completed"))[0];
  const card = cardOf(closed);
  await page.keyboard.press("e");
  const form = page.getByRole("dialog", { name: `Изменить заказ № ${closed.id}` });
  await form.getByLabel("Адрес").waitFor();
  assert.equal(await form.getByLabel("Взято с клиента").count(), 0);
  await page.keyboard.press("Escape");
  await form.waitFor({ state: "detached" });
  await page.keyboard.press("w");
  const reopening = page.getByRole("dialog", { name: `Заказ № ${closed.id}: В работе` });
  await reopening.getByLabel("Причина").waitFor();
  await page.keyboard.type("Клиент доплатил за вызов");
  await page.keyboard.press("Control+Enter");
  await reopening.waitFor({ state: "detached" });
  await card.getByText("Сторно прихода").waitFor();
  await card.getByText("Клиент доплатил за вызов").waitFor();
  assert.equal((await orderOf(closed.id)).statusOrder, "in_progress");
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "detached" });
});

test("keys that lead to another page do nothing to the order whose card is open", async () => {
  const order = (await api("GET", "/orders?status=in_progress"))[0];
  await row(order.clientName).click();
  const card = cardOf(order);
  await card.getByRole("button", { name: "Перевести: Готово" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await page.waitForURL(/\/calls/);
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.equal((await orderOf(order.id)).statusOrder, "in_progress");
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await row(order.clientName).waitFor();
});

test("two people edit one order, and neither loses a word", async () => {
  const order = await anOrder("Пётр Кузнецов", "13:00");
  await row("Пётр Кузнецов").click();
  await cardOf(order).getByText("Не включается").waitFor();
  await page.keyboard.press("e");
  const form = page.getByRole("dialog", { name: `Изменить заказ № ${order.id}` });
  await form.getByLabel("Адрес").fill("ул. Мира, д. 5, код 12К");
  await form.getByLabel("Что случилось").fill("Не включается, пахнет гарью");

  // What is typed is not lost by a key.
  await page.keyboard.press("Escape");
  const question = page.getByRole("dialog", { name: "Закрыть без сохранения?" });
  await question.waitFor();
  await page.keyboard.press("Escape");
  await question.waitFor({ state: "detached" });

  const dina = await office.as(DINA);
  await dina("PATCH", `/orders/${order.id}`, { version: order.version, clientName: "Пётр Ильич Кузнецов", problem: "Шумит" });
  await form.getByRole("button", { name: "Сохранить" }).click();
  await form.getByRole("alert").getByText("Пока вы писали, заказ изменил кто-то ещё").waitFor();
  const group = (field) => form.getByRole("group", { name: `${field}: что оставить` });
  // What one of them changed is chosen already; what both did is mine until I say otherwise.
  assert.equal(await group("Адрес").getByRole("radio", { name: /У вас/ }).isChecked(), true);
  assert.equal(await group("Клиент").getByRole("radio", { name: /Сохранено/ }).isChecked(), true);
  assert.equal(await group("Что случилось").getByRole("radio", { name: /У вас/ }).isChecked(), true);
  await picture(olga, "order-merge");
  await group("Что случилось").getByRole("radio", { name: /Сохранено/ }).check();
  await form.getByRole("button", { name: "Сохранить выбранное" }).click();
  await form.waitFor({ state: "detached" });

  const merged = await orderOf(order.id);
  assert.equal(merged.clientName, "Пётр Ильич Кузнецов", "the colleague's");
  assert.equal(merged.address, "ул. Мира, д. 5, код 12К", "mine");
  assert.equal(merged.problem, "Шумит", "as chosen");
  await cardOf(order).getByText("Пётр Ильич Кузнецов").waitFor();
  await page.keyboard.press("Escape");
});

test("the board follows, and a card moves on it by the keyboard", async () => {
  const order = await anOrder("Зоя Лаптева", "14:00");
  await move(order.id, { statusOrder: "accepted", masterId: (await api("GET", "/masters"))[0].id });
  await page.keyboard.press("b");
  const column = (name) => page.getByRole("region", { name, exact: true });
  const tile = (name) => column(name).getByRole("button", { name: `Открыть заказ № ${order.id}` });
  await tile("Принял").waitFor();
  await picture(olga, "orders-board");
  await olga.tabTo(tile("Принял"));
  await page.keyboard.press("m");
  const menu = page.getByRole("dialog", { name: `Куда перевести заказ № ${order.id}` });
  await menu.getByRole("button", { name: "В пути" }).waitFor();
  await olga.shot("order-moves");
  assert.deepEqual(await barriers(olga), []);
  await page.keyboard.press("ArrowDown");
  await olga.tabTo(menu.getByRole("button", { name: "В пути" }));
  await page.keyboard.press("Enter");
  await tile("В пути").waitFor();
  await tile("Принял").waitFor({ state: "detached" });
  await page.waitForFunction((id) => document.activeElement?.getAttribute("data-tile") === id, String(order.id));
  await said(`Заказ № ${order.id}: В пути`);
  assert.equal((await orderOf(order.id)).statusOrder, "en_route");

  // Left and right go from column to column, Enter opens.
  await page.keyboard.press("ArrowRight");
  assert.notEqual(await page.evaluate(() => document.activeElement?.getAttribute("data-tile")), String(order.id));
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await cardOf(order).getByText("Не включается").waitFor();
  await page.keyboard.press("Escape");
  await cardOf(order).waitFor({ state: "detached" });
});

test("a move that is refused puts the card back, and says so", async () => {
  const order = await anOrder("Ян Соболев", "15:00");
  await move(order.id, { statusOrder: "accepted", masterId: (await api("GET", "/masters"))[0].id });
  const column = (name) => page.getByRole("region", { name, exact: true });
  const tile = (name) => column(name).getByRole("button", { name: `Открыть заказ № ${order.id}` });
  await tile("Принял").waitFor();
  const problem = { type: "about:blank", title: "Conflict", status: 409, code: "order.version_conflict", detail: "stale", currentVersion: 9, success: false };
  await page.route(`**/api/orders/${order.id}/status`, (route) => route.fulfill({ status: 409, contentType: "application/problem+json", json: problem }), { times: 1 });
  await tile("Принял").locator("xpath=ancestor::li").dragTo(column("В пути"));
  await said(`Заказ № ${order.id} не переведён и стоит на прежнем месте`);
  await tile("Принял").waitFor();
  assert.equal(await tile("В пути").count(), 0);
  const saved = page.waitForResponse((response) => response.url().endsWith(`/orders/${order.id}/status`) && response.ok());
  await tile("Принял").locator("xpath=ancestor::li").dragTo(column("В пути"));
  await tile("В пути").waitFor();
  await saved;
  assert.equal((await orderOf(order.id)).statusOrder, "en_route");
});

test("a long column is read as it is scrolled", async () => {
  const slots = Array.from({ length: 20 }, (_, index) => `${10 + Math.floor(index / 2)}:${index % 2 ? "30" : "00"}`);
  // By two people: one alone would be asked to slow down.
  const people = [await office.as(DINA), await office.as(ANNA)];
  for (const time of slots) {
    for (let place = 0; place < 3; place += 1) await anOrder("Очередь", time, { typeEquipment: "bt" }, people[written % 2]);
  }
  const last = (await api("GET", "/orders?status=new&limit=100")).at(-1);
  await page.reload();
  const column = page.getByRole("region", { name: "Ожидает", exact: true });
  await column.getByText("всего 61").waitFor();
  const tile = column.getByRole("button", { name: `Открыть заказ № ${last.id}`, exact: true });
  assert.ok((await column.getByRole("listitem").count()) < 30, "only what is in sight is in the page");
  await column.getByRole("listitem").first().hover();
  for (let turn = 0; turn < 60 && !(await tile.isVisible()); turn += 1) {
    await page.mouse.wheel(0, 600);
    await page.evaluate(() => new Promise((done) => window.requestAnimationFrame(done)));
  }
  await tile.waitFor();
});

test("the view and its filters are of the address, and survive a reload", async () => {
  await page.keyboard.press("l");
  await page.getByRole("grid").waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("лапт");
  await said("всего 1");
  await page.getByLabel("Статус").selectOption("en_route");
  await page.keyboard.press("Escape");
  await page.waitForURL(/status=en_route/);
  await page.reload();
  await row("Зоя Лаптева").waitFor();
  assert.equal(await page.getByRole("searchbox").inputValue(), "лапт");
  await said("всего 1");
  assert.equal(await page.getByLabel("Статус").inputValue(), "en_route");
  await picture(olga, "orders-list-filtered");
  await page.getByRole("button", { name: "Сбросить" }).click();
  await said("всего 64");
  await olga.shot("orders-list");
});

test("the orders are exported as the filters leave them", async () => {
  await page.getByLabel("Статус").selectOption("en_route");
  await said("всего 2");
  await olga.tabTo(page.getByRole("button", { name: "Выгрузить" }));
  await page.keyboard.press("Enter");
  const csv = page.waitForEvent("download");
  await olga.pick(page.getByRole("menuitem", { name: "Таблица CSV" }));
  const file = await csv;
  assert.equal(file.suggestedFilename(), "заказы.csv");
  const text = readFileSync(await file.path(), "utf8");
  assert.match(text, /Зоя Лаптева/);
  assert.doesNotMatch(text, /Мария Дёмина/);
  const xlsx = page.waitForEvent("download");
  await olga.tabTo(page.getByRole("button", { name: "Выгрузить" }));
  await page.keyboard.press("Enter");
  await olga.pick(page.getByRole("menuitem", { name: "Книга Excel" }));
  assert.equal(readFileSync(await (await xlsx).path()).subarray(0, 2).toString(), "PK");
  await page.getByRole("button", { name: "Сбросить" }).click();
});

test("a city's day shows what is agreed and what is free", async () => {
  await page.keyboard.press("t");
  await page.getByRole("heading", { name: "Москва" }).waitFor();
  await page.keyboard.press("f");
  await page.waitForURL(new RegExp(`day=${tomorrow("12:00").day}`));
  const slot = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "14:00" }) });
  await slot.getByText("свободно 2").waitFor();
  await picture(olga, "orders-day");
  await slot.getByRole("button", { name: /Зоя Лаптева/ }).click();
  await page.getByRole("dialog", { name: /Заказ №/ }).getByText("Не включается").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("p");
  await page.keyboard.press("l");
});

test("an order is written without a call", async () => {
  await page.keyboard.press("n");
  const form = page.getByRole("dialog", { name: "Новый заказ" });
  await form.getByLabel("Телефон клиента").waitFor();
  await olga.shot("order-new");
  assert.deepEqual(await barriers(olga), []);
  await page.keyboard.type("8 916 555-44-33");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Рита Ежова");
  await form.getByLabel("Адрес").fill("ул. Садовая, д. 7");
  await form.getByLabel("Что случилось").fill("Течёт кран");
  await form.getByRole("combobox", { name: "Город" }).fill("моск");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await choose(form.getByRole("radio", { name: "МНЧ" }));
  await choose(form.getByRole("radio", { name: "Завтра" }));
  await choose(form.getByRole("radio", { name: /^18:30/ }));
  await form.getByRole("button", { name: "Записать заказ" }).click();
  await page.getByRole("dialog", { name: /^Заказ №/ }).getByText("ул. Садовая, д. 7").waitFor();
  assert.deepEqual((await api("GET", "/orders?q=ежова")).map((order) => [order.localMeeting, order.typeEquipment]), [[`${tomorrow("18:30").day}T18:30:00`, "mnch"]]);
  await page.keyboard.press("Escape");
});

test("a field of names shows what is chosen, and nothing else", async () => {
  await page.keyboard.press("n");
  const form = page.getByRole("dialog", { name: "Новый заказ" });
  const city = form.getByRole("combobox", { name: "Город" });
  await choose(form.getByRole("radio", { name: "МНЧ" }));
  const isOf = async (name) => {
    await form.getByText(`Время города ${name}`).waitFor();
    assert.equal(await city.inputValue(), name);
  };
  const dangling = "[...document.querySelectorAll('[aria-labelledby]')].filter((one) => !document.getElementById(one.getAttribute('aria-labelledby')))";
  assert.equal(await page.evaluate(`${dangling}.length`), 0, "whatever names a field is there");

  // A part and Enter, the whole name and Tab, the whole name and a click beside it.
  await city.fill("мос");
  await page.keyboard.press("Enter");
  await isOf("Москва");
  await city.fill("Омск");
  await page.keyboard.press("Enter");
  await isOf("Омск");
  await city.fill("Москва");
  await page.keyboard.press("Tab");
  await isOf("Москва");
  await city.fill("омск");
  await form.getByRole("heading", { name: "Новый заказ" }).click();
  await isOf("Омск");

  // What there is not is not taken, and not shown either.
  await city.fill("Томск");
  await page.keyboard.press("Enter");
  await form.getByText("Ничего не найдено").waitFor();
  assert.equal(await city.inputValue(), "Томск");
  await page.keyboard.press("Tab");
  await isOf("Омск");
  await city.fill("");
  await page.keyboard.press("Tab");
  await form.getByText("Выберите город и технику").waitFor();
  assert.equal(await city.inputValue(), "");
  await city.fill("моск");
  await page.keyboard.press("Enter");
});

test("a visit's date is typed as on paper, and the time that is chosen stays in sight", async () => {
  const form = page.getByRole("dialog", { name: "Новый заказ" });
  await choose(form.getByRole("radio", { name: "Завтра" }));
  await choose(form.getByRole("radio", { name: /^18:30/ }));
  const [, month, date] = tomorrow("18:30").day.split("-");
  const chosen = form.getByText(new RegExp(`Выбрано: .*${date}\\.${month}, 18:30`));
  await chosen.waitFor();

  const asked = [];
  page.on("request", (request) => request.url().includes("/api/slots") && asked.push(new URL(request.url()).searchParams.get("date")));
  const day = form.getByLabel("Другая дата");
  await day.focus();
  await page.keyboard.type(typedDate("2031-12-15"));
  await page.keyboard.press("Enter");
  await form.getByRole("radio", { name: /^18:30/ }).waitFor();
  assert.equal(await day.inputValue(), "2031-12-15");
  assert.deepEqual(asked, ["2031-12-15"], "the years on the way to it are nobody's wish");
  assert.equal(await form.getByRole("radio", { name: /^18:30/ }).isChecked(), false);
  await chosen.waitFor();

  await form.getByRole("radio", { name: "МНЧ" }).focus();
  await day.focus();
  await page.keyboard.type(typedDate("2021-12-15"));
  await form.getByText("Эта дата уже прошла.").waitFor();
  assert.equal(await day.inputValue(), "2021-12-15");
  assert.deepEqual(await barriers(olga), []);
  await olga.shot("order-date-passed");
  await page.keyboard.press("Escape");
  await form.waitFor({ state: "detached" });
});

test("another time for an order is seen before it is saved", async () => {
  const order = await anOrder("Нина Лисина", "11:00");
  await row("Нина Лисина").click();
  await cardOf(order).getByText("Не включается").waitFor();
  await page.keyboard.press("e");
  const form = page.getByRole("dialog", { name: `Изменить заказ № ${order.id}` });
  await form.getByRole("button", { name: "Перенести" }).click();
  await choose(form.getByRole("radio", { name: /^19:00/ }));
  await form.getByRole("button", { name: "Перенести" }).click();
  await form.getByText(/Выбрано: .*, 19:00/).waitFor();
  await olga.shot("order-rescheduled");
  await form.getByRole("button", { name: "Сохранить" }).click();
  await form.waitFor({ state: "detached" });
  assert.equal((await orderOf(order.id)).localMeeting, `${tomorrow("19:00").day}T19:00:00`);
  await page.keyboard.press("Escape");
  await cardOf(order).waitFor({ state: "detached" });
});

test("a master on a phone drives, works, is paid, and hands the cash over", async () => {
  await anOrder("Вера Комова", "16:00");
  const order = (await api("GET", "/orders?q=комова"))[0];
  const refused = await anOrder("Глеб Носов", "17:00");
  for (const { id } of [order, refused]) await move(id, { statusOrder: "accepted", masterId: (await api("GET", "/masters"))[0].id });
  const login = (await api("GET", "/masters"))[0].login;
  const maxim = await openPerson(browser, office, { width: 390, height: 800 });
  await maxim.signIn({ login, password: MAXIM.password });
  const phone = maxim.page;
  await phone.getByRole("heading", { name: "Мои визиты" }).waitFor();
  const visit = phone.getByRole("article", { name: `Заказ № ${order.id}` });
  await visit.getByRole("button", { name: "Перевести: В пути" }).waitFor();
  assert.match(await visit.getByRole("link", { name: /Позвонить/ }).getAttribute("href"), /^tel:\+7916/);
  assert.match(await visit.getByRole("link", { name: /на карте/ }).getAttribute("href"), /^geo:/);
  await picture(maxim, "visits-phone");
  await visit.getByRole("button", { name: `№ ${order.id}` }).click();
  await phone.getByRole("dialog", { name: `Заказ № ${order.id}` }).getByText("Ожидает → Принял").waitFor();
  await maxim.shot("visit-card-phone");
  assert.deepEqual(await barriers(maxim), []);
  await phone.getByRole("button", { name: "Закрыть", exact: true }).click();
  await visit.getByRole("button", { name: "Перевести: В пути" }).click();
  await visit.getByRole("button", { name: "Перевести: В работе" }).click();
  await visit.getByRole("button", { name: "Перевести: Готово" }).click();
  await phone.getByLabel("Взято с клиента").fill("2000");
  await phone.getByLabel("Расход на детали").fill("500.50");
  await maxim.shot("closing-phone");
  assert.deepEqual(await barriers(maxim), []);
  await phone.getByRole("button", { name: "Закрыть заказ" }).click();
  await phone.getByRole("region", { name: "Закрыто сегодня" }).getByRole("article", { name: `Заказ № ${order.id}` }).waitFor();

  const other = phone.getByRole("article", { name: `Заказ № ${refused.id}` });
  await other.getByRole("button", { name: "Перевести: Отказ" }).click();
  await phone.getByLabel("Причина").fill("Починил сам");
  await phone.getByRole("button", { name: "Перевести", exact: true }).click();
  await phone.getByRole("region", { name: "Закрыто сегодня" }).getByRole("article", { name: `Заказ № ${refused.id}` }).waitFor();
  assert.deepEqual([(await orderOf(order.id)).clean, (await orderOf(refused.id)).statusOrder], ["1499.50", "cancelled"]);
  assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing is wider than the phone");

  await phone.goto(`${office.address}/cash`);
  await phone.getByText("1 499,50 ₽").first().waitFor();
  await phone.getByRole("button", { name: "Сдать деньги" }).click();
  await phone.getByRole("button", { name: /Всё, что на руках/ }).click();
  await phone.getByLabel("Комментарий").fill("за субботу");
  await picture(maxim, "cash-phone-form");
  await phone.getByRole("button", { name: "Сдать", exact: true }).click();
  await phone.getByRole("button", { name: /Москва,.*Передано/ }).waitFor();
  await picture(maxim, "cash-phone");

  const dina = await openPerson(browser, office);
  await dina.signIn(DINA, "/cash");
  const desk = dina.page;
  await desk.getByRole("row").filter({ hasText: "Максим Гусев" }).getByText("Передано").waitFor();
  await dina.tabTo(desk.getByRole("grid"));
  // Held too long, and pressed once more: the card opens, and that is all.
  await desk.keyboard.down("Enter");
  await desk.keyboard.down("Enter");
  const handover = desk.getByRole("dialog", { name: /Передача №/ });
  await handover.getByText("за субботу").waitFor();
  await desk.waitForFunction(() => document.activeElement?.textContent?.match(/1\s499,50/));
  await desk.keyboard.down("Enter");
  await desk.keyboard.up("Enter");
  await desk.keyboard.press("Enter");
  await picture(dina, "cash-card");
  assert.deepEqual((await api("GET", "/cash")).map(({ state }) => state), ["handed"]);
  await dina.tabTo(handover.getByRole("button", { name: "Принять" }));
  await desk.keyboard.press("Enter");
  await handover.waitFor({ state: "detached" });
  await desk.getByRole("row").filter({ hasText: "Максим Гусев" }).getByText("Принято").waitFor();
  await picture(dina, "cash");
  // The master sees it without asking.
  await phone.getByRole("button", { name: /Москва,.*Принято/ }).waitFor();
  assert.deepEqual(dina.complaints, []);
  assert.deepEqual(maxim.complaints, []);
});

test("an operator sees the orders and no money to write, and nothing was complained about", async () => {
  const anna = await openPerson(browser, office, { lang: "en", theme: "dark" });
  await anna.signIn(ANNA, "/orders?status=in_progress");
  await anna.page.getByRole("row").filter({ hasText: "Мария Дёмина" }).click();
  const card = anna.page.getByRole("dialog", { name: /Order/ });
  await card.getByRole("button", { name: "Move to: Cancelled" }).waitFor();
  assert.equal(await card.getByRole("button", { name: "Move to: Completed" }).count(), 0);
  await anna.shot("order-card-english");
  assert.deepEqual(await barriers(anna), []);
  assert.deepEqual(anna.complaints, []);
  assert.deepEqual(olga.complaints, []);
});
