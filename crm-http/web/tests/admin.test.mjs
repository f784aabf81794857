import assert from "node:assert/strict";
import { after, before, test as runTest } from "node:test";
import { ADMIN, conversation, openOffice, PASSWORD } from "./kit/office.mjs";
import { openBrowser, openPerson } from "./kit/person.mjs";

const IGOR = { login: "igor", name: "Игорь Седов", password: PASSWORD, role: "admin" };
const VERA = { login: "vera", name: "Вера Лисина", password: PASSWORD };
const DINA = { login: "dina", name: "Дина Орлова", password: PASSWORD, role: "director", city: "Омск" };

let office, browser, call, olga, page;
const opened = [];

const open = async (options) => {
  const person = await openPerson(browser, office, options);
  // What fades in or out would be judged half faded.
  await person.page.emulateMedia({ reducedMotion: "reduce" });
  opened.push(person);
  return person;
};

before(async () => {
  [office, browser] = await Promise.all([openOffice(), openBrowser()]);
  call = await office.as(ADMIN);
  olga = await open();
  page = olga.page;
});

after(async () => {
  await browser?.close();
  await office?.stop();
});

/** What somebody does to a form, by the keyboard alone. */
function hand(person) {
  const { page } = person;
  const dialog = (name) => page.getByRole("dialog", { name, exact: true });
  // A list of choices has the label of its box; what is in a dialog is last.
  const box = (label) => page.getByLabel(label, { exact: true }).and(page.locator("input, select, textarea")).last();
  const write = async (label, text) => {
    await person.tabTo(box(label));
    await page.keyboard.press("Control+A");
    await page.keyboard.type(text);
  };
  const choose = async (label, text) => {
    await write(label, text);
    await page.getByRole("listbox", { name: label, exact: true }).last().getByRole("option").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  };
  const push = async (name) => {
    const button = page.getByRole("button", { name, exact: true }).last();
    await button.waitFor();
    await person.tabTo(button);
    await page.keyboard.press("Enter");
  };
  /** Saves the form, whose dialog closes then. */
  const save = async (title) => {
    await push("Сохранить");
    await dialog(title).waitFor({ state: "detached" });
  };
  const openRow = async (name) => {
    await push(name);
    await page.getByRole("dialog").waitFor();
  };
  /** Opens one's own profile from the menu. */
  const openProfile = async (name) => {
    await person.tabTo(page.getByRole("button", { name }));
    await page.keyboard.press("Enter");
    await person.pick(page.getByRole("menuitem", { name: "Мой профиль" }));
    await dialog("Мой профиль").waitFor();
  };
  return { dialog, box, write, choose, push, save, openRow, openProfile };
}

/** The tests are one story: where one of them fails, those after it tell nothing. */
let isOver = false;
function test(name, run) {
  runTest(name, async (context) => {
    if (isOver) return context.skip("an earlier one failed");
    try {
      await run();
    } catch (error) {
      isOver = true;
      await olga.shot("admin-failed");
      throw error;
    }
  });
}

const row = (name) => page.getByRole("row").filter({ hasText: name });

test("an admin makes a city, a campaign, a line, an operator and a master by the keyboard", async () => {
  const his = hand(olga);
  const { dialog, write, choose, save } = his;
  await olga.signIn(ADMIN, "/admin");
  await page.getByRole("heading", { name: "Люди" }).waitFor();
  assert.match(page.url(), /\/admin\/people$/);

  await page.keyboard.press("5");
  await page.getByText("Городов пока нет").waitFor();
  await page.keyboard.press("n");
  await dialog("Новый город").waitFor();
  await page.keyboard.type("Омск");
  await choose("Часовой пояс", "Asia/Omsk");
  await olga.shot("admin-city-light");
  assert.deepEqual(await olga.barriers(), []);
  await save("Новый город");
  await row("Омск").getByText("Asia/Omsk").waitFor();

  await page.keyboard.press("4");
  await page.getByText("Кампаний пока нет").waitFor();
  await page.keyboard.press("n");
  await dialog("Новая кампания").waitFor();
  await page.keyboard.type("Авито");
  await page.keyboard.press("Enter");
  await row("Авито").waitFor();
  await dialog("Новая кампания").waitFor({ state: "detached" });

  await page.keyboard.press("3");
  await page.getByText("Линий пока нет").waitFor();
  await page.keyboard.press("n");
  await dialog("Новая линия").waitFor();
  await page.keyboard.type("8 (495) 000-00-01");
  await choose("Реклама", "ави");
  await choose("Город", "ом");
  await write("Аккаунт Авито", "Мастер на час");
  await save("Новая линия");
  await row("+7 495 000-00-01").getByText("Омск").waitFor();

  await page.keyboard.press("1");
  await row(ADMIN.name).waitFor();
  await page.keyboard.press("n");
  await dialog("Новый человек").waitFor();
  await page.keyboard.type(VERA.name);
  await write("Логин", VERA.login);
  await write("Первый пароль", "short");
  await choose("Город", "ом");
  await write("Внутренний номер", "101");
  // A password that is none: told at the field, and nothing typed is lost.
  await hand(olga).push("Сохранить");
  await dialog("Новый человек").getByText("Пароль короче 8 знаков.").waitFor();
  assert.equal(await hand(olga).box("Логин").inputValue(), VERA.login);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(VERA.password);
  await olga.shot("admin-person-light");
  assert.deepEqual(await olga.barriers(), []);
  await save("Новый человек");
  await row(VERA.name).getByText("Не в сети").waitFor();

  await page.keyboard.press("2");
  await page.getByText("Мастеров пока нет").waitFor();
  await page.keyboard.press("n");
  await dialog("Новый мастер").waitFor();
  await page.keyboard.type("Максим Гусев");
  await write("Логин", "maxim");
  await write("Первый пароль", PASSWORD);
  await choose("Город", "ом");
  await save("Новый мастер");
  await row("Максим Гусев").getByText("Активен").waitFor();
});

test("the operator signs in, is seen at work at once, and sees no administration, also by typing the address", async () => {
  await page.keyboard.press("1");
  await row(VERA.name).waitFor();
  const vera = await open();
  await vera.signIn(VERA, "/admin/people");
  await vera.page.getByRole("navigation").getByRole("link", { name: "Звонки" }).waitFor();
  assert.equal(await vera.page.getByRole("link", { name: "Управление" }).count(), 0);
  assert.doesNotMatch(vera.page.url(), /admin/);
  await vera.tabTo(vera.page.getByRole("button", { name: "Рабочее состояние" }));
  await vera.page.keyboard.press("Enter");
  await vera.pick(vera.page.getByRole("menuitemradio", { name: "Работает" }));
  await row(VERA.name).getByText("Работает").waitFor();
  await vera.context.close();
});

test("of two admins who edit the same person the second sees what the first did, and loses nothing typed", async () => {
  await call("POST", "/operators", IGOR);
  const igor = await open();
  await igor.signIn(IGOR, "/admin/people");
  const [first, second] = [hand(igor), hand(olga)];
  await second.openRow(VERA.name);
  await second.dialog(VERA.name).waitFor();
  await second.write("Имя", "Вера Лисина-Котова");
  await second.write("SIP-адрес", "sip:vera@office");

  await first.openRow(VERA.name);
  await first.dialog(VERA.name).waitFor();
  await first.write("Имя", "Вера Котова");
  await first.write("Внутренний номер", "105");
  await first.save(VERA.name);

  await second.push("Сохранить");
  const alert = page.getByRole("alert").filter({ hasText: "Пока вы правили, запись изменили" });
  await alert.getByText("Имя: теперь «Вера Котова»").waitFor();
  await alert.getByText("Внутренний номер: теперь «105»").waitFor();
  assert.equal(await hand(olga).box("Имя").inputValue(), "Вера Лисина-Котова");
  assert.equal(await hand(olga).box("SIP-адрес").inputValue(), "sip:vera@office");
  assert.equal(await hand(olga).box("Внутренний номер").inputValue(), "105");
  await olga.shot("admin-conflict-light");
  assert.deepEqual(await olga.barriers(), []);
  await second.push("Взять это");
  assert.equal(await hand(olga).box("Имя").inputValue(), "Вера Котова");
  await second.push("Сохранить");
  await page.getByRole("dialog").waitFor({ state: "detached" });

  const [vera] = (await call("GET", "/operators?role=operator&limit=100")).filter(({ login }) => login === VERA.login);
  assert.deepEqual([vera.name, vera.extension, vera.sipAddress], ["Вера Котова", "105", "sip:vera@office"]);
  await igor.context.close();
});

test("what was typed is not closed over without asking", async () => {
  await hand(olga).openRow("Вера Котова");
  await hand(olga).write("Имя", "Вера");
  await page.keyboard.press("Escape");
  const question = page.getByRole("dialog", { name: "Закрыть и не сохранять?" });
  await question.waitFor();
  await page.keyboard.press("Escape");
  await question.waitFor({ state: "detached" });
  assert.equal(await hand(olga).box("Имя").inputValue(), "Вера");
  await page.keyboard.press("Escape");
  await hand(olga).push("Не сохранять");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.doesNotMatch(page.url(), /open=/);
});

test("somebody is given a new password, is blocked, and found again", async () => {
  const hers = hand(olga);
  await hers.openRow("Вера Котова");
  await olga.tabTo(page.getByRole("radio", { name: "Карточка" }));
  await page.keyboard.press("ArrowRight");
  await hers.write("Новый пароль", "another battery horse");
  await page.keyboard.press("Enter");
  await page.getByText("Пароль задан, сеансы завершены").waitFor();
  await office.as({ login: VERA.login, password: "another battery horse" });

  await olga.tabTo(page.getByRole("radio", { name: "Доступ" }), "Shift+Tab");
  await page.keyboard.press("ArrowRight");
  await page.getByRole("table", { name: "Сеансы" }).getByText("node").waitFor();
  await olga.shot("admin-sessions-light");
  await page.keyboard.press("ArrowRight");
  await page.getByRole("table", { name: "Табель" }).waitFor();
  await olga.shot("admin-time-light");
  assert.deepEqual(await olga.barriers(), []);

  await page.keyboard.press("ArrowRight");
  await hers.push("Заблокировать");
  await page.getByRole("dialog", { name: /^Заблокировать: / }).waitFor();
  await hers.push("Заблокировать");
  await page.waitForURL((url) => !url.search.includes("open"));
  await page.locator("[role=dialog]").waitFor({ state: "detached" });
  await row("Вера Котова").waitFor({ state: "detached" });
  await assert.rejects(office.as({ login: VERA.login, password: "another battery horse" }), /401/);

  // From the top: the messages below the list take Tab back to where it came from.
  await page.goto(`${office.address}/admin/people`);
  await row(ADMIN.name).waitFor();
  await olga.tabTo(page.getByLabel("Показать архив"));
  await page.keyboard.press("Space");
  await row("Вера Котова").getByText("Заблокирован").waitFor();
  await hers.openRow("Вера Котова");
  await hers.push("Разблокировать");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await office.as({ login: VERA.login, password: "another battery horse" });
});

test("an unknown number that is called becomes a line", async () => {
  await page.goto(`${office.address}/admin/lines`);
  await page.getByText("Неизвестные: 0").waitFor();
  await conversation(office, "entry-1", "79161112233", { line: "74950009999" }).rings();
  await page.getByText("Неизвестные: 1").waitFor();
  await olga.tabTo(page.getByRole("radio", { name: "Наши" }));
  await page.keyboard.press("ArrowRight");
  await row("+7 495 000-99-99").waitFor();
  await olga.shot("admin-unknown-light");
  assert.deepEqual(await olga.barriers(), []);
  await hand(olga).push("Сделать линией +7 495 000-99-99");
  await hand(olga).dialog("Новая линия").waitFor();
  assert.equal(await hand(olga).box("Номер").inputValue(), "+74950009999");
  await hand(olga).choose("Реклама", "ави");
  await hand(olga).choose("Город", "ом");
  await hand(olga).save("Новая линия");
  await page.getByText("Неизвестных номеров нет").waitFor();
  const lines = await call("GET", "/lines");
  assert.deepEqual(lines.map(({ number, city, rk }) => [number, city, rk]), [
    ["+74950000001", "Омск", "Авито"],
    ["+74950009999", "Омск", "Авито"],
  ]);
});

test("a line is archived, left out, and shown on request", async () => {
  await page.keyboard.press("4");
  await page.keyboard.press("3");
  await row("+7 495 000-99-99").waitFor();
  await hand(olga).openRow("+7 495 000-99-99");
  await hand(olga).push("В архив");
  await page.getByRole("dialog", { name: /^Убрать в архив/ }).waitFor();
  await hand(olga).push("В архив");
  await row("+7 495 000-99-99").waitFor({ state: "detached" });
  await olga.tabTo(page.getByLabel("Показать архив"));
  await page.keyboard.press("Space");
  await row("+7 495 000-99-99").getByText("В архиве").waitFor();
  assert.match(page.url(), /archived=yes/);
});

test("what a campaign cost is entered, and taken back", async () => {
  await page.keyboard.press("4");
  await page.getByRole("heading", { name: "Рекламные кампании" }).waitFor();
  await row("Авито").waitFor();
  const his = hand(olga);
  await his.openRow("Авито");
  await page.getByText("Расходов нет").waitFor();
  await his.push("Внести расход");
  await his.dialog("Новый расход").waitFor();
  await page.keyboard.type("15 000,50");
  await his.choose("Город", "ом");
  await his.write("За что", "Продвижение");
  await his.save("Новый расход");
  await row("15 000,50 ₽").getByText("Омск").waitFor();
  const [cost] = await call("GET", "/campaigns/1/costs");
  assert.deepEqual([cost.amount, cost.city, cost.note], ["15000.50", "Омск", "Продвижение"]);
  await olga.shot("admin-costs-light");
  assert.deepEqual(await olga.barriers(), []);

  await page.keyboard.press("Tab");
  await olga.tabTo(page.getByRole("table", { name: "Расход" }).getByRole("button"));
  await page.keyboard.press("Enter");
  await his.push("Отменить расход");
  await page.getByRole("dialog", { name: "Отменить расход?" }).waitFor();
  await his.push("Отменить расход");
  await page.getByText("Расходов нет").waitFor();
  assert.equal((await call("GET", "/campaigns/1/costs?cancelled=true")).length, 1);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
});

test("a shift is planned, moved and called off by the keyboard", async () => {
  await page.keyboard.press("6");
  const grid = page.getByRole("table", { name: "Смены на неделю" });
  await olga.tabTo(grid.getByRole("button").first());
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await hand(olga).box("Начало").waitFor();
  await hand(olga).push("Сохранить");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const cell = grid.getByRole("button", { name: /^Вера Котова, .*09:00–18:00$/ });
  await cell.waitFor();
  assert.equal(await cell.evaluate((element) => element === document.activeElement), true);
  await olga.shot("admin-shifts-light");
  assert.deepEqual(await olga.barriers(), []);

  await page.keyboard.press("Enter");
  await olga.tabTo(hand(olga).box("Конец"));
  // A browser of a place with twelve hours asks for the half of the day as well.
  await page.keyboard.type("0100AM");
  await hand(olga).push("Сохранить");
  await grid.getByRole("button", { name: /09:00–01:00$/ }).waitFor();
  const [shift] = await call("GET", "/shifts");
  assert.equal(Date.parse(shift.to) - Date.parse(shift.from), 16 * 3_600_000);

  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("Delete");
  await page.getByRole("dialog", { name: "Отменить смену?" }).waitFor();
  await hand(olga).push("Отменить смену");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await grid.getByRole("button", { name: /09:00–01:00$/ }).waitFor({ state: "detached" });
  assert.equal((await call("GET", "/shifts?cancelled=true")).length, 1);
});

test("settings say what they do, refuse what does not hold, and warn of what goes for ever", async () => {
  await page.keyboard.press("7");
  const his = hand(olga);
  await his.write("Время после звонка, секунд", "99999");
  await page.keyboard.press("Enter");
  await page.getByText("Значение вне допустимых пределов.").waitFor();
  await his.write("Время после звонка, секунд", "90");
  await page.getByText("это 1 мин 30 с").waitFor();
  const saved = page.waitForResponse((answer) => answer.url().endsWith("/api/settings") && answer.request().method() === "PATCH");
  await page.keyboard.press("Enter");
  assert.equal((await saved).status(), 200);
  await olga.shot("admin-settings-light");
  assert.deepEqual(await olga.barriers(), []);

  await his.write("Журнал действий, дней", "400");
  await page.keyboard.press("Enter");
  const question = page.getByRole("dialog", { name: "Удалить старое навсегда?" });
  await question.getByText("Записи журнала старше этого срока будут удалены навсегда").waitFor();
  assert.equal((await call("GET", "/settings")).auditKeptDays, 0);
  await page.keyboard.press("Escape");
  await question.waitFor({ state: "detached" });
  const settings = await call("GET", "/settings");
  assert.deepEqual([settings.wrapUpSeconds, settings.auditKeptDays], [90, 0]);
});

test("the audit tells who did what by name, and its chain is verified", async () => {
  await page.goto(`${office.address}/admin/audit`);
  const grid = page.getByRole("grid");
  await grid.getByRole("row").filter({ hasText: "Добавлен город" }).getByText("Город: Омск").waitFor();
  await olga.shot("admin-audit-light");
  assert.deepEqual(await olga.barriers(), []);
  await olga.tabTo(hand(olga).box("О чём"));
  await page.keyboard.press("ArrowDown");
  await hand(olga).choose("Какой именно", "Вера");
  await grid.getByRole("row").filter({ hasText: "Добавлен город" }).waitFor({ state: "detached" });
  assert.match(decodeURIComponent(page.url()), /of="?operator:\d+/);
  await olga.tabTo(grid);
  const changed = grid.getByRole("row").filter({ hasText: "Изменена карточка человека" });
  // The last change but the two of being blocked and let in.
  await changed.nth(2).click();
  const card = hand(olga).dialog("Запись журнала");
  await card.getByRole("row").filter({ hasText: "Имя" }).getByText("Вера Котова").waitFor();
  assert.deepEqual(await olga.barriers(), []);
  await olga.shot("admin-entry-light");
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "detached" });

  await hand(olga).push("Проверить журнал");
  await hand(olga).dialog("Проверка журнала").getByText("Журнал цел").waitFor();
  await olga.shot("admin-verify-light");
  assert.deepEqual(await olga.barriers(), []);
  await page.keyboard.press("Escape");
});

test("jobs, providers and the database are told of", async () => {
  for (const [path, heading, sign] of [
    ["jobs", "Задания", "Несостоявшихся заданий нет"],
    ["integrations", "Связь с провайдерами", "Все события поняты"],
    ["database", "База данных", "Статистики запросов нет"],
  ]) {
    await page.goto(`${office.address}/admin/${path}`);
    await page.getByRole("heading", { name: heading, level: 1 }).waitFor();
    await page.getByText(sign).waitFor();
    await olga.shot(`admin-${path}-light`);
    assert.deepEqual(await olga.barriers(), [], path);
  }
});

test("one's own password is changed, and the other sessions end", async () => {
  const [here, there] = [await open(), await open({ theme: "dark" })];
  await here.signIn({ login: VERA.login, password: "another battery horse" });
  await there.signIn({ login: VERA.login, password: "another battery horse" });
  const hers = hand(here);
  await hers.openProfile("Вера Котова");
  await hers.write("Нынешний пароль", "not the password");
  await hers.write("Новый пароль", "quite another battery");
  await hers.write("Новый пароль ещё раз", "quite another batt");
  await here.page.keyboard.press("Enter");
  await here.page.getByText("Пароли не совпадают.").waitFor();
  await hers.write("Новый пароль ещё раз", "quite another battery");
  await here.page.keyboard.press("Enter");
  await here.page.getByText("Это не ваш нынешний пароль.").waitFor();
  await here.page.keyboard.press("Control+A");
  await here.page.keyboard.type("another battery horse");
  await here.shot("profile-light");
  assert.deepEqual(await here.barriers(), []);
  await here.page.keyboard.press("Enter");
  await here.page.getByText("Пароль изменён. Остальные сеансы завершены.").waitFor();

  await here.tabTo(here.page.getByRole("radio", { name: "Пароль" }), "Shift+Tab");
  await here.page.keyboard.press("ArrowRight");
  const sessions = here.page.getByRole("table", { name: "Сеансы" });
  await sessions.getByText("этот сеанс").waitFor();
  assert.equal(await sessions.getByRole("button", { name: /^Завершить/ }).count(), 0);
  assert.deepEqual(await here.barriers(), []);

  await there.page.reload();
  await there.page.getByRole("heading", { name: "Вход" }).waitFor();
  await there.signIn({ login: VERA.login, password: "quite another battery" });
  await here.page.reload();
  await here.page.getByRole("navigation").first().waitFor();
  await hers.openProfile("Вера Котова");
  await here.tabTo(here.page.getByRole("radio", { name: "Пароль" }));
  await here.page.keyboard.press("ArrowRight");
  await hers.push("Завершить остальные");
  await here.page.getByText("Сеанс завершён").waitFor();
  await there.page.reload();
  await there.page.getByRole("heading", { name: "Вход" }).waitFor();
});

test("a director sees the masters of own cities, on a phone as well, and no administration, also by typing the address", async () => {
  await call("POST", "/operators", DINA);
  const dina = await open({ theme: "dark" });
  await dina.signIn(DINA, "/admin/cities");
  await dina.page.waitForURL((url) => !url.pathname.startsWith("/admin"));
  await dina.page.setViewportSize({ width: 390, height: 844 });
  await dina.tabTo(dina.page.getByRole("button", { name: "Разделы" }));
  await dina.page.keyboard.press("Enter");
  assert.equal(await dina.page.getByRole("link", { name: "Управление" }).count(), 0);
  await dina.tabTo(dina.page.getByRole("link", { name: "Мастера" }));
  await dina.page.keyboard.press("Enter");
  const masters = dina.page.getByRole("row").filter({ hasText: "Максим Гусев" });
  await masters.getByText("Активен").waitFor();
  await dina.shot("masters-phone-dark");
  assert.deepEqual(await dina.barriers(), []);
  const hers = hand(dina);
  await hers.push("Добавить");
  await hers.dialog("Новый мастер").waitFor();
  await dina.page.keyboard.type("Пётр Сомов");
  await hers.write("Логин", "petr");
  await hers.write("Первый пароль", PASSWORD);
  await hers.choose("Город", "ом");
  await dina.shot("master-phone-dark");
  assert.deepEqual(await dina.barriers(), []);
  await hers.save("Новый мастер");
  await dina.page.getByRole("row").filter({ hasText: "Пётр Сомов" }).waitFor();
  const wide = await dina.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `the page is ${wide} px wide`);
});

test("every part is readable in the dark, and nobody complained", async () => {
  const dark = await open({ theme: "dark", lang: "en" });
  await dark.signIn(ADMIN, "/admin/people");
  for (const [path, heading] of [
    ["people", "People"],
    ["masters", "Masters"],
    ["lines", "Lines"],
    ["campaigns", "Campaigns"],
    ["cities", "Cities"],
    ["shifts", "Shifts"],
    ["settings", "Settings"],
    ["audit", "Audit"],
    ["jobs", "Jobs"],
    ["integrations", "Providers"],
    ["database", "Database"],
  ]) {
    await dark.page.getByRole("navigation", { name: "Administration" }).getByRole("link", { name: heading }).click();
    await dark.page.getByRole("heading", { name: heading, level: 1 }).waitFor();
    await dark.page.waitForFunction(() => !document.querySelector("[aria-busy=true], .animate-pulse"));
    await dark.shot(`admin-${path}-dark`);
    assert.deepEqual(await dark.barriers(), [], path);
  }
  for (const person of opened) assert.deepEqual(person.complaints, []);
});
