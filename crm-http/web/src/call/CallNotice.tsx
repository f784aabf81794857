import { useLocation, useNavigate } from "@tanstack/react-router";
import { PhoneIncoming } from "lucide-react";
import { useKeys } from "@/keys/keys";
import { closeLayers } from "@/keys/layers";
import { useUser } from "@/session/session";
import { Key } from "@/ui/key";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { show, useDesk } from "./desk";
import { stageOf, useCallWatch, useLive } from "./live";
import { texts } from "./words";

const DESK = "/desk";

/** Calls of the user's phone that are not in sight: another one lies on the desk, or another page is open. */
export function CallNotice() {
  const said = useTexts(texts);
  const format = useFormat();
  const user = useUser();
  useCallWatch(user);
  const navigate = useNavigate();
  const isAtDesk = useLocation({ select: ({ pathname }) => pathname === DESK });
  const { calls, shown } = useDesk();
  const live = useLive((all) => all.calls);
  const hidden = calls.filter((id) => !(isAtDesk && id === shown));
  const waiting = hidden.flatMap((id) => {
    const call = live[id];
    const stage = call && stageOf(call, user);
    return call && (stage === "rings" || stage === "talks") ? [{ call, stage }] : [];
  });
  const open = (id: number) => {
    show(id);
    if (!isAtDesk) void navigate({ to: DESK });
  };
  const next = waiting.at(-1)?.call.id ?? hidden[(hidden.indexOf(Number(shown)) + 1) % hidden.length];
  useKeys(said.notice.label, [{ keys: "F2", about: said.notice.key, run: () => next !== undefined && open(next) }]);
  const latest = waiting.at(-1);
  return (
    // Over the free middle of the header: nothing moves, and nothing is covered. Where the header is full, under it.
    // An open dialog hides the rest of the page from those who hear it, but not what says that it is live.
    <div
      role="alert"
      aria-live="assertive"
      aria-label={said.notice.label}
      className="pointer-events-none fixed inset-x-0 top-12 z-60 flex h-12 items-center justify-center px-3 lg:top-0 lg:right-120 lg:left-44"
    >
      {latest && (
        <button
          type="button"
          onClick={() => void closeLayers().then((isClosed) => isClosed && open(latest.call.id))}
          className="pointer-events-auto flex h-9 min-w-0 items-center justify-center max-lg:w-full gap-2 rounded-md bg-accent px-3 font-medium whitespace-nowrap text-on-accent shadow-lg hover:bg-accent-hover"
        >
          <PhoneIncoming size={16} aria-hidden className="shrink-0" />
          <span>{said.stages[latest.stage]}</span>
          <span>{latest.call.phoneClient ? format.phone(latest.call.phoneClient) : said.hidden}</span>
          <span className="truncate font-normal">{[latest.call.city, latest.call.campaign].filter(Boolean).join(", ")}</span>
          {waiting.length > 1 && <span>{said.notice.more(format.number(waiting.length - 1))}</span>}
          <Key name="F2" />
        </button>
      )}
    </div>
  );
}
