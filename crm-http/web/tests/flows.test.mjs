// A day of the office by the keyboard alone: nobody has a mouse. Beside it a simulated provider sends other calls all the
// time. On SQLite, and with CRM_TEST_STORE=postgres on PostgreSQL.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ADMIN, ANNA, BORIS, callsBack, conversation, DINA, furnish, openOffice } from "./kit/office.mjs";
import { openBrowser, openPerson } from "./kit/person.mjs";

let office, browser, simulator, asAdmin;
let anna, boris, dina, olga;
const CLIENT = "+7 916 111-22-33";

before(async () => {
  [office, browser] = await Promise.all([openOffice(), openBrowser()]);
  asAdmin = await furnish(office);
  simulator = await office.simulate({ calls: 400, "busiest-hour": 3_600, speed: 1 });
  for (const name of ["anna", "boris", "dina", "olga"]) {
    const person = await openPerson(browser, office, { theme: name === "boris" ? "dark" : "light" });
    await person.page.addInitScript(() => {
      for (const kind of ["pointerdown", "mousedown", "touchstart"]) window.addEventListener(kind, () => console.error("a mouse was used"), true);
    });
    if (name === "anna") anna = person;
    if (name === "boris") boris = person;
    if (name === "dina") dina = person;
    if (name === "olga") olga = person;
  }
}, { timeout: 60_000 });

after(async () => {
  await simulator?.stop();
  await browser?.close();
  await office?.stop();
});

const focused = (page, locator) => locator.and(page.locator(":focus")).waitFor();
const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};
const desk = () => anna.page.getByRole("article", { name: "Звонок" });
const form = () => anna.page.getByRole("form", { name: "Новый заказ" });
const dialog = (person, name) => person.page.getByRole("dialog", { name, exact: true });

/** Goes to an order by its client's phone, and opens it. */
async function opens(person, id, phone, name) {
  const { page } = person;
  await press(page, "/");
  await focused(page, page.getByRole("searchbox"));
  await press(page, "Control+a");
  await page.keyboard.type(phone);
  await page.waitForURL(/[?&]q=/);
  await page.getByRole("row").nth(1).filter({ hasText: name }).waitFor();
  await person.tabTo(page.getByRole("grid"));
  await press(page, "Home", "Enter");
  await dialog(person, `Заказ № ${id}`).getByText("История").waitFor();
}

test("a call pops up within a second of the webhook, although others ring all the time", async (t) => {
  await anna.signIn(ANNA);
  await anna.page.getByRole("heading", { name: "Рабочее место" }).waitFor();
  await press(anna.page, "1");
  await anna.page.getByRole("button", { name: /Рабочее состояние: Работает/ }).waitFor();
  await boris.signIn(BORIS);
  await boris.page.getByRole("heading", { name: "Рабочее место" }).waitFor();
  const call = conversation(office, "flow-1", "79161112233");
  const began = performance.now();
  await call.rings();
  await desk().getByRole("heading", { name: CLIENT }).waitFor();
  const took = performance.now() - began;
  t.diagnostic(`popped up after ${took.toFixed(0)} ms`);
  assert.ok(took < 1_000, `${took} ms`);
  await boris.page.getByRole("region", { name: "Сейчас звонят" }).getByText(CLIENT).waitFor();
  await call.answers();
  await desk().getByText("Разговор").waitFor();
});

let order;

test("an order is written from it, and a session that ends meanwhile costs no word", async () => {
  const { page } = anna;
  await press(page, "n");
  await focused(page, form().getByLabel("Имя клиента"));
  await page.keyboard.type("Иван Петров");
  await press(page, "Tab");
  await page.keyboard.type("Ленина, 5, кв. 12");
  await press(page, "Tab");
  await page.keyboard.type("Не включается ноутбук");
  await anna.tabTo(form().getByRole("radio", { name: "БТ" }));
  await press(page, "ArrowRight");
  await anna.tabTo(form().getByRole("radio", { name: "Сегодня" }));
  await press(page, "ArrowRight");
  const slot = form().getByRole("radio", { name: /^10:00, свободно/ });
  await slot.waitFor();
  await anna.tabTo(slot);
  await press(page, "Space");

  // Her sessions are ended elsewhere, as an administrator would; the page learns it when it asks.
  const { id } = (await asAdmin("GET", "/operators?limit=100")).find(({ login }) => login === ANNA.login);
  for (const session of await asAdmin("GET", `/auth/sessions?operatorId=${id}`)) await asAdmin("DELETE", `/auth/sessions/${session.id}`);
  await press(page, "Enter");
  const expired = dialog(anna, "Сеанс закончился");
  await expired.waitFor();
  assert.deepEqual(await anna.barriers(), []);
  await focused(page, expired.getByLabel("Пароль"));
  await page.keyboard.type(ANNA.password);
  await press(page, "Enter");
  await expired.waitFor({ state: "detached" });
  assert.equal(await form().getByLabel("Адрес").inputValue(), "Ленина, 5, кв. 12");
  await anna.tabTo(form().getByRole("button", { name: "Записать заказ" }));
  await press(page, "Enter");
  await form().waitFor({ state: "detached" });
  const mine = await asAdmin("GET", `/orders?phone=${encodeURIComponent("+79161112233")}`);
  assert.equal(mine.length, 1);
  [order] = mine;
  assert.deepEqual([order.clientName, order.rk, order.operator.name], ["Иван Петров", "Листовки", ANNA.name]);
});

test("a colleague sees it come, the director gives it to a master and closes it with its money", async () => {
  const row = (person) => person.page.getByRole("row").filter({ hasText: "Иван Петров" });
  await press(boris.page, "g", "o");
  await row(boris).getByText("Ожидает").waitFor();
  await dina.signIn(DINA);
  await dina.page.getByRole("heading", { name: "Заказы" }).waitFor();
  await opens(dina, order.id, "+79161112233", "Иван Петров");
  const { page } = dina;
  const card = dialog(dina, `Заказ № ${order.id}`);
  await press(page, "a");
  const assignment = dialog(dina, `Заказ № ${order.id}: Принял`);
  await assignment.getByRole("combobox", { name: "Мастер" }).waitFor();
  await page.keyboard.type("макс");
  await page.getByRole("option", { name: /Максим Гусев/ }).waitFor();
  await press(page, "ArrowDown", "Enter");
  await dina.tabTo(assignment.getByRole("button", { name: "Сохранить" }));
  await press(page, "Enter");
  await card.getByText("Ожидает → Принял").waitFor();
  await row(boris).getByText("Принял").waitFor();
  await press(page, "w");
  await card.getByText("Принял → В работе").waitFor();
  await press(page, "c");
  const closing = dialog(dina, `Заказ № ${order.id}: Готово`);
  await focused(page, closing.getByLabel("Взято с клиента"));
  await page.keyboard.type("1500");
  await press(page, "Tab");
  await page.keyboard.type("300");
  await press(page, "Enter");
  await closing.waitFor({ state: "detached" });
  await card.getByText("В работе → Готово").waitFor();
  await row(boris).getByText("Готово").waitFor();
  await press(page, "Escape");
  await card.waitFor({ state: "detached" });
});

test("the statistics show it", async () => {
  const { page } = dina;
  await press(page, "g", "r");
  await page.getByRole("heading", { level: 1, name: "Отчёты" }).waitFor();
  const figures = await office.as(DINA).then((ask) => ask("GET", "/stats/overall"));
  assert.equal(figures.closings.turnover, "1200.00");
  await page.getByText(/^1\s200,00\s₽$/).first().waitFor();
});

test("a missed client waits in the queue, and is gone once called back", async () => {
  const queue = anna.page.getByRole("region", { name: "Ждут звонка" });
  const missed = conversation(office, "flow-2", "79164445566");
  await missed.rings();
  await missed.ends();
  const waiting = queue.getByRole("listitem").filter({ hasText: "+7 916 444-55-66" });
  await waiting.waitFor();
  await callsBack(office, "flow-3", "79164445566");
  await waiting.waitFor({ state: "detached" });
});

test("two people edit one order, and both changes stay", async () => {
  await olga.signIn(ADMIN, "/orders");
  const second = await asAdmin("POST", "/orders", {
    phone: "+79165550001", city: "Москва", rk: "Листовки", clientName: "Пётр Кузнецов", address: "Мира, 1", problem: "Шумит",
    typeOrder: "first_time", typeEquipment: "kp", dateMeeting: order.dateMeeting,
  });
  await press(dina.page, "g", "o");
  await dina.page.getByRole("heading", { name: "Заказы" }).waitFor();
  for (const person of [olga, dina]) {
    await opens(person, second.id, "+79165550001", "Пётр Кузнецов");
    await press(person.page, "e");
    await dialog(person, `Изменить заказ № ${second.id}`).waitFor();
  }
  const writes = async (person, label, text) => {
    const field = dialog(person, `Изменить заказ № ${second.id}`).getByLabel(label, { exact: true });
    await person.tabTo(field);
    await press(person.page, "Control+a");
    await person.page.keyboard.type(text);
    await person.tabTo(dialog(person, `Изменить заказ № ${second.id}`).getByRole("button", { name: "Сохранить" }));
    await press(person.page, "Enter");
  };
  await writes(olga, "Адрес", "Мира, 1, код 12К");
  await dialog(olga, `Изменить заказ № ${second.id}`).waitFor({ state: "detached" });
  await writes(dina, "Клиент", "Пётр Ильич Кузнецов");
  const merge = dialog(dina, `Изменить заказ № ${second.id}`);
  await merge.getByRole("alert").getByText("Пока вы писали, заказ изменил кто-то ещё").waitFor();
  await dina.tabTo(merge.getByRole("button", { name: "Сохранить выбранное" }));
  await press(dina.page, "Enter");
  await merge.waitFor({ state: "detached" });
  const { address, clientName } = await asAdmin("GET", `/orders/${second.id}`);
  assert.deepEqual([address, clientName], ["Мира, 1, код 12К", "Пётр Ильич Кузнецов"]);
});

test("nobody used a mouse, nothing was complained about, and the simulated calls are there too", async () => {
  assert.ok((await asAdmin("GET", "/calls?limit=100")).filter(({ conversationId }) => !conversationId.startsWith("flow-")).length > 5);
  for (const person of [anna, boris, dina, olga]) assert.deepEqual(person.complaints, []);
});
