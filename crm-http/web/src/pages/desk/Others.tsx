import { Link } from "@tanstack/react-router";
import { useDesk } from "@/call/desk";
import { useLive, type CallCard } from "@/call/live";
import { texts as calls } from "@/call/words";
import { Badge } from "@/ui/badge";
import { Running } from "@/ui/clock";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { texts } from "./words";

const SHOWN = 6;

/** The other calls of the user's cities, as they go on. */
export function Others() {
  const said = useTexts(texts).others;
  const format = useFormat();
  const own = useDesk((desk) => desk.calls);
  const live = useLive((all) => all.calls);
  const others = Object.values(live)
    .filter((call) => call.status === "new" && !own.includes(call.id))
    .sort((a, b) => a.id - b.id);
  return (
    <section aria-label={said.title} className="rounded-lg border border-edge bg-sheet p-3">
      <h2 className="mb-1 font-semibold">{said.title}</h2>
      {others.length === 0 && <p className="text-soft">{said.empty}</p>}
      <ul>
        {others.slice(0, SHOWN).map((call) => (
          <Row key={call.id} call={call} />
        ))}
      </ul>
      {others.length > SHOWN && <p className="text-soft">{said.more(format.number(others.length - SHOWN))}</p>}
    </section>
  );
}

function Row({ call }: { call: CallCard }) {
  const { hidden, stages } = useTexts(calls);
  const format = useFormat();
  const talksTo = call.answeredAt && call.operator?.name;
  return (
    <li className="border-b border-edge py-1.5 last:border-0">
      <div className="flex items-center gap-2">
        <Link to="/calls" search={{ call: call.id }} className="min-w-0 truncate rounded font-medium hover:underline">
          {call.phoneClient ? format.phone(call.phoneClient) : hidden}
        </Link>
        <span className="ml-auto text-soft">
          <Running since={call.answeredAt ?? call.dateCreate} />
        </span>
        <Badge tone={call.answeredAt ? "plain" : "news"}>{call.answeredAt ? stages.talks : stages.rings}</Badge>
      </div>
      <p className="truncate text-xs text-soft">{[talksTo, call.city, call.campaign].filter(Boolean).join(" · ")}</p>
    </li>
  );
}
