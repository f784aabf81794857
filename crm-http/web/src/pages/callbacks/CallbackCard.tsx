import { Link } from "@tanstack/react-router";
import { Copy } from "lucide-react";
import type { ReactNode } from "react";
import { CallbackActs } from "@/call/CallbackActs";
import type { Callback } from "@/call/callbacks";
import { CallbackState } from "@/call/CallbackState";
import { useCopy } from "@/call/copy";
import { texts as shared } from "@/call/words";
import { IconButton } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import { Waited } from "./columns";
import { texts } from "./words";

interface Props {
  open: boolean;
  callback: Callback | undefined;
  onClose: () => void;
}

/** One client who was missed, and what can be done about it. */
export function CallbackCard({ open, callback, onClose }: Props) {
  const said = useTexts(texts).card;
  return (
    <Dialog as="drawer" open={open} onClose={onClose} title={said.title}>
      {callback ? <Card callback={callback} /> : <p className="text-soft">{said.gone}</p>}
    </Dialog>
  );
}

function Card({ callback }: { callback: Callback }) {
  const { card: said, columns: titles } = useTexts(texts);
  const { copy: copyLabel } = useTexts(shared);
  const format = useFormat();
  const copy = useCopy();
  const moment = (at: string) => `${format.day(at)} ${format.time(at)}`;
  const call = (id: number) => (
    <Link to="/calls" search={{ call: id }} className="rounded text-accent underline underline-offset-2">
      {said.show}
    </Link>
  );
  const { closed } = callback;
  return (
    <>
      <div className="mb-3 flex items-center gap-2 text-lg font-semibold">
        <a href={`tel:${callback.phone}`} className="rounded hover:underline">
          {format.phone(callback.phone)}
        </a>
        <IconButton label={copyLabel} onClick={() => copy(callback.phone)}>
          <Copy size={16} aria-hidden />
        </IconButton>
        <CallbackState state={callback.state} />
      </div>
      {callback.state === "open" && (
        <div className="mb-3 flex gap-2">
          <CallbackActs callback={callback} />
        </div>
      )}
      <dl>
        <Row name={titles.since}>{moment(callback.openedAt)}</Row>
        <Row name={titles.waited}>
          <Waited callback={callback} />
        </Row>
        <Row name={titles.missed}>{format.number(callback.missed)}</Row>
        <Row name={said.last}>
          {moment(callback.lastMissedAt)} {call(callback.lastCallId)}
        </Row>
        <Row name={titles.taken}>{callback.taken?.by.name}</Row>
        <Row name={titles.city}>{callback.city}</Row>
        <Row name={titles.campaign}>{callback.rk}</Row>
        <Row name={said.line}>{callback.phoneAts && format.phone(callback.phoneAts)}</Row>
        {closed && <Row name={said.closed}>{moment(closed.at)}</Row>}
        {closed?.callId != null && <Row name={said.byCall}>{call(closed.callId)}</Row>}
        {closed?.reason && <Row name={said.reason}>{closed.reason}</Row>}
      </dl>
    </>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  const words = useWords();
  return (
    <div className="flex gap-3 border-b border-edge py-1.5">
      <dt className="w-32 shrink-0 text-soft">{name}</dt>
      <dd className="min-w-0 break-words">{children ?? words.lists.none}</dd>
    </div>
  );
}
