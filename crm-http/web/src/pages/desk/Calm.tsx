import { Headphones } from "lucide-react";
import { useUser } from "@/session/session";
import { useWork } from "@/session/work";
import { Button } from "@/ui/button";
import { Key } from "@/ui/key";
import { useTexts } from "@/words";
import { texts } from "./words";

/** Nothing lies on the desk: what comes by itself, and what can be done meanwhile. */
export function Calm({ onOrder, onQueue }: { onOrder: () => void; onQueue: () => void }) {
  const said = useTexts(texts).calm;
  const user = useUser();
  const work = useWork();
  const isOffline = user.statusWork === "offline";
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 rounded-lg border border-edge bg-sheet p-10 text-center">
      <Headphones size={32} aria-hidden className="text-soft" />
      <p className="text-base font-medium">{said.title}</p>
      <p className="max-w-prose text-soft">{!user.extension ? said.noExtension : isOffline ? said.offline : said.ready}</p>
      <div className="mt-2 flex flex-wrap justify-center gap-2">
        {isOffline && (
          <Button look="main" onClick={() => work.mutate({ state: "online" })}>
            {said.goOnline}
          </Button>
        )}
        <Button onClick={onOrder}>
          {said.order} <Key name="n" />
        </Button>
        <Button onClick={onQueue}>
          {said.queue} <Key name="b" />
        </Button>
      </div>
    </div>
  );
}
