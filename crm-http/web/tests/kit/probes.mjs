// What an attacker would write wherever something can be written.
import { ADMIN, ANNA, conversation, DINA, LINE, MAXIM, PASSWORD } from "./office.mjs";

/** Tags, a way out of an attribute, an address that runs, a template; marked, so that it is found again as text. */
export const probe = (mark) => `<img src=x onerror="window.hacked=1">${mark}`;
const long = (mark) => `"><script>window.hacked=1</script><a href="javascript:window.hacked=1">{{7*7}}${mark}</a>`;

/** A visit's beginning: so many days ahead, at noon in Moscow. */
export const noon = (days) => {
  const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return `${day}T09:00:00Z`;
};

/** Writes probes into every text that the API takes, and sends them as the provider. */
export async function plant(office, admin) {
  const city = probe("город");
  await admin("POST", "/cities", { name: city, zone: "Europe/Moscow" });
  await admin("POST", "/campaigns", { name: probe("реклама") });
  const campaign = await admin("POST", "/campaigns", { name: `<svg onload=window.hacked=1>` });
  const today = new Date().toISOString().slice(0, 10);
  const cost = { amount: "1000.00", firstDay: today, lastDay: today, city, note: long("расход") };
  await admin("POST", `/campaigns/${campaign.id}/costs`, cost);
  await admin("POST", "/lines", { number: "+74950000666", rk: probe("реклама"), city, avitoName: probe("аккаунт") });
  const eve = { login: "eve", name: probe("оператор"), password: PASSWORD, role: "operator", city, extension: "666" };
  await admin("POST", "/operators", eve);
  const master = await admin("POST", "/masters", { login: "mallory", name: probe("мастер"), password: PASSWORD, city });

  // The provider tells of a client whose number is a tag, of one who is, and of something it made up.
  const odd = conversation(office, "entry-<b>odd</b>", `<img src=x onerror=window.hacked=1>`, { extension: "666", line: "74950000666" });
  await odd.rings();
  await odd.ends();
  const call = conversation(office, `entry-${probe("разговор")}`.slice(0, 60), "79166660000", { extension: "666", line: "74950000666" });
  await call.rings();
  await call.answers();
  await call.ends();
  const missed = conversation(office, "entry-missed-666", "79166660001", { extension: "666", line: "74950000666" });
  await missed.rings();
  await missed.ends();
  await conversation(office, "entry-unknown", "79166660002", { line: "<svg onload=window.hacked=1>" }).rings();
  await office.tell("events/made-up", { entry_id: probe("событие"), note: probe("событие") }).catch(() => undefined);

  const as = await office.as(eve);
  const calls = await as("GET", "/calls?status=answered");
  const one = calls.find(({ phoneClient }) => phoneClient === "+79166660000");
  await as("PATCH", `/calls/${one.id}`, { version: one.version, category: probe("тема"), note: long("заметка") });
  const written = { clientName: probe("клиент"), address: long("адрес"), problem: long("жалоба"), typeOrder: "first_time", typeEquipment: "kp" };
  const order = await as("POST", "/orders/from-call", { ...written, callId: one.id, dateMeeting: noon(1), avitoName: probe("аккаунт") });
  const done = await as("POST", "/orders", { ...written, city, rk: probe("реклама"), phone: "+79166660003", dateMeeting: noon(2) });
  await as("PUT", "/operators/me/work-state", { state: "break", reason: probe("перерыв") });
  const [waiting] = await as("GET", "/callbacks?phone=%2B79166660001");
  await as("POST", `/callbacks/${waiting.id}/close`, { version: waiting.version, reason: probe("закрыто") });

  let moved = await admin("PUT", `/orders/${order.id}/master`, { version: order.version, masterId: master.id });
  moved = await admin("PUT", `/orders/${order.id}/status`, { version: moved.version, statusOrder: "in_progress" });
  await admin("PUT", `/orders/${order.id}/status`, { version: moved.version, statusOrder: "completed", result: "1500.00", expenditure: "300.00" });
  await admin("PUT", `/orders/${done.id}/status`, { version: done.version, statusOrder: "cancelled", reason: long("отказ") });
  const handing = await office.as({ login: "mallory", password: PASSWORD });
  const cash = await handing("POST", `/masters/${master.id}/cash`, { city, amount: "1200.00", note: probe("касса") });
  await admin("POST", `/cash/${cash.id}/decline`, { version: cash.version, reason: probe("отклонено") });
  return { city, order: order.id };
}

/** What a day leaves behind, so that pages have something to show: seen by ANNA, DINA and MAXIM. */
export async function work(office, admin) {
  const anna = await office.as(ANNA);
  for (const [n, client] of ["79161112201", "79161112202", "79161112203"].entries()) {
    const call = conversation(office, `work-${n}`, client);
    await call.rings();
    if (n < 2) await call.answers();
    await call.ends();
  }
  await conversation(office, "work-live", "79161112204").rings();
  const masters = await admin("GET", "/masters");
  const maxim = masters.find(({ login }) => login === MAXIM.login);
  const order = { rk: "Листовки", city: "Москва", typeOrder: "first_time", clientName: "Иван Петров", address: "ул. Ленина, 1", problem: "Не включается" };
  const made = [];
  for (const [n, typeEquipment] of ["kp", "bt", "mnch", "kp"].entries()) {
    made.push(await anna("POST", "/orders", { ...order, typeEquipment, phone: `+7916111220${n + 1}`, dateMeeting: noon(1 + (n % 2)) }));
  }
  const assigned = await admin("PUT", `/orders/${made[0].id}/master`, { version: made[0].version, masterId: maxim.id });
  const begun = await admin("PUT", `/orders/${made[0].id}/status`, { version: assigned.version, statusOrder: "in_progress" });
  await admin("PUT", `/orders/${made[0].id}/status`, { version: begun.version, statusOrder: "completed", result: "2500.00", expenditure: "400.00" });
  await admin("PUT", `/orders/${made[1].id}/master`, { version: made[1].version, masterId: maxim.id });
  return { people: [ADMIN, ANNA, DINA, MAXIM], line: LINE };
}
