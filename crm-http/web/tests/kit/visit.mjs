// Goes wherever the menus lead.

/** Until nothing is loading and nothing is drawn as a place for something. */
export async function settled(page) {
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await page.waitForFunction(() => !document.querySelector("main [aria-busy=true], main .animate-pulse"));
}

/** Goes to every page that the menus lead to, and tells of each. */
export async function visit(person, office, { login, password }, then) {
  const { page } = person;
  await person.signIn({ login, password });
  await settled(page);
  const seen = new Set();
  const next = [new URL(page.url()).pathname];
  while (next.length > 0) {
    const path = next.shift();
    if (seen.has(path)) continue;
    seen.add(path);
    // By the browser, as from a bookmark: the session goes on by its cookie.
    await page.goto(office.address + path);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await settled(page);
    await then(path);
    const links = await page.locator("nav a[href^='/']").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    next.push(...links.map((href) => new URL(href, office.address).pathname));
  }
  return seen;
}
