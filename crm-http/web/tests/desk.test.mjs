import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ANNA, BORIS, DINA, callsBack, conversation, furnish, openOffice } from "./kit/office.mjs";
import { openBrowser, openPerson } from "./kit/person.mjs";

let office, browser, anna, boris, page, told;
const desk = () => page.getByRole("article", { name: "Звонок" });
const form = () => page.getByRole("form", { name: "Новый заказ" });
/** By the clocks of Moscow. */
const tomorrow = () => new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Moscow" }).format(Date.now() + 86_400_000);
/** What has the focus. */
const focused = (locator) => locator.and(page.locator(":focus"));

before(async () => {
  [office, browser] = await Promise.all([openOffice(), openBrowser()]);
  await furnish(office);
  told = await office.as(ANNA);
  anna = await openPerson(browser, office);
  boris = await openPerson(browser, office, { theme: "dark" });
  page = anna.page;
});

after(async () => {
  await browser?.close();
  await office?.stop();
});

/** Types an order by the keyboard alone, the cursor being in the client's name. */
async function types({ name = "Иван Петров", address = "Ленина, 5, кв. 12", problem = "Не включается ноутбук" } = {}) {
  await focused(form().getByLabel("Имя клиента")).waitFor();
  await page.keyboard.type(name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(address);
  await page.keyboard.press("Tab");
  await page.keyboard.type(problem);
}

/** Goes on to the equipment, tomorrow, and the first free time of the day. */
async function choosesVisit() {
  await anna.tabTo(form().getByRole("radio", { name: "БТ" }));
  await page.keyboard.press("ArrowRight");
  assert.ok(await form().getByRole("radio", { name: "КП" }).isChecked());
  await anna.tabTo(form().getByRole("radio", { name: "Сегодня" }));
  await page.keyboard.press("ArrowRight");
  const first = form().getByRole("radio", { name: /^10:00, свободно/ });
  await first.waitFor();
  await anna.tabTo(first);
  await page.keyboard.press("Space");
}

test("an operator goes online by one key, and the desk says what comes", async () => {
  await anna.signIn(ANNA);
  await boris.signIn(BORIS);
  await page.getByRole("heading", { name: "Рабочее место" }).waitFor();
  await page.getByText("Вы не на линии").waitFor();
  const turned = page.waitForResponse((response) => response.url().endsWith("/work-state") && response.ok());
  await page.keyboard.press("1");
  await page.getByRole("button", { name: /Рабочее состояние: Работает/ }).waitFor();
  await page.getByText("Как только зазвонит ваш телефон").waitFor();
  await turned;
  assert.equal((await told("GET", "/auth/profile")).statusWork, "online");
  assert.deepEqual(await anna.barriers(), []);
  await anna.shot("desk-calm-light");
});

const first = () => conversation(office, "desk-1", "79161112233");
let call;

test("a call pops up within a second of the webhook, with where it comes from", async () => {
  call = first();
  const began = performance.now();
  await call.rings();
  await desk().getByRole("heading", { name: "+7 916 111-22-33" }).waitFor();
  const took = performance.now() - began;
  console.log(`the call popped up ${took.toFixed(0)} ms after the webhook was sent`);
  assert.ok(took < 1_000, `${took} ms`);
  await desk().getByText("Звонит").waitFor();
  await desk().getByText("Листовки · Мастер на час").waitFor();
  await desk().getByText(/там сейчас \d\d:\d\d/).waitFor();
  await desk().getByText("Заказов не было").waitFor();
  // The colleague sees it smaller.
  await boris.page.getByRole("region", { name: "Сейчас звонят" }).getByText("+7 916 111-22-33").waitFor();
  await call.answers();
  await desk().getByText("Разговор").waitFor();
  await page.getByRole("button", { name: /Рабочее состояние: На звонке/ }).waitFor();
  assert.deepEqual(await anna.barriers(), []);
  await anna.shot("desk-call-light");
});

test("an order is written from it by the keyboard only, Enter pressed twice writes one, and a colleague sees it come", async () => {
  const other = boris.page;
  await other.getByRole("region", { name: "Сейчас звонят" }).getByRole("link", { name: "+7 916 111-22-33" }).click();
  const card = other.getByRole("dialog", { name: "Звонок" });
  await card.getByText("Идёт").waitFor();
  await card.getByText("Заказов нет").waitFor();

  await page.keyboard.press("n");
  await types();
  await choosesVisit();
  await anna.shot("desk-form-light");
  assert.deepEqual(await anna.barriers(), []);
  let sent = 0;
  page.on("request", (request) => (sent += request.url().endsWith("/api/orders/from-call") ? 1 : 0));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await form().waitFor({ state: "detached" });
  await desk().getByText("Заказ по этому звонку").waitFor();
  assert.equal(sent, 1);
  const orders = await told("GET", "/orders");
  assert.equal(orders.length, 1);
  assert.deepEqual([orders[0].clientName, orders[0].city, orders[0].rk, orders[0].localMeeting.slice(11)], ["Иван Петров", "Москва", "Листовки", "10:00:00"]);

  await card.getByText("по этому звонку").waitFor();
  await boris.shot("call-card-dark");
  assert.deepEqual(await boris.barriers(), []);
});

test("the call ends: it is wrapped up, its subject is noted, and the operator is ready again", async () => {
  await call.ends();
  await desk().getByText("Отвечен", { exact: true }).first().waitFor();
  await page.getByText("Обработка звонка").waitFor();
  await page.getByRole("timer").getByText(/осталось 0:\d\d/).waitFor();
  await boris.page.getByRole("dialog", { name: "Звонок" }).getByText("Отвечен").waitFor();
  await anna.shot("desk-wrap-up-light");

  await page.keyboard.press("t");
  await focused(desk().getByLabel("Своя тема")).waitFor();
  await page.keyboard.type("ноутбук");
  await page.keyboard.press("Tab");
  await page.keyboard.type("просил позвонить за час");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Итог сохранён").waitFor();
  const { category, note } = await told("GET", "/calls/1");
  assert.deepEqual([category, note], ["ноутбук", "просил позвонить за час"]);

  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  await page.getByText("Обработка звонка").waitFor({ state: "detached" });
  await page.getByRole("button", { name: /Рабочее состояние: Работает/ }).waitFor();
  await page.keyboard.press("x");
  await page.getByText("Сейчас звонков нет").waitFor();
});

/** Holds what a page asks for, until the returned function lets it through. */
async function holds(page, pattern, method) {
  let release;
  const open = new Promise((resolve) => (release = resolve));
  await page.route(pattern, async (route) => {
    if (route.request().method() === method) await open;
    await route.continue();
  });
  return release;
}

test("words that a colleague wrote meanwhile are told, and what was typed is kept", async () => {
  const card = boris.page.getByRole("dialog", { name: "Звонок" });
  const note = card.getByLabel("Заметка");
  await boris.page.waitForFunction((field) => field.value === "просил позвонить за час", await note.elementHandle());
  await note.fill("перезвонить вечером");
  const patch = async (note) => {
    const { version } = await told("GET", "/calls/1");
    await told("PATCH", "/calls/1", { note }, { "If-Match": String(version) });
  };
  // The colleague's words have not come yet when these are saved.
  const release = await holds(boris.page, "**/api/calls/1", "GET");
  await patch("уже перезвонили");
  const refused = boris.page.waitForResponse((response) => response.status() === 409);
  await note.press("Control+Enter");
  await refused;
  release();
  await card.getByRole("alert").getByText("уже перезвонили").waitFor();
  assert.equal(await note.inputValue(), "перезвонить вечером");
  assert.equal((await told("GET", "/calls/1")).note, "уже перезвонили");
  await boris.shot("call-conflict-dark");
  await note.press("Control+Enter");
  await boris.page.getByText("Итог сохранён").waitFor();
  assert.equal((await told("GET", "/calls/1")).note, "перезвонить вечером");
});

test("a missed call waits in the queue with a running clock, and goes by itself once somebody talked with the client", async () => {
  const queue = page.getByRole("region", { name: "Ждут звонка" });
  const missed = conversation(office, "desk-2", "79164445566");
  await missed.rings();
  await desk().getByRole("heading", { name: "+7 916 444-55-66" }).waitFor();
  await missed.ends();
  const row = queue.getByRole("listitem").filter({ hasText: "+7 916 444-55-66" });
  await row.waitFor();
  const clock = row.getByRole("time");
  const shown = await clock.textContent();
  await page.waitForFunction(([node, was]) => node.textContent !== was, [await clock.elementHandle(), shown]);
  assert.equal(await row.getByRole("link").getAttribute("href"), "tel:+79164445566");

  await page.keyboard.press("b");
  await focused(row.getByRole("link")).waitFor();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.keyboard.press("c");
  await page.getByText("Номер +7 916 444-55-66 скопирован").waitFor();
  assert.equal(await page.evaluate(() => window.navigator.clipboard.readText()), "+79164445566");

  await anna.tabTo(row.getByRole("button", { name: "Взять" }));
  await page.keyboard.press("Enter");
  await row.getByText("Взяли вы").waitFor();
  await boris.page.goto(`${office.address}/callbacks?state=open`);
  await boris.page.getByRole("row").filter({ hasText: "+7 916 444-55-66" }).getByText("Анна Белова").waitFor();
  await anna.shot("desk-queue-light");

  await callsBack(office, "desk-3", "79164445566");
  await row.waitFor({ state: "detached" });
  await boris.page.getByText("По этим фильтрам ничего нет").waitFor();
});

test("a call-back is closed by hand with a reason", async () => {
  await conversation(office, "desk-4", "79167778899", { extension: "102" }).rings();
  await conversation(office, "desk-4", "79167778899", { extension: "102" }).ends();
  const queue = page.getByRole("region", { name: "Ждут звонка" });
  const row = queue.getByRole("listitem").filter({ hasText: "+7 916 777-88-99" });
  await row.waitFor();
  await page.keyboard.press("b");
  await anna.tabTo(row.getByRole("button", { name: "Закрыть" }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: /Закрыть перезвон/ });
  await dialog.waitFor();
  await anna.tabTo(dialog.getByLabel("Почему звонить не нужно"));
  await page.keyboard.type("клиент написал сам");
  await page.keyboard.press("Control+Enter");
  await row.waitFor({ state: "detached" });
  await boris.page.goto(`${office.address}/callbacks`);
  await boris.page.getByRole("row").filter({ hasText: "+7 916 777-88-99" }).click();
  const card = boris.page.getByRole("dialog", { name: "Перезвон" });
  await card.getByText("клиент написал сам").waitFor();
  assert.deepEqual(await boris.barriers(), []);
  await boris.shot("callbacks-dark");
});

test("a half-written order is not covered by the next call, nor lost over other pages", async () => {
  await page.keyboard.press("Escape");
  const one = conversation(office, "desk-5", "79161110001");
  await one.rings();
  await desk().getByRole("heading", { name: "+7 916 111-00-01" }).waitFor();
  await one.answers();
  // It took the place of another one: keys that were under way are not for it.
  await page.locator("article:not([data-fresh])").waitFor();
  await page.keyboard.press("n");
  await types({ name: "Пётр Сидоров", address: "Мира, 1", problem: "Течёт стиральная машина" });

  const two = conversation(office, "desk-6", "79161110002");
  await two.rings();
  const notice = page.getByRole("alert", { name: "Звонки на ваш телефон" }).getByRole("button");
  await notice.getByText("+7 916 111-00-02").waitFor();
  await anna.shot("desk-second-call-light");
  assert.deepEqual(await anna.barriers(), []);
  await desk().getByRole("heading", { name: "+7 916 111-00-01" }).waitFor();
  await focused(form().getByLabel("Что случилось")).waitFor();
  // The key works within a field, too.
  await page.keyboard.press("F2");
  await desk().getByRole("heading", { name: "+7 916 111-00-02" }).waitFor();
  await two.ends();
  await desk().getByText("Пропущен", { exact: true }).first().waitFor();
  await page.keyboard.press("F2");
  await desk().getByRole("heading", { name: "+7 916 111-00-01" }).waitFor();
  assert.equal(await form().getByLabel("Что случилось").inputValue(), "Течёт стиральная машина");

  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await page.getByRole("heading", { name: "Звонки" }).waitFor();
  // There, a call of one's own phone is told of as well.
  await notice.getByText("+7 916 111-00-01").waitFor();
  await page.keyboard.press("F2");
  await page.getByRole("heading", { name: "Рабочее место" }).waitFor();
  assert.equal(await form().getByLabel("Имя клиента").inputValue(), "Пётр Сидоров");
  assert.equal(await form().getByLabel("Адрес").inputValue(), "Мира, 1");
  await one.ends();
});

test("an ended session is gone on with in place, and the order is still there to be written", async () => {
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await anna.tabTo(form().getByLabel("Что случилось"));
  await choosesVisit();
  await page.context().clearCookies();
  // As if the access token had run out: it is in the page's memory, where no test reaches.
  await page.route("**/api/orders/from-call", (route) => route.fulfill({ status: 401, contentType: "application/problem+json", body: "{}" }), { times: 1 });
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Сеанс закончился" });
  await dialog.waitFor();
  await page.keyboard.type(ANNA.password);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await form().getByLabel("Имя клиента").inputValue(), "Пётр Сидоров");
  assert.equal((await told("GET", "/orders")).length, 1);
  // The focus is where it was.
  await focused(form().getByRole("radio", { name: /^10:00/ })).waitFor();
  await page.keyboard.press("Enter");
  await form().waitFor({ state: "detached" });
  await desk().getByText("Заказ по этому звонку").waitFor();
  assert.equal((await told("GET", "/orders")).length, 2);
});

test("an open order of the client is told before another one is written, and once more after", async () => {
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await form().getByText("У клиента уже есть открытый заказ").waitFor();
  await focused(form().getByLabel("Имя клиента")).waitFor();
  await anna.tabTo(form().getByRole("button", { name: /Имя и адрес из заказа/ }));
  await page.keyboard.press("Enter");
  assert.equal(await form().getByLabel("Адрес").inputValue(), "Мира, 1");
  await page.keyboard.type("То же самое");
  await choosesVisit();
  await page.keyboard.press("Enter");
  const warning = page.getByRole("alert").filter({ hasText: "Проверьте, не записан ли визит дважды" });
  await warning.waitFor();
  assert.equal(await warning.getByRole("link").count(), 2);
  await anna.shot("desk-duplicate-light");
  await page.keyboard.press("Enter");
  await warning.waitFor({ state: "detached" });
});

test("a break is taken by one key, with its reason", async () => {
  const turned = page.waitForResponse((response) => response.url().endsWith("/work-state") && response.ok());
  await page.keyboard.press("2");
  await page.getByRole("button", { name: /Рабочее состояние: Обед/ }).waitFor();
  await turned;
  const { id } = await told("GET", "/auth/profile");
  const ago = (milliseconds) => new Date(Date.now() - milliseconds).toISOString();
  const log = await told("GET", `/operators/${id}/work-log?from=${ago(3_600_000)}&to=${ago(-60_000)}`);
  assert.ok(log.some(({ state, reason }) => state === "break" && reason === "Обед"));
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Клавиши" }).getByText("Перерыв: Обед").waitFor();
  await page.keyboard.press("Escape");
});

test("leaving the browser's page with a draft is asked about, and without one it is not", async () => {
  const asked = [];
  anna.page.on("dialog", (dialog) => asked.push(dialog.type()));
  await page.keyboard.press("x");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("heading", { name: "Рабочее место" }).waitFor();
  assert.deepEqual(asked, []);
  await page.keyboard.press("n");
  await focused(form().getByLabel("Телефон клиента")).waitFor();
  await page.keyboard.type("+7916");
  await page.close({ runBeforeUnload: true });
  await page.waitForFunction(() => true);
  while (asked.length === 0) await page.waitForEvent("dialog");
  assert.deepEqual(asked, ["beforeunload"]);
  assert.equal(await form().getByLabel("Телефон клиента").inputValue(), "+7916");
});

test("an order without a call is written; a time that was just taken is told, and another one chosen", async () => {
  await form().getByLabel("Телефон клиента").fill("+79165550101");
  await page.keyboard.press("Tab");
  await types({ name: "Мария Кузнецова", address: "Садовая, 3", problem: "Повесить люстру" });
  await anna.tabTo(form().getByRole("combobox", { name: "Город" }));
  await page.keyboard.type("мос");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await anna.tabTo(form().getByRole("radio", { name: "БТ" }));
  await page.keyboard.press("ArrowRight");
  await anna.tabTo(form().getByRole("radio", { name: "Сегодня" }));
  await page.keyboard.press("ArrowRight");
  // Three visits of this test's orders fill it.
  const full = form().getByRole("radio", { name: "10:00, мест нет" });
  await full.waitFor();
  assert.ok(await full.isDisabled());
  const time = form().getByRole("radio", { name: /^10:30, свободно: 3/ });
  await anna.tabTo(time);
  await page.keyboard.press("Space");

  const [, slot] = await told("GET", `/slots?city=${encodeURIComponent("Москва")}&date=${tomorrow()}&typeEquipment=kp`);
  for (const phone of ["+79165550201", "+79165550202", "+79165550203"]) {
    const order = { phone, city: "Москва", typeOrder: "first_time", clientName: "Другой", address: "Другая, 1", typeEquipment: "kp", problem: "Другое", dateMeeting: slot.dateMeeting };
    await told("POST", "/orders", order);
  }
  await page.keyboard.press("Enter");
  await form().getByText("Это время только что заняли").waitFor();
  await anna.shot("desk-slot-taken-light");
  await page.keyboard.press("ArrowRight");
  assert.ok(await form().getByRole("radio", { name: /^11:00/ }).isChecked());
  await page.keyboard.press("Enter");
  await form().waitFor({ state: "detached" });
  const [written] = await told("GET", "/orders?phone=%2B79165550101");
  assert.deepEqual([written.clientName, written.localMeeting.slice(11, 16), written.callId], ["Мария Кузнецова", "11:00", null]);
});

test("a director watches call-backs and closes them, and is offered nothing that is refused", async () => {
  const dina = await openPerson(browser, office, { lang: "en", theme: "dark" });
  await dina.signIn(DINA, "/callbacks?state=open");
  await dina.page.getByRole("row").filter({ hasText: "+7 916 111-00-02" }).click();
  const card = dina.page.getByRole("dialog", { name: "Call-back" });
  await card.getByRole("button", { name: "Close", exact: true }).last().waitFor();
  assert.equal(await card.getByRole("button", { name: "Take" }).count(), 0);
  assert.deepEqual(await dina.barriers(), []);
  await dina.page.goto(`${office.address}/calls?call=1`);
  await dina.page.getByRole("dialog", { name: "Call" }).getByText("перезвонить вечером").waitFor();
  assert.equal(await dina.page.getByRole("form").count(), 0);
  assert.equal(await dina.page.getByRole("button", { name: "Write a call" }).count(), 0);
  assert.deepEqual(dina.complaints, []);
});

test("a call is written by hand", async () => {
  const other = boris.page;
  await other.goto(`${office.address}/calls`);
  await other.getByRole("heading", { name: "Звонки" }).waitFor();
  await other.keyboard.press("n");
  const dialog = other.getByRole("dialog", { name: "Записать звонок вручную" });
  await dialog.waitFor();
  const before = (await told("GET", "/calls?limit=100")).length;
  await boris.tabTo(dialog.getByRole("button", { name: "Записать", exact: true }));
  await other.keyboard.press("Enter");
  // Without a number, and without how long they talked, it would be a call that nobody had.
  await dialog.getByText("Заполните поле").nth(1).waitFor();
  assert.equal((await told("GET", "/calls?limit=100")).length, before);
  await boris.tabTo(dialog.getByLabel("Телефон клиента"), "Shift+Tab");
  await other.keyboard.type("8 916 555-00-11");
  await boris.tabTo(dialog.getByLabel("Говорили, с"));
  await other.keyboard.type("65");
  await boris.shot("call-by-hand-dark");
  assert.deepEqual(await boris.barriers(), []);
  await other.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await other.getByRole("row").filter({ hasText: "+7 916 555-00-11" }).getByText("Отвечен").waitFor();
});

test("the desk reads well in the dark and in English", async () => {
  const sam = await openPerson(browser, office, { lang: "en", theme: "dark" });
  await sam.signIn(BORIS);
  const ringing = conversation(office, "desk-7", "79161112233", { extension: "102" });
  await ringing.rings();
  await sam.page.getByRole("article", { name: "Call" }).getByText("Ringing").waitFor();
  await sam.page.getByRole("link", { name: "№ 1" }).waitFor();
  await sam.page.keyboard.press("n");
  await sam.page.getByRole("form", { name: "New order" }).getByText("The client has an open order already").waitFor();
  assert.deepEqual(await sam.barriers(), []);
  await sam.shot("desk-form-dark-en");
  await sam.page.keyboard.press("Escape");
  await sam.page.keyboard.press("?");
  await sam.page.getByRole("dialog", { name: "Shortcuts" }).waitFor();
  await sam.shot("desk-keys-dark-en");
  assert.deepEqual(sam.complaints, []);
});

/** Closes what lies on a desk, one thing after the other. */
async function clears() {
  await page.keyboard.press("Escape");
  for (const calm = page.getByText("Сейчас звонков нет"); !(await calm.isVisible()); ) {
    await page.locator("article:not([data-fresh])").waitFor();
    const heading = await desk().getByRole("heading", { level: 2 }).elementHandle();
    await page.keyboard.press("x");
    await page.waitForFunction((node) => !node.isConnected, heading);
  }
}

test("a call does not come up under the cursor, and keys that are under way do nothing to it", async () => {
  await clears();
  const before = conversation(office, "desk-20", "79162220001");
  await before.rings();
  await desk().getByRole("heading", { name: "+7 916 222-00-01" }).waitFor();
  await before.answers();
  await before.ends();
  await desk().getByText("Отвечен", { exact: true }).first().waitFor();
  await desk().getByLabel("Заметка").focus();
  const next = conversation(office, "desk-21", "79162220002");
  await next.rings();
  const notice = page.getByRole("alert", { name: "Звонки на ваш телефон" }).getByRole("button");
  await notice.getByText("+7 916 222-00-02").waitFor();
  await page.keyboard.type("2x");
  assert.equal(await desk().getByLabel("Заметка").inputValue(), "2x");

  await page.keyboard.press("Control+Enter");
  await page.getByText("Итог сохранён").first().waitFor();
  await focused(desk().getByRole("heading", { name: "+7 916 222-00-01" })).waitFor();
  const third = conversation(office, "desk-22", "79162220003");
  await third.rings();
  const heading = desk().getByRole("heading", { name: "+7 916 222-00-03" });
  await focused(heading).waitFor();
  await page.keyboard.press("x");
  assert.ok(await heading.isVisible(), "it has only just come up");
  assert.equal(await page.getByRole("dialog").count(), 0);
  await page.locator("article:not([data-fresh])").waitFor();
  await page.keyboard.press("x");
  await page.getByRole("dialog", { name: "Звонок ещё идёт. Убрать со стола?" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await next.ends();
  await third.ends();
});

test("numbers that are typed at a form's choices do not change the work state", async () => {
  await desk().getByRole("radio", { name: "Консультация" }).focus();
  const turned = [];
  page.on("request", (request) => request.url().endsWith("/work-state") && turned.push(request.method()));
  await page.keyboard.type("102");
  await page.keyboard.press("Escape");
  // Out of the form they do again; the requests come one after the other.
  const back = page.waitForResponse((response) => response.url().endsWith("/work-state"));
  await page.keyboard.press("1");
  await back;
  assert.deepEqual(turned, ["PUT"]);
});

test("an order whose answer was lost is found again, whatever was corrected since, and nothing is written twice", async () => {
  await clears();
  await page.keyboard.press("n");
  await form().getByLabel("Телефон клиента").fill("+79162220010");
  await page.keyboard.press("Tab");
  await types({ name: "Вера Ильина", address: "Зелёная, 7", problem: "Не греет" });
  await anna.tabTo(form().getByRole("combobox", { name: "Город" }));
  await page.keyboard.type("мос");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await anna.tabTo(form().getByRole("radio", { name: "БТ" }));
  await page.keyboard.press("ArrowRight");
  await anna.tabTo(form().getByRole("radio", { name: "Сегодня" }));
  await page.keyboard.press("ArrowRight");
  const time = form().getByRole("radio", { name: /^12:00, свободно/ });
  assert.ok(await form().getByRole("radio", { name: "Завтра" }).isChecked());
  await time.focus();
  await page.keyboard.press("Space");
  await time.and(page.locator(":checked")).waitFor();
  // The server writes it; its answer does not come back.
  await page.route("**/api/orders", async (route) => {
    await route.fetch();
    await route.fulfill({ status: 504, contentType: "application/problem+json", body: "{}" });
  }, { times: 1 });
  await page.keyboard.press("Enter");
  await page.getByText("Заказ не записан").first().waitFor();
  await form().getByLabel("Адрес").fill("Зелёная, 17");
  await page.keyboard.press("Enter");
  const already = page.getByRole("alert").filter({ hasText: "Уже записан: №" });
  await already.waitFor();
  assert.equal(await form().getByLabel("Адрес").inputValue(), "Зелёная, 17");
  const orders = await told("GET", "/orders?phone=%2B79162220010");
  assert.deepEqual(orders.map(({ address }) => address), ["Зелёная, 7"]);
  await already.getByRole("link", { name: `№ ${orders[0].id}` }).waitFor();
  await anna.shot("desk-written-already");
  assert.deepEqual(await anna.barriers(), []);
  await focused(already.getByRole("button", { name: "Понятно, этот заказ" })).waitFor();
  await page.keyboard.press("Enter");
  await form().waitFor({ state: "detached" });
  await page.getByText("Сейчас звонков нет").waitFor();
});

test("a call pops up though the server is busy when it is read", async () => {
  let refusals = 0;
  await page.route(/\/api\/calls\/\d+$/, (route) => {
    refusals += 1;
    return route.fulfill({ status: 503, contentType: "application/problem+json", body: "{}" });
  }, { times: 2 });
  const call = conversation(office, "desk-23", "79162220004");
  await call.rings();
  await desk().getByRole("heading", { name: "+7 916 222-00-04" }).waitFor();
  assert.equal(refusals, 2);
  await call.answers();
  await call.ends();
  await desk().getByText("Отвечен", { exact: true }).first().waitFor();
});

test("what is typed while the words about a call are being saved stays", async () => {
  const note = desk().getByLabel("Заметка");
  await note.fill("одно");
  const release = await holds(page, "**/api/calls/*", "PATCH");
  await page.keyboard.press("Control+Enter");
  await desk().getByRole("button", { name: "Сохранить итог" }).and(page.locator("[aria-busy=true]")).waitFor();
  await page.keyboard.type(" и другое");
  const saved = page.waitForResponse((response) => response.request().method() === "PATCH");
  release();
  const { data } = await (await saved).json();
  assert.equal(data.note, "одно");
  await desk().getByRole("button", { name: "Сохранить итог" }).and(page.locator("[aria-busy=false]")).waitFor();
  assert.equal(await note.inputValue(), "одно и другое");
  assert.equal(await desk().getByText("Пока вы писали").count(), 0);

  // What is not saved is asked about, and not by what is said of orders.
  await page.getByRole("button", { name: /Анна Белова/ }).click();
  await page.getByRole("menuitem", { name: "Выйти" }).click();
  const question = page.getByRole("dialog", { name: "Выйти без сохранения?" });
  await question.waitFor();
  await page.keyboard.press("Escape");
  await question.waitFor({ state: "detached" });
  await note.press("Control+Enter");
  await desk().getByRole("button", { name: "Сохранить итог" }).and(page.locator("[aria-disabled=true]")).waitFor();
  assert.equal((await told("GET", `/calls/${data.id}`)).note, "одно и другое");
});

test("F2 goes from an open card to a call that rings, which is told over it; on a narrow screen, too", async () => {
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await page.getByRole("row").filter({ hasText: "Вера Ильина" }).click();
  const card = page.getByRole("dialog", { name: /Заказ №/ });
  await card.getByText("Не греет").waitFor();
  const call = conversation(office, "desk-24", "79162220005");
  await call.rings();
  const notice = page.getByRole("alert", { name: "Звонки на ваш телефон" }).getByRole("button");
  await notice.getByText("+7 916 222-00-05").waitFor();
  await page.setViewportSize({ width: 640, height: 800 });
  const { width } = await notice.boundingBox();
  assert.ok(width > 500, `${width} px`);
  await anna.shot("desk-notice-narrow");
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press("F2");
  await focused(desk().getByRole("heading", { name: "+7 916 222-00-05" })).waitFor();
  await call.ends();
});

test("nothing was complained about", () => {
  assert.deepEqual(boris.complaints, []);
  assert.deepEqual(anna.complaints.filter((said) => !said.startsWith("a dialog of the browser") && !/status of 50[34]/.test(said)), []);
});
