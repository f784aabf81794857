// Pictures of every page in both themes, of a made-up office: into target/screenshots; the desk also into docs, for README.
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { conversation, openOffice, ROOT } from "./kit/office.mjs";
import { openBrowser, openPerson } from "./kit/person.mjs";
import { settled, visit } from "./kit/visit.mjs";

const FOLDER = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "screenshots");
const phone = { width: 390, height: 844 };
let taken = 0;

async function take(page, theme, name) {
  mkdirSync(join(FOLDER, theme), { recursive: true });
  const path = join(FOLDER, theme, `${name}.png`);
  await page.screenshot({ path });
  taken += 1;
  return path;
}

/** A client who called before rings the operator, who answers and begins to write an order. */
async function desk(person, office, theme) {
  const { admin, operator } = office.accounts();
  const ask = await office.as(admin);
  const people = await ask("GET", "/operators?limit=100");
  const { extension, city } = people.find(({ login }) => login === operator.login);
  const line = (await ask("GET", "/lines")).find((one) => one.city === city);
  const [before] = await ask("GET", `/orders?limit=1&status=completed&city=${encodeURIComponent(city)}`);
  const call = conversation(office, `desk-${theme}`, before.phone.slice(1), { extension, line: line.number.slice(1) });
  const { page } = person;
  await person.signIn(operator, "/desk");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("1");
  await call.rings();
  await page.getByRole("article").getByRole("heading").first().waitFor();
  await call.answers();
  await page.getByText("Разговор").first().waitFor();
  await page.keyboard.press("n");
  await page.getByRole("form").first().waitFor();
  await settled(page);
  const path = await take(page, theme, "desk-with-a-call");
  await call.ends();
  return path;
}

const [office, browser] = await Promise.all([openOffice({ store: "sqlite", demo: true }), openBrowser()]);
try {
  const { admin, director, operator, master } = office.accounts();
  for (const theme of ["light", "dark"]) {
    const at = async (options, work) => {
      const person = await openPerson(browser, office, { theme, ...options });
      await work(person);
      await person.context.close();
    };
    await at({}, async (person) => {
      await person.page.goto(office.address);
      await person.page.getByRole("heading", { level: 1 }).waitFor();
      await take(person.page, theme, "sign-in");
    });
    for (const [who, size] of [[admin, {}], [operator, {}], [director, phone], [master, phone]]) {
      await at(size, (person) =>
        visit(person, office, who, (path) => take(person.page, theme, `${who.role}${path.replaceAll("/", "-")}`)),
      );
    }
    await at({}, async (person) => {
      const path = await desk(person, office, theme);
      if (theme === "light") copyFileSync(path, join(ROOT, "docs/desk.png"));
    });
  }
  console.log(`${taken} pictures in ${FOLDER}, and the desk in docs/desk.png`);
} finally {
  await browser.close();
  await office.stop();
}
