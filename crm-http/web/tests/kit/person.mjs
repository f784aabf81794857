// Somebody at a browser: signs in, presses keys, and complains about whatever is not right.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SHOTS = process.env.SCREENSHOTS;

/** The machine's Chromium; CHROMIUM names another one. */
export function openBrowser() {
  const known = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const executablePath = known.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("Chromium is missing: sh crm-http/web/tests/need-chromium.sh");
  // Without its sandbox where the user is root, as in a container: it opens our own pages only.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args });
}

/** A browser of one person's own. `complaints` is what went wrong in the page, and has to stay empty. */
export async function openPerson(browser, office, { lang = "ru", theme = "light", width = 1280, height = 800 } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: lang === "ru" ? "ru-RU" : "en-GB", timezoneId: "Asia/Yekaterinburg" });
  await context.addInitScript(([lang, theme]) => {
    if (!localStorage.getItem("crm.lang")) localStorage.setItem("crm.lang", lang);
    if (!localStorage.getItem("crm.theme")) localStorage.setItem("crm.theme", theme);
  }, [lang, theme]);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints = [];
  // A refused style, a crash, a warning of React: all are said here. A first visit has no session, and 401 is its answer;
  // a refusal of the server is shown to people, and a test looks for it there.
  page.on("console", (said) => {
    if (["error", "warning"].includes(said.type()) && !/status of (401|409|422)/.test(said.text())) complaints.push(said.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => {
    complaints.push(`a dialog of the browser: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(office.address) && !/^(blob|data):/.test(request.url())) complaints.push(`a request beyond the server: ${request.url()}`);
  });
  const has = (locator) => locator.evaluate((element) => element === document.activeElement);
  return {
    page,
    context,
    complaints,
    async signIn({ login, password }, path = "/") {
      await page.goto(`${office.address}${path}`);
      await page.getByRole("button", { name: lang === "ru" ? "Войти" : "Sign in" }).waitFor();
      await page.keyboard.type(login);
      await page.keyboard.press("Tab");
      await page.keyboard.type(password);
      await page.keyboard.press("Enter");
      await page.getByRole("banner").waitFor();
    },
    shot: async (name) => SHOTS && (await page.screenshot({ path: `${SHOTS}/${name}.png` })),
    /** What axe finds that would keep somebody from working. */
    async barriers() {
      // A message that is still fading in has no colour of its own yet.
      await page.evaluate(async () => {
        const moving = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().iterations !== Infinity);
        await Promise.all(moving.map(({ finished }) => finished.catch(() => undefined)));
      });
      // Through the debugger: the page's own policy would refuse a script of ours.
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => window.axe.run());
      return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
    },
    /** Walks by Tab until what has the focus is what is looked for. */
    async tabTo(locator, key = "Tab") {
      for (let step = 0; step < 60; step += 1) {
        if (await has(locator)) return;
        await page.keyboard.press(key);
      }
      assert.fail(`${key} does not reach ${locator}`);
    },
    /** Walks by a key until the item has the focus, and presses Enter. */
    async pick(item, key = "ArrowDown") {
      await item.waitFor();
      for (let step = 0; step < 20 && !(await has(item)); step += 1) await page.keyboard.press(key);
      await page.keyboard.press("Enter");
      await item.waitFor({ state: "detached" });
    },
  };
}
