const LAYERS = "[role=dialog], [role=menu]";
const TRIES = 25;
const BETWEEN = 20;

/** What lies over the page: dialogs, drawers and menus, the topmost last. */
export const layers = () => [...document.querySelectorAll(LAYERS)];

/** A drawer that the address holds takes a moment to go. */
async function changed(from: number): Promise<number> {
  for (let turn = 0; turn < TRIES && layers().length === from; turn += 1) await new Promise((resolve) => setTimeout(resolve, BETWEEN));
  return layers().length;
}

/** Closes whatever lies over the page, as Escape would. False where one stays, such as one that asks about what was typed. */
export async function closeLayers(): Promise<boolean> {
  let left = layers().length;
  while (left > 0) {
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
    const now = await changed(left);
    if (now >= left) return false;
    left = now;
  }
  return true;
}
