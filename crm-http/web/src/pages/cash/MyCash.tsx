import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, told } from "@/api/client";
import { useKeys } from "@/keys/keys";
import { useUser } from "@/session/session";
import { Button } from "@/ui/button";
import { Page } from "@/ui/page";
import { Empty, Failed, Skeleton } from "@/ui/states";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { CashState } from "./columns";
import { HandOver } from "./HandOver";
import { HandoverCard } from "./HandoverCard";
import type { Handover } from "./search";
import { useHandovers } from "./useHandovers";
import { texts } from "./words";

/** What a master holds, by city, and what was handed over. */
export function MyCash() {
  const said = useTexts(texts);
  const user = useUser();
  const [isHanding, setHanding] = useState(false);
  const { list, open, setOpen } = useHandovers();
  // Of orders and hand-overs both: it is read anew with either.
  const handedSoFar = list.rows.map(({ id, version }) => `${id}.${version}`).join();
  const balance = useQuery({
    queryKey: ["order", "balance", user.id, handedSoFar],
    queryFn: ({ signal }) => told(api.GET("/api/masters/{id}/cash", { params: { path: { id: user.id } }, signal })),
    placeholderData: (before) => before,
    select: ({ data }) => data,
  });
  const hand = () => setHanding(true);
  useKeys(said.title, [{ keys: "n", about: said.keys.hand, run: hand }]);
  const { onEnd } = list.table;
  return (
    <Page
      title={said.title}
      scrolls
      actions={
        <Button look="main" onClick={hand}>
          {said.hand}
        </Button>
      }
    >
      <div className="flex max-w-xl flex-col gap-5">
        <section aria-label={said.balance.title} className="flex flex-col gap-2">
          <h2 className="font-semibold">{said.balance.title}</h2>
          {balance.isError ? (
            <Failed error={balance.error} onRetry={() => void balance.refetch()} />
          ) : balance.isPending ? (
            <Skeleton className="h-20" />
          ) : balance.data.length === 0 ? (
            <p className="text-soft">{said.balance.none}</p>
          ) : (
            balance.data.map((city) => <Balance key={city.city} {...city} />)
          )}
        </section>
        <section aria-label={said.list} className="flex flex-col gap-2">
          <h2 className="font-semibold">{said.list}</h2>
          {list.error ? (
            <Failed error={list.error} onRetry={list.retry} />
          ) : list.table.loading ? (
            <Skeleton className="h-14" />
          ) : list.rows.length === 0 ? (
            <Empty title={said.empty} />
          ) : (
            <ul className="flex flex-col gap-2">
              {list.rows.map((handover) => (
                <li key={handover.id}>
                  <Row handover={handover} onOpen={() => setOpen(handover.id)} />
                </li>
              ))}
            </ul>
          )}
          {list.count && list.rows.length < list.count.total && <Button onClick={onEnd}>{said.more}</Button>}
        </section>
      </div>
      <HandOver open={isHanding} onClose={() => setHanding(false)} balances={balance.data ?? []} />
      <HandoverCard id={open} onClose={() => setOpen()} />
    </Page>
  );
}

function Balance({ city, held, pending, earned, accepted }: { city: string; held: string; pending: string; earned: string; accepted: string }) {
  const said = useTexts(texts).balance;
  const format = useFormat();
  return (
    <div className="rounded-lg border border-edge bg-sheet p-3">
      <p className="flex items-baseline justify-between gap-3">
        <span className="font-medium">{city}</span>
        <span className="text-lg font-semibold">{format.money(held)}</span>
      </p>
      <p className="text-soft">
        {said.earned} {format.money(earned)} · {said.accepted} {format.money(accepted)} · {said.pending} {format.money(pending)}
      </p>
    </div>
  );
}

function Row({ handover, onOpen }: { handover: Handover; onOpen: () => void }) {
  const format = useFormat();
  return (
    <button
      type="button"
      className="flex min-h-12 w-full flex-wrap items-center gap-x-3 rounded-lg border border-edge bg-sheet px-3 py-2 text-left hover:bg-hover"
      onClick={onOpen}
    >
      <span className="font-semibold">{format.money(handover.amount)}</span>
      <span className="text-soft">
        {handover.city}, {format.day(handover.handedAt)}
      </span>
      <span className="ml-auto">
        <CashState state={handover.state} />
      </span>
      {handover.reason && <span className="w-full break-words text-soft">{handover.reason}</span>}
    </button>
  );
}
