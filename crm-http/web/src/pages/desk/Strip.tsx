import { BLANK, draftName, show, useDesk } from "@/call/desk";
import { useLive } from "@/call/live";
import { texts as calls } from "@/call/words";
import { useDrafts } from "@/order/drafts";
import { Badge } from "@/ui/badge";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { texts } from "./words";

/** What lies on the desk, when it is more than one thing. */
export function Strip() {
  const said = useTexts(texts);
  const { hidden } = useTexts(calls);
  const format = useFormat();
  const { calls: ids, shown, forms } = useDesk();
  const live = useLive((all) => all.calls);
  const drafts = useDrafts((all) => all.drafts);
  const lying = [...ids.filter((id) => live[id]), ...(forms.includes(BLANK) ? [BLANK as typeof BLANK] : [])];
  if (lying.length < 2) return null;
  return (
    <div className="flex max-w-120 gap-1 overflow-x-auto">
      {lying.map((one) => {
        const phone = one === BLANK ? said.blank.title : live[one]?.phoneClient;
        return (
          <button
            key={one}
            type="button"
            aria-pressed={one === shown}
            onClick={() => show(one)}
            className="flex h-8 items-center shrink-0 gap-2 rounded-md border border-edge bg-sheet px-2 whitespace-nowrap -outline-offset-2 hover:bg-hover aria-pressed:border-accent aria-pressed:bg-chosen aria-pressed:font-medium"
          >
            {one === BLANK ? phone : phone ? format.phone(phone) : hidden}
            {drafts[draftName(one)] && <Badge tone="warn">{said.draft}</Badge>}
          </button>
        );
      })}
    </div>
  );
}
