import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ANNA, BORIS, callsBack, conversation, furnish, openOffice } from "./kit/office.mjs";
import { openBrowser, openPerson } from "./kit/person.mjs";

let office, browser, anna, boris, page, told;
const desk = () => page.getByRole("article", { name: "Звонок" });
const form = () => page.getByRole("form", { name: "Новый заказ" });
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
  await page.keyboard.press("1");
  await page.getByRole("button", { name: /Рабочее состояние: Работает/ }).waitFor();
  await page.getByText("Как только зазвонит ваш телефон").waitFor();
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

test("an order is written from it by the keyboard only, and Enter pressed twice writes one", async () => {
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
});
