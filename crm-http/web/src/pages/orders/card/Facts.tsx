import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useUser } from "@/session/session";
import { useLabel, useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import { Meeting } from "../Meeting";
import { texts } from "../words";
import type { Card } from "./useOrder";

/** What is known of an order. */
export function Facts({ card }: { card: Card }) {
  const said = useTexts(texts).card;
  const label = useLabel();
  const format = useFormat();
  const user = useUser();
  const when = (at: string | null | undefined) => (at ? `${format.day(at)} ${format.time(at)}` : null);
  const { fields } = said;
  return (
    <dl>
      <Fact name={fields.dateMeeting}>
        <Meeting order={card} /> <span className="text-soft">{said.localTime(card.meetingZone)}</span>
      </Fact>
      <Fact name={fields.clientName}>{card.clientName}</Fact>
      <Fact name={fields.address}>
        {card.city}, {card.address}
      </Fact>
      <Fact name={fields.typeEquipment}>
        {label("equipment", card.typeEquipment)}, {label("orderType", card.typeOrder).toLocaleLowerCase()}
      </Fact>
      <Fact name={fields.problem}>
        <span className="whitespace-pre-line">{card.problem}</span>
      </Fact>
      <Fact name={fields.master}>{card.master?.name}</Fact>
      {card.promisedDate && <Fact name={fields.promisedDate}>{format.day(`${card.promisedDate}T12:00:00Z`)}</Fact>}
      {card.result != null && <Fact name={fields.result}>{format.money(card.result)}</Fact>}
      {card.expenditure != null && <Fact name={fields.expenditure}>{format.money(card.expenditure)}</Fact>}
      {card.clean != null && (
        <Fact name={fields.clean}>
          <strong>{format.money(card.clean)}</strong>
        </Fact>
      )}
      <Fact name={fields.rk}>{card.rk}</Fact>
      <Fact name={fields.avitoName}>{card.avitoName}</Fact>
      {card.callId != null && user.role !== "master" && (
        <Fact name={fields.call}>
          <Link to="/calls" search={{ call: card.callId }} className="text-accent underline">
            {said.openCall}
          </Link>
        </Fact>
      )}
      <Fact name={fields.operator}>{card.operator?.name ?? said.program}</Fact>
      <Fact name={fields.created}>{when(card.createDate)}</Fact>
      {card.closingData && <Fact name={fields.closed}>{when(card.closingData)}</Fact>}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const words = useWords();
  return (
    <div className="flex gap-3 border-b border-edge py-1.5">
      <dt className="w-36 shrink-0 text-soft">{name}</dt>
      <dd className="min-w-0 break-words">{children ?? words.lists.none}</dd>
    </div>
  );
}
