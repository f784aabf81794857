import { useDrafts } from "@/order/drafts";
import { useDesk } from "./desk";

const isAny = (all: object) => Object.keys(all).length > 0;

/** Whether something half-written would be lost with the page: an order, or words about a call. */
export const hasUnsaved = () => isAny(useDrafts.getState().drafts) || isAny(useDesk.getState().said);

// Left in place only while it is needed: pages with it are not kept by the browser for going back to.
const warn = (event: BeforeUnloadEvent) => event.preventDefault();
const follow = () => {
  if (hasUnsaved()) window.addEventListener("beforeunload", warn);
  else window.removeEventListener("beforeunload", warn);
};
useDrafts.subscribe(follow);
useDesk.subscribe(follow);
