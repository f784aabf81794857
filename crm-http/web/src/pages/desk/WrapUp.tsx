import { useKeys } from "@/keys/keys";
import { useUser } from "@/session/session";
import { useWork, useWrapUpSeconds } from "@/session/work";
import { Button } from "@/ui/button";
import { secondsSince, useNow } from "@/ui/clock";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { texts } from "./words";

/** After a call: how long nobody else is put through, and the way to end that. */
export function WrapUp() {
  const user = useUser();
  return user.statusWork === "wrap_up" ? <Left since={user.statusWorkSince} /> : null;
}

function Left({ since }: { since: string }) {
  const all = useTexts(texts);
  const said = all.wrapUp;
  const format = useFormat();
  const work = useWork();
  const whole = useWrapUpSeconds();
  const passed = secondsSince(since, useNow());
  const ready = () => work.mutate({ state: "online" });
  useKeys(said.title, [{ keys: "r", about: all.keys.ready, run: ready }]);
  return (
    <span className="flex items-center gap-2 rounded-md bg-news-ground px-2 text-news">
      <span className="sr-only">{said.title}</span>
      {/* Read aloud once, not every second. */}
      {whole !== undefined && (
        <span role="timer" aria-live="off">
          {said.left} {format.seconds(Math.max(0, whole - passed))}
        </span>
      )}
      <Button look="quiet" onClick={ready}>
        {said.ready} <kbd className="rounded border border-current px-1 font-sans text-xs">r</kbd>
      </Button>
    </span>
  );
}
