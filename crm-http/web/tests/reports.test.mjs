import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { ADMIN, ANNA, BORIS, DINA, LINE, conversation, furnish, openOffice } from "./kit/office.mjs";
import { openBrowser, openPerson } from "./kit/person.mjs";

let office, browser, admin, olga, page;
const ZONE = "Europe/Moscow";
const today = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }).format(new Date());
const days = (count) => new Date(Date.parse(`${today}T12:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

/** Anna takes three calls, Boris misses one; of Anna's three orders one brings 1499.50, one is refused, one waits. */
async function work() {
  for (const [index, extension] of ["101", "101", "101"].entries()) {
    const call = conversation(office, `taken-${index}`, `7916100000${index}`, { extension });
    await call.rings();
    await call.answers();
    await call.ends();
  }
  const missed = conversation(office, "missed", "79161000009", { extension: "102" });
  await missed.rings();
  await missed.ends();

  const anna = await office.as(ANNA);
  const [first] = await admin("GET", "/calls?phone=79161000000");
  const [master] = await admin("GET", "/masters");
  const told = { address: "Тверская, 1", clientName: "Иван", problem: "Не включается", typeEquipment: "bt", typeOrder: "first_time", rk: "Листовки" };
  const write = (path, hour, more) => anna("POST", path, { ...told, dateMeeting: `${days(1)}T${hour}:00:00+03:00`, ...more });
  const move = async (order, ...steps) => {
    for (const step of steps) order = await admin("PUT", `/orders/${order.id}/status`, { ...step, version: order.version });
  };
  const taken = [{ statusOrder: "accepted", masterId: master.id }, { statusOrder: "in_progress" }];
  const paid = await write("/orders/from-call", 12, { callId: first.id });
  const refused = await write("/orders", 13, { phone: "+79161000001", city: "Москва" });
  await write("/orders", 14, { phone: "+79161000002", city: "Москва" });
  await move(paid, ...taken, { statusOrder: "completed", result: "2000.00", expenditure: "500.50" });
  await move(refused, { statusOrder: "cancelled", reason: "Передумал" });
  const [campaign] = await admin("GET", "/campaigns");
  await admin("POST", `/campaigns/${campaign.id}/costs`, { firstDay: today, lastDay: today, amount: "1000.00" });
}

before(async () => {
  [office, browser] = await Promise.all([openOffice(), openBrowser()]);
  admin = await furnish(office);
  await work();
  olga = await openPerson(browser, office);
  page = olga.page;
});

after(async () => {
  await browser?.close();
  await office?.stop();
});

/** What stands under the name of a figure, without the spaces that numbers are grouped by. */
async function fact(name, at = page) {
  const term = at.locator("dt").filter({ has: at.getByText(name, { exact: true }) });
  return plain(await term.locator("xpath=following-sibling::dd[1]").innerText());
}

const plain = (text) => text.replace(/[\s\u00a0\u202f]/g, "");
const cells = async (row) => (await row.locator("th, td").allInnerTexts()).map(plain);
const names = (table) => table.locator("tbody th").allInnerTexts();
const heading = (name) => page.getByRole("heading", { name, level: 1 }).waitFor();

test("the overview says what the API says, which is what was done", async () => {
  await olga.signIn(ADMIN, "/reports");
  await heading("Обзор");
  await page.getByText("Всего звонков", { exact: true }).first().waitFor();
  const { calls, orders, closings } = await admin("GET", `/stats/overall?startDate=${days(-29)}&endDate=${today}`);

  // Three of four calls were taken; of two closed orders one was paid: 2000.00 - 500.50, over two.
  const done = { "Всего звонков": "4", "Принято звонков": "3", "Пропущено звонков": "1", "Процент принятых": "75%" };
  for (const [name, value] of Object.entries(done)) assert.equal(await fact(name), value, name);
  assert.deepEqual([calls.total, calls.accepted, calls.missed, calls.acceptanceRate], [4, 3, 1, 75]);
  assert.deepEqual([await fact("Всего заявок"), orders.total], ["3", 3]);
  assert.deepEqual([await fact("Конверсия"), orders.conversion], ["33,33%", 33.3333]);
  assert.deepEqual([await fact("Оборот"), closings.turnover], ["1499,50₽", "1499.50"]);
  assert.deepEqual([await fact("Средний чек"), closings.averageCheck], ["749,75₽", "749.75"]);
  assert.deepEqual([await fact("Процент выполненных"), closings.completedShare], ["50%", 50]);
  assert.deepEqual([await fact("Ожидает"), await fact("Готово"), await fact("Отказ")], ["1", "1", "1"]);
});

test("a figure says from what it is computed, by the keyboard", async () => {
  await olga.tabTo(page.getByRole("button", { name: "Средний чек" }));
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Из чего посчитано: Средний чек" }).getByText("Оборот ÷ («Готово» + «Отказ»)").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement.textContent === "Средний чек");
  await page.getByText(`сутки по часам ${ZONE}`).waitFor();
  const note = await page.getByRole("definition").filter({ hasText: /1\s?499,50/ }).getAttribute("aria-describedby");
  assert.match(await page.locator(`[id="${note}"]`).innerText(), /Получено минус расход.*Не входят: открытые заказы, незаказы и отказы/);
});

test("a chart is a picture with a sentence, and does not hold the focus", async () => {
  const chart = page.getByRole("img", { name: "звонков 4, из них принято 3, заказов 3" });
  await chart.locator("canvas").waitFor();
  assert.equal(await chart.locator("a, button, input, [tabindex]").count(), 0);
  assert.deepEqual(await olga.barriers(), []);
  await olga.shot("overview-light");
});

test("period, city and tab are chosen by the keyboard and survive a reload", async () => {
  await page.keyboard.press("p");
  const period = page.getByRole("combobox", { name: "Период" });
  assert.ok(await period.evaluate((element) => element === document.activeElement), "p goes to the period");
  // "Today" is the first of the list.
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.waitForURL(/period=yesterday/);
  await page.waitForFunction(() => document.querySelector("dd")?.textContent === "0");
  assert.equal(await fact("Средний чек"), "—", "of nothing there is no mean");
  assert.equal(await fact("Процент принятых"), "0%");

  await olga.tabTo(page.getByRole("link", { name: "Города" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await heading("Города");
  await page.reload();
  await heading("Города");
  assert.match(page.url(), /\/reports\/cities\?.*period=yesterday/);
  assert.equal(await period.inputValue(), "yesterday");
  assert.equal(await page.getByLabel("С", { exact: true }).inputValue(), days(-1));

  await page.keyboard.press("x");
  await page.waitForURL((url) => !url.search.includes("period"));
  const moscow = page.getByRole("table").getByRole("row").filter({ hasText: "Москва" });
  await moscow.getByText("4", { exact: true }).waitFor();
});

test("the ends of a period stay where they are typed, and only whole dates are asked for", async () => {
  // The browser's field asks for the month first.
  const keys = (day) => day.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$2$3$1");
  const asked = [];
  const note = (request) => request.url().includes("/api/stats/") && asked.push(new URL(request.url()).searchParams.get("startDate"));
  page.on("request", note);
  const [from, to] = ["С", "По"].map((name) => page.getByLabel(name, { exact: true }));
  const reads = (first, last) => page.waitForURL(({ searchParams }) => searchParams.get("from") === first && searchParams.get("to") === last);
  await from.focus();
  await page.keyboard.type(keys("2031-12-15"));
  await page.keyboard.press("Enter");
  await reads("2031-12-15", "2031-12-15");
  assert.deepEqual([await from.inputValue(), await to.inputValue()], ["2031-12-15", "2031-12-15"]);
  await to.focus();
  await page.keyboard.type(keys("2031-12-20"));
  await from.focus();
  await reads("2031-12-15", "2031-12-20");
  assert.deepEqual([await from.inputValue(), await to.inputValue()], ["2031-12-15", "2031-12-20"]);
  assert.deepEqual([...new Set(asked)], ["2031-12-15"]);
  page.off("request", note);
  await page.getByRole("button", { name: "Сбросить" }).click();
  await page.waitForURL((url) => !url.search.includes("from"));
});

test("own dates are typed, and the days count by another zone when asked", async () => {
  await page.getByLabel("С", { exact: true }).fill(days(-2));
  await page.waitForURL((url) => url.searchParams.get("from") === days(-2) && url.searchParams.get("to") === today);
  await page.getByLabel("Сутки по часам").selectOption("Asia/Omsk");
  await page.getByText("сутки по часам Asia/Omsk").waitFor();
  await olga.tabTo(page.getByRole("button", { name: "Сбросить" }));
  await page.keyboard.press("Enter");
  await page.getByText(`сутки по часам ${ZONE}`).waitFor();
});

test("a table is sorted by a column, and its total is the office's", async () => {
  await page.getByRole("link", { name: "Операторы" }).click();
  const table = page.getByRole("table", { name: "Операторы" });
  await table.getByRole("link", { name: ANNA.name }).waitFor();
  assert.deepEqual(await names(table), [ANNA.name, BORIS.name], "by calls, most first");
  const orders = table.getByRole("columnheader", { name: "Заказы" });
  await olga.tabTo(orders.getByRole("button"));
  await page.keyboard.press("Enter");
  await page.waitForURL(/sort=-orders/);
  assert.equal(await orders.getAttribute("aria-sort"), "descending");
  assert.deepEqual(await names(table), [ANNA.name, BORIS.name]);
  await page.keyboard.press("Enter");
  await table.locator("tbody tr").first().getByRole("link", { name: BORIS.name }).waitFor();
  await page.reload();
  await table.getByRole("link", { name: ANNA.name }).waitFor();
  assert.deepEqual([await orders.getAttribute("aria-sort"), await names(table)], ["ascending", [BORIS.name, ANNA.name]], "and stays so");
  const [, calls, accepted, missedCalls, rate] = await cells(table.locator("tfoot tr"));
  assert.deepEqual([calls, accepted, missedCalls, rate], ["4", "3", "1", "75%"]);
});

test("a report is taken along as a file with the same figures", async () => {
  const table = page.getByRole("table", { name: "Операторы" });
  const shown = await cells(table.getByRole("row").filter({ hasText: ANNA.name }));
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("e")]);
  assert.equal(file.suggestedFilename(), `operators-${days(-29)}-${today}.csv`);
  const lines = readFileSync(await file.path(), "utf8").replace(/^\ufeff/, "").trim().split("\r\n");
  const titles = lines[0].split(";");
  const values = lines.find((line) => line.startsWith(ANNA.name)).split(";");
  const written = Object.fromEntries(titles.map((title, index) => [title, values[index]]));
  assert.deepEqual(shown.slice(1, 4), [written["Звонки"], written["Принято"], written["Пропущено"]]);
  assert.deepEqual([written["Звонки"], written["Заказы"], written["Оборот"]], ["3", "3", "1499.50"]);
  assert.ok(shown.includes("1499,50₽"), "the turnover is the same");

  const [book] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Выгрузить XLSX" }).click()]);
  assert.equal(readFileSync(await book.path()).subarray(0, 2).toString(), "PK", "a workbook is a zip");
});

test("from the operators' report one comes to somebody's figures, and back", async () => {
  await page.getByRole("link", { name: ANNA.name }).click();
  await page.getByRole("heading", { name: ANNA.name }).waitFor();
  await page.getByText("Всего звонков", { exact: true }).first().waitFor();
  assert.equal(await fact("Всего звонков"), "3");
  assert.equal(await fact("Оборот"), "1499,50₽");
  assert.deepEqual(await olga.barriers(), []);
  await page.getByRole("main").getByRole("link", { name: "Операторы" }).last().click();
  await heading("Операторы");
});

test("campaigns have their cost and what it brought", async () => {
  await page.getByRole("navigation", { name: "Отчёты" }).getByRole("link", { name: "Реклама" }).click();
  const table = page.getByRole("table", { name: "Реклама" });
  const leaflets = table.getByRole("row").filter({ hasText: "Листовки" });
  await leaflets.waitFor();
  const shown = await cells(leaflets);
  const [row] = await admin("GET", `/stats/campaigns?startDate=${days(-29)}&endDate=${today}`);
  // (1499.50 - 1000) / 1000; 1000 over four calls and over three orders.
  assert.deepEqual([row.costs.roi, row.costs.costPerCall, row.costs.costPerOrder], [49.95, "250.00", "333.33"]);
  for (const value of ["1000,00₽", "49,95%", "250,00₽", "333,33₽"]) assert.ok(shown.includes(value), `${value} of ${shown}`);
  await page.getByRole("img", { name: "Оборот и расходы" }).locator("canvas").waitFor();
  await olga.shot("campaigns-light");
});

test("the service level names its variant and follows its target", async () => {
  await page.getByRole("link", { name: "Уровень сервиса" }).click();
  const table = page.getByRole("table", { name: "Все варианты расчёта" });
  await table.getByText("Используется").waitFor();
  assert.equal((await names(table)).length, 6);
  assert.match(await table.getByRole("row").filter({ hasText: "Используется" }).innerText(), /Без коротких потерянных/);
  await page.getByText("Цель достигнута").waitFor();
  await page.getByLabel("Вариант расчёта").selectOption({ label: "Потерянные против" });
  await page.getByText("Ниже цели").waitFor();
  // Three of four were answered in time, and every abandon counts against.
  assert.equal(await fact("Уровень сервиса"), "75%");
  await page.getByLabel("Цель, %").fill("70");
  await page.getByText("Цель достигнута").waitFor();
  await page.getByText("Цель 70 % за 20 с").waitFor();
  await page.reload();
  await page.getByText("Цель 70 % за 20 с").waitFor();
  assert.match(await table.getByRole("row").filter({ hasText: "Используется" }).innerText(), /Потерянные против/);
});

test("the plan says how many people each interval would have taken", async () => {
  await page.getByRole("link", { name: "План смен" }).click();
  const table = page.getByRole("table", { name: "Сколько людей нужно" });
  await table.getByText("Пик").waitFor();
  await page.getByLabel("Отсутствие, %").fill("30");
  await page.waitForURL(/shrinkage=30/);
  const plan = await admin("GET", `/stats/staffing?startDate=${today}&endDate=${today}&target=70&shrinkage=30`);
  await table.getByRole("button").last().click();
  await table.getByRole("columnheader", { name: "На линии" }).waitFor();
  const busiest = plan.findIndex((row) => row.offered > 0);
  const shown = await cells(table.locator("tbody tr").nth(busiest));
  const { offered, handled, net, gross } = plan[busiest];
  assert.deepEqual([shown[1], shown[2], shown[4], shown[5]], [offered, handled, net, gross].map(String));
  assert.ok(gross > net, "some are away");
  await olga.shot("staffing-light");
});

test("every report is without barriers in both themes", async () => {
  const dark = await openPerson(browser, office, { theme: "dark" });
  await dark.signIn(DINA, "/reports");
  for (const [one, theme] of [[olga, "light"], [dark, "dark"]]) {
    for (const tab of ["overview", "days", "operators", "cities", "campaigns", "masters", "service", "staffing?period=week"]) {
      await one.page.goto(`${office.address}/reports/${tab}`);
      await one.page.locator("main :is(table tbody td, dd)").first().waitFor();
      await one.page.waitForFunction(() => !document.querySelector("main [aria-busy=true]"));
      assert.deepEqual(await one.barriers(), [], `${tab} ${theme}`);
      await one.shot(`${tab.replace(/\W/g, "-")}-${theme}`);
    }
  }
  assert.deepEqual(dark.complaints, []);
  await dark.context.close();
});

test("an operator sees own figures, and no reports", async () => {
  const anna = await openPerson(browser, office, { theme: "dark", lang: "en" });
  await anna.signIn(ANNA, "/my");
  await anna.page.getByRole("heading", { name: "My figures" }).waitFor();
  await anna.page.getByText("Acceptance rate", { exact: true }).first().waitFor();
  assert.equal(await fact("Calls", anna.page), "3");
  assert.equal(await fact("Acceptance rate", anna.page), "100%");
  assert.equal(await fact("Completed", anna.page), "1");
  assert.equal(await fact("Turnover", anna.page), "₽1,499.50");
  const day = anna.page.getByRole("table", { name: "By day" }).locator("tbody tr").first();
  assert.deepEqual((await cells(day)).slice(1), ["3", "3", "0", "3"]);

  // One more call of hers is counted without asking.
  const call = conversation(office, "one-more", "79161000005");
  await call.rings();
  await call.answers();
  await call.ends();
  await day.getByText("4", { exact: true }).first().waitFor();
  assert.deepEqual(await anna.barriers(), []);
  await anna.shot("my-dark");

  await anna.page.goto(`${office.address}/reports/overview`);
  await anna.page.waitForURL((url) => !url.pathname.startsWith("/reports"));
  assert.deepEqual(anna.complaints, []);
  await anna.context.close();
});

test("the wallboard shows a ringing call at once, and fits a screen", async () => {
  const stream = page.waitForResponse(/\/api\/events\?/);
  await page.goto(`${office.address}/wallboard`);
  const waiting = page.locator("section").filter({ has: page.getByRole("heading", { name: "Ждут ответа" }) });
  await waiting.getByText("никто не ждёт").waitFor();
  await page.getByText(ANNA.name).waitFor();
  await stream;
  assert.equal(await page.locator("main [data-theme]").getAttribute("data-theme"), "dark");
  await conversation(office, "ringing", "79161000006").rings();
  await waiting.getByText("1", { exact: true }).waitFor({ timeout: 3_000 });
  await waiting.getByText(/дольше всех 0:0\d/).waitFor();
  await page.getByRole("listitem").filter({ hasText: "…0009" }).waitFor();

  for (const [width, height] of [[1920, 1080], [1280, 720]]) {
    await page.setViewportSize({ width, height });
    const over = await page.evaluate(() =>
      [...document.querySelectorAll("html, main, main :is(div, section, header, dl, ul, li)")]
        .filter((part) => part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1)
        .map((part) => `${part.tagName} ${part.textContent.slice(0, 40)}: ${part.scrollWidth} x ${part.scrollHeight}`),
    );
    assert.deepEqual(over, [], `${width} x ${height}`);
    await olga.shot(`wallboard-${width}`);
    assert.deepEqual(await olga.barriers(), []);
  }

  await page.keyboard.press("f");
  await page.getByRole("button", { name: "Выйти из полного экрана" }).waitFor();
  assert.ok(await page.locator("header[inert]").count(), "what is covered is out of reach");
  await page.keyboard.press("f");
  await page.getByRole("button", { name: "На весь экран" }).waitFor();
  await page.keyboard.press("b");
  await page.locator("main [data-theme=light]").waitFor();
  assert.deepEqual(await olga.barriers(), []);
});

test("a wallboard without a connection says from when its figures are", async () => {
  await page.context().setOffline(true);
  await page.getByText(/Нет связи\. Данные на \d\d:\d\d:\d\d/).waitFor();
  await page.context().setOffline(false);
  await page.getByText(/Нет связи\. Данные на/).waitFor({ state: "detached" });
});

test("calls are taken along as a file by the filters in force", async () => {
  await page.goto(`${office.address}/calls?status=missed`);
  await page.getByText("всего 1").waitFor();
  await page.getByRole("button", { name: "Выгрузить" }).click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "Таблица CSV" }).click()]);
  const lines = readFileSync(await file.path(), "utf8").trim().split("\r\n");
  assert.equal(lines.length, 2, "the heading and one call");
  assert.match(lines[1], /9161000009/);
  assert.match(lines[1], new RegExp(LINE.slice(1)));
});

test("nothing was complained about", () => {
  const offline = /ERR_INTERNET_DISCONNECTED/;
  assert.deepEqual(olga.complaints.filter((said) => !offline.test(said)), []);
});
