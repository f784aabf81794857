import { Link } from "@tanstack/react-router";
import { Copy, Phone } from "lucide-react";
import type { RefObject } from "react";
import { CallbackActs } from "@/call/CallbackActs";
import { useWaiting, type Callback } from "@/call/callbacks";
import { useCopy } from "@/call/copy";
import { texts as shared } from "@/call/words";
import { useUser } from "@/session/session";
import { Badge } from "@/ui/badge";
import { Button, IconButton } from "@/ui/button";
import { Running } from "@/ui/clock";
import { Skeleton } from "@/ui/states";
import { useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import { texts } from "./words";

const SHOWN = 20;

/** The clients who were missed, whoever waits longest first. One goes by itself as soon as somebody talks with the client. */
export function Queue({ list }: { list: RefObject<HTMLUListElement | null> }) {
  const words = useWords();
  const said = useTexts(texts).queue;
  const format = useFormat();
  const waiting = useWaiting();
  const open = waiting.data?.open.count ?? 0;
  return (
    <section aria-label={said.title} className="rounded-lg border border-edge bg-sheet p-3">
      <h2 className="mb-1 flex items-center gap-2 font-semibold">
        {said.title}
        <span role="status">{open > 0 && <Badge tone="bad">{format.number(open)}</Badge>}</span>
        <Link to="/callbacks" className="ml-auto rounded text-xs font-normal text-accent underline underline-offset-2">
          {said.all}
        </Link>
      </h2>
      {waiting.isError ? (
        <div role="alert">
          <p className="text-soft">{said.failed}</p>
          <Button onClick={() => void waiting.refetch()}>{words.actions.retry}</Button>
        </div>
      ) : waiting.isPending ? (
        <div role="status">
          <span className="sr-only">{said.loading}</span>
          <Skeleton className="h-14" />
        </div>
      ) : (
        open === 0 && <p className="text-soft">{said.empty}</p>
      )}
      <ul ref={list}>
        {waiting.data?.data.slice(0, SHOWN).map((callback) => (
          <Row key={callback.id} callback={callback} />
        ))}
      </ul>
    </section>
  );
}

function Row({ callback }: { callback: Callback }) {
  const { copy: copyLabel, callbacks: said } = useTexts(shared);
  const format = useFormat();
  const copy = useCopy();
  const user = useUser();
  const taken = callback.taken && (callback.taken.by.id === user.id ? said.mine : said.takenBy(callback.taken.by.name));
  const missed = callback.missed > 1 && said.missed(format.number(callback.missed));
  const about = [taken, missed, callback.city, callback.rk].filter(Boolean).join(" · ");
  return (
    <li data-phone={callback.phone} className="border-b border-edge py-1.5 last:border-0">
      <div className="flex items-center gap-1">
        <a href={`tel:${callback.phone}`} className="flex min-w-0 items-center gap-2 rounded font-medium hover:underline">
          <Phone size={15} aria-hidden className="shrink-0 text-soft" />
          <span className="truncate">{format.phone(callback.phone)}</span>
        </a>
        <IconButton label={`${copyLabel} ${format.phone(callback.phone)}`} className="h-7! w-7!" onClick={() => copy(callback.phone)}>
          <Copy size={14} aria-hidden />
        </IconButton>
        <span className="ml-auto font-medium text-bad">
          <Running since={callback.openedAt} />
        </span>
      </div>
      <div className="flex items-center gap-1">
        <p title={about} className="min-w-0 flex-1 truncate text-xs text-soft">
          {about}
        </p>
        <CallbackActs callback={callback} />
      </div>
    </li>
  );
}
