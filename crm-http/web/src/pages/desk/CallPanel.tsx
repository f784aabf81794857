import { Copy, Megaphone, PhoneMissed, X } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useWaiting } from "@/call/callbacks";
import { Classify } from "@/call/Classify";
import { useCopy } from "@/call/copy";
import { closeForm, draftName, openForm, putAway, useDesk } from "@/call/desk";
import { stageOf, type CallCard } from "@/call/live";
import { texts as shared } from "@/call/words";
import { useKeys, useRest } from "@/keys/keys";
import { useCities } from "@/lists/named";
import { clockIn } from "@/words/days";
import { useDrafts } from "@/order/drafts";
import { OrderForm } from "@/order/OrderForm";
import { useUser } from "@/session/session";
import { Button, IconButton } from "@/ui/button";
import { useNow } from "@/ui/clock";
import { Confirm } from "@/ui/confirm";
import { Key } from "@/ui/key";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { ClientPanel } from "./ClientPanel";
import { StageBadge } from "./StageBadge";
import { texts } from "./words";

/** A call of one's own phone: who calls, from where, what the client had before, and what comes of it. */
export function CallPanel({ call }: { call: CallCard }) {
  const said = useTexts(texts);
  const { hidden, copy: copyLabel } = useTexts(shared);
  const format = useFormat();
  const copy = useCopy();
  const user = useUser();
  const subject = useRef<HTMLInputElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const isFormOpen = useDesk(({ forms }) => forms.includes(call.id));
  const isHalfSaid = useDesk((desk) => desk.said[call.id] !== undefined);
  const hasDraft = useDrafts(({ drafts }) => drafts[draftName(call.id)] !== undefined);
  const [isAsking, setAsking] = useState(false);
  const isFresh = useRest((rest) => rest.isOn);
  const stage = stageOf(call, user);
  const isGoingOn = stage === "rings" || stage === "talks";
  const away = () => (hasDraft || isHalfSaid || isGoingOn ? setAsking(true) : putAway(call.id));
  useKeys(said.call.label, [
    { keys: "t", about: said.keys.subject, run: () => subject.current?.focus() },
    { keys: "x", about: said.keys.away, run: away },
  ]);
  // What had the focus went with what lay here before. Who was elsewhere in the page stays there.
  const arrive = useEffectEvent(() => {
    const focused = document.activeElement;
    if (!isFormOpen && (focused === document.body || focused?.matches("main, [data-desk]"))) head.current?.focus();
  });
  useEffect(() => arrive(), []);
  // The form is gone, and with it what had the focus.
  const wasOpen = useRef(isFormOpen);
  useEffect(() => {
    if (wasOpen.current && !isFormOpen) head.current?.focus();
    wasOpen.current = isFormOpen;
  }, [isFormOpen]);
  const close = () => closeForm(call.id);
  return (
    <article
      aria-label={said.call.label}
      // It came up in place of another one: until the eye is there, keys do nothing.
      data-fresh={isFresh || undefined}
      className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-lg border border-edge bg-sheet max-lg:shrink-0 data-fresh:border-accent"
    >
      <header className="flex flex-col gap-1 border-b border-edge px-4 py-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 ref={head} tabIndex={-1} aria-live="polite" className="text-2xl leading-8 font-semibold outline-none">
            {call.phoneClient ? format.phone(call.phoneClient) : hidden}
          </h2>
          {call.phoneClient && (
            <IconButton label={copyLabel} onClick={() => copy(call.phoneClient ?? "")}>
              <Copy size={16} aria-hidden />
            </IconButton>
          )}
          <StageBadge call={call} stage={stage} />
          <span className="ml-auto flex items-center gap-1">
            {!isFormOpen && (
              <Button look="main" onClick={() => openForm(call.id)}>
                {said.call.order} <Key name="n" />
              </Button>
            )}
            <IconButton label={said.call.away} onClick={away}>
              <X size={18} aria-hidden />
            </IconButton>
          </span>
        </div>
        <Source call={call} />
        {call.phoneClient && <Waited phone={call.phoneClient} />}
      </header>
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        <div className={`flex flex-col gap-4 overflow-y-auto p-4 ${isFormOpen ? "shrink-0 md:w-60 2xl:w-80" : "flex-1"}`}>
          <ClientPanel call={call} isNarrow={isFormOpen} />
          <div className={isFormOpen ? "" : "max-w-xl"}>
            {/* Out of the field: the next call may come up, and single keys work. */}
            <Classify call={call} ref={subject} onSaved={() => head.current?.focus()} />
          </div>
        </div>
        {isFormOpen && (
          <div className="min-w-0 flex-1 overflow-y-auto border-l border-edge bg-sheet p-4">
            <OrderForm draft={draftName(call.id)} call={call} onWritten={close} onDiscard={close} />
          </div>
        )}
      </div>
      <Confirm
        open={isAsking}
        onClose={() => setAsking(false)}
        title={isGoingOn ? said.away.goingOn : said.away.title}
        hint={[isGoingOn && said.away.goingOnHint, hasDraft && said.away.draft, isHalfSaid && said.away.words].filter(Boolean).join(" ")}
        action={said.call.away}
        onConfirm={() => putAway(call.id)}
      />
    </article>
  );
}

/** From which advert, and where it is what time. */
function Source({ call }: { call: CallCard }) {
  const said = useTexts(texts).call;
  const now = useNow();
  const zone = useCities().cities.find(({ name }) => name === call.city)?.zone;
  const advert = [call.campaign, call.avitoName].filter(Boolean).join(" · ");
  return (
    <p aria-label={said.source} className="flex flex-wrap items-center gap-x-2">
      <Megaphone size={16} aria-hidden className="text-soft" />
      <span className="font-medium">{advert || said.noSource}</span>
      <span className="text-soft" aria-hidden>
        ·
      </span>
      <span className="font-medium">{call.city ?? said.noCity}</span>
      {zone && <span className="text-soft">{said.time(clockIn(zone, now))}</span>}
    </p>
  );
}

/** The client was missed before, and waits for a call. */
function Waited({ phone }: { phone: string }) {
  const said = useTexts(texts).call;
  const format = useFormat();
  const callback = useWaiting().data?.data.find((one) => one.phone === phone);
  if (!callback) return null;
  return (
    <p className="flex items-center gap-2 font-medium text-bad">
      <PhoneMissed size={16} aria-hidden />
      {said.callback(`${format.day(callback.openedAt)} ${format.time(callback.openedAt)}`)}
    </p>
  );
}
