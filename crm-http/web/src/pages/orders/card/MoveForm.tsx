import { useState } from "react";
import { Problem } from "@/api/problem";
import { Button } from "@/ui/button";
import { Field, TextArea } from "@/ui/field";
import { useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import { decimal, kopecks } from "@/words/money";
import { useRefusalText } from "@/words/problems";
import type { Order } from "../search";
import { texts } from "../words";
import { MasterChoice } from "./MasterChoice";
import { useStep, type OpenMove, type Step } from "./useOrder";

/** Another master for an order that stays where it stands. */
export const REASSIGN = "reassign";
export type Wanted = OpenMove | typeof REASSIGN;

interface Props {
  order: Order;
  wanted: Wanted;
  onDone: (order: Order) => void;
  onCancel: () => void;
}

type Name = "masterId" | "reason" | "result" | "expenditure" | "promisedDate";

/** Asks for what the server said the move needs, and makes it. What is typed stays when it is refused. */
export function MoveForm({ order, wanted, onDone, onCancel }: Props) {
  const words = useWords();
  const said = useTexts(texts).card.move;
  const refusal = useRefusalText();
  const step = useStep();
  const [master, setMaster] = useState<number>();
  const [reason, setReason] = useState("");
  const [result, setResult] = useState(order.result ?? "");
  const [expenditure, setExpenditure] = useState(order.expenditure ?? "");
  const [promised, setPromised] = useState(order.promisedDate ?? "");
  const [isTried, setTried] = useState(false);

  const needs: readonly string[] = wanted === REASSIGN ? ["masterId"] : wanted.needs;
  const asked = new Set([...needs, ...(wanted === REASSIGN ? ["reason"] : wanted.may)]);
  const typed: Record<Name, string> = { masterId: String(master ?? ""), reason: reason.trim(), result, expenditure, promisedDate: promised };
  const isMoney = (name: Name) => name === "result" || name === "expenditure";
  const fault = (name: Name) => {
    if (!asked.has(name)) return undefined;
    if (typed[name].trim() === "") return needs.includes(name) ? words.forms.required : undefined;
    return isMoney(name) && kopecks(typed[name]) === undefined ? said.badMoney : undefined;
  };
  const refused = (name: Name) => {
    const found = step.error instanceof Problem ? step.error.fields.find(({ field }) => field === name) : undefined;
    return found && refusal(found.code, found.message);
  };
  const error = (name: Name) => (isTried ? (fault(name) ?? refused(name)) : undefined);

  const made = (): Step => {
    if (wanted === REASSIGN) return { masterId: master ?? 0, reason: typed.reason };
    const amount = (text: string) => decimal(kopecks(text) ?? 0n);
    return {
      move: {
        statusOrder: wanted.statusOrder,
        ...(asked.has("masterId") && master !== undefined && { masterId: master }),
        ...(typed.reason && { reason: typed.reason }),
        ...(asked.has("result") && { result: amount(result) }),
        ...(asked.has("expenditure") && expenditure.trim() && { expenditure: amount(expenditure) }),
        ...(asked.has("promisedDate") && promised && { promisedDate: promised }),
      },
    };
  };
  const submit = () => {
    setTried(true);
    const faulty = [...asked].some((name) => fault(name as Name) !== undefined);
    if (faulty || step.isPending) return;
    step.mutate({ order, step: made() }, { onSuccess: onDone });
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {asked.has("masterId") && <MasterChoice order={order} value={master} onChange={setMaster} error={error("masterId")} />}
      {asked.has("result") && (
        <Field reserved label={said.result} inputMode="decimal" value={result} error={error("result")} onChange={(event) => setResult(event.target.value)} />
      )}
      {asked.has("expenditure") && (
        <Field reserved label={said.expenditure} inputMode="decimal" placeholder="0" value={expenditure} error={error("expenditure")} onChange={(event) => setExpenditure(event.target.value)} />
      )}
      {asked.has("result") && <Clean result={result} expenditure={expenditure} />}
      {asked.has("promisedDate") && (
        <Field reserved label={said.promisedDate} type="date" value={promised} error={error("promisedDate")} onChange={(event) => setPromised(event.target.value)} />
      )}
      {asked.has("reason") && (
        <TextArea
          reserved
          label={said.reason}
          maxLength={500}
          value={reason}
          error={error("reason")}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
          }}
        />
      )}
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={onCancel}>{words.actions.cancel}</Button>
        <Button type="submit" look="main" disabled={step.isPending}>
          {asked.has("result") ? said.complete : asked.has("masterId") ? words.actions.save : said.action}
        </Button>
      </div>
    </form>
  );
}

/** What will be left, to the kopeck; nothing as long as an amount is not one. */
function Clean({ result, expenditure }: { result: string; expenditure: string }) {
  const words = useWords();
  const said = useTexts(texts).card.move;
  const format = useFormat();
  const taken = kopecks(result);
  const spent = expenditure.trim() === "" ? 0n : kopecks(expenditure);
  const clean = taken === undefined || spent === undefined ? words.lists.none : format.money(decimal(taken - spent));
  return (
    <p className="mb-2 flex justify-between rounded-md bg-hover px-2 py-1.5">
      <span>{said.clean}</span>
      <output className="font-semibold">{clean}</output>
    </p>
  );
}
