import { useEffect, useEffectEvent, useRef } from "react";
import { useCopy } from "@/call/copy";
import { BLANK, openForm, show, useDesk } from "@/call/desk";
import { useLive } from "@/call/live";
import { useWaiting } from "@/call/callbacks";
import { useKeys } from "@/keys/keys";
import { Button } from "@/ui/button";
import { Page } from "@/ui/page";
import { useTexts } from "@/words";
import { BlankOrder } from "./BlankOrder";
import { CallPanel } from "./CallPanel";
import { Calm } from "./Calm";
import { MyDay } from "./MyDay";
import { Others } from "./Others";
import { Queue } from "./Queue";
import { Strip } from "./Strip";
import { texts } from "./words";
import { WrapUp } from "./WrapUp";

/** What is going on now: the call of one's own phone, the other calls, and who waits for a call. */
export function DeskPage() {
  const said = useTexts(texts);
  const copy = useCopy();
  const { shown } = useDesk();
  const call = useLive((live) => (typeof shown === "number" ? live.calls[shown] : undefined));
  const waiting = useWaiting();
  const queue = useRef<HTMLUListElement>(null);
  const toQueue = () => queue.current?.querySelector<HTMLElement>("a")?.focus();
  const table = useRef<HTMLElement>(null);
  const order = () => {
    openForm(call ? call.id : BLANK);
    // One that is open already is gone back to.
    const fields = [...(table.current?.querySelectorAll<HTMLInputElement>("form[data-order] :is(input, textarea)") ?? [])];
    (fields.find(({ value }) => value === "") ?? fields[0])?.focus();
  };
  useKeys(said.title, [
    { keys: "n", about: said.keys.order, run: order },
    { keys: "b", about: said.keys.queue, run: toQueue },
    {
      keys: "c",
      about: said.keys.copy,
      run: () => {
        const focused = document.activeElement?.closest<HTMLElement>("[data-phone]")?.dataset["phone"];
        const phone = focused ?? call?.phoneClient ?? waiting.data?.data[0]?.phone;
        if (phone) copy(phone);
      },
    },
    { keys: "Esc", about: said.keys.leave },
  ]);
  // A call that came up while another page was open, and nothing else is being done.
  const arrive = useEffectEvent(() => {
    const latest = useDesk.getState().calls.at(-1);
    if (shown === undefined && latest !== undefined) show(latest);
  });
  useEffect(() => arrive(), []);
  return (
    <Page
      title={said.title}
      status={<WrapUp />}
      actions={
        <>
          <Strip />
          <Button onClick={() => openForm(BLANK)}>{said.blank.title}</Button>
        </>
      }
    >
      <div className="flex min-h-0 flex-1 gap-4 max-lg:flex-col max-lg:overflow-y-auto">
        {/* The only key that a field has for itself: out of it, to where single keys work again. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <section
          ref={table}
          data-desk
          aria-label={said.strip}
          tabIndex={-1}
          className="flex min-w-0 flex-1 flex-col outline-none max-lg:shrink-0"
          onKeyDown={(event) => {
            if (event.key !== "Escape" || event.defaultPrevented || event.target === event.currentTarget) return;
            if (event.currentTarget.contains(event.target as Node)) event.currentTarget.focus();
          }}
        >
          {shown === BLANK ? <BlankOrder /> : call ? <CallPanel key={call.id} call={call} /> : <Calm onOrder={order} onQueue={toQueue} />}
        </section>
        <aside className="flex shrink-0 flex-col gap-3 lg:w-72 lg:overflow-y-auto">
          <MyDay />
          <Others />
          <Queue list={queue} />
        </aside>
      </div>
    </Page>
  );
}
