import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api, told } from "@/api/client";
import { useClient } from "@/order/client";
import { OrderStatus } from "@/order/OrderStatus";
import { Failed, Skeleton } from "@/ui/states";
import { useLabel, useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { Meeting } from "../Meeting";
import { texts } from "../words";
import type { Card } from "./useOrder";

interface Props<Row> {
  title: string;
  query: UseQueryResult<Row[]>;
  /** Where there is none. */
  empty: string;
  row: (row: Row, index: number) => ReactNode;
}

function Section<Row>({ title, query, empty, row }: Props<Row>) {
  return (
    <section>
      <h3 className="mb-1 font-semibold">{title}</h3>
      {query.isError ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton className="my-1.5 h-5" />
      ) : query.data.length === 0 ? (
        <p className="py-1.5 text-soft">{empty}</p>
      ) : (
        <ul>
          {query.data.map((one, index) => (
            <li key={index} className="border-b border-edge py-1.5">
              {row(one, index)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Who moved it, when, from where to where, and why. */
export function History({ id }: { id: number }) {
  const said = useTexts(texts).card;
  const label = useLabel();
  const format = useFormat();
  const query = useQuery({
    queryKey: ["order", "history", id],
    queryFn: ({ signal }) => told(api.GET("/api/orders/{id}/history", { params: { path: { id } }, signal })),
    select: ({ data }) => data.toReversed(),
  });
  const status = (code: string) => label("orderStatus", code);
  return (
    <Section
      title={said.history}
      query={query}
      empty={said.none}
      row={(row) => (
        <>
          <div className="flex justify-between gap-3">
            <span className="font-medium">
              {row.from && row.from !== row.to ? `${status(row.from)} → ${status(row.to)}` : label("historyKind", row.kind)}
            </span>
            <time dateTime={row.at} className="shrink-0 text-soft">
              {format.day(row.at)} {format.time(row.at)}
            </time>
          </div>
          <p className="text-soft">
            {row.by.id == null ? said.program : row.by.name}
            {row.master && ` · ${said.fields.master.toLocaleLowerCase()}: ${row.master.name}`}
          </p>
          {row.reason && <p className="break-words">{row.reason}</p>}
        </>
      )}
    />
  );
}

/** What was posted of it. */
export function Ledger({ id }: { id: number }) {
  const said = useTexts(texts).card;
  const label = useLabel();
  const format = useFormat();
  const query = useQuery({
    queryKey: ["order", "ledger", id],
    queryFn: ({ signal }) => told(api.GET("/api/orders/{id}/ledger", { params: { path: { id } }, signal })),
    select: ({ data }) => data,
  });
  return (
    <Section
      title={said.ledger}
      query={query}
      empty={said.noLedger}
      row={(entry) => (
        <div className="flex justify-between gap-3">
          <span>
            {label("ledgerKind", entry.kind)} <span className="text-soft">{format.day(entry.at)}</span>
          </span>
          <span className="font-medium">{format.money(entry.amount)}</span>
        </div>
      )}
    />
  );
}

/** The other orders of the same phone, open ones first. */
export function Others({ card, onOpen }: { card: Card; onOpen: (id: number) => void }) {
  const said = useTexts(texts).card;
  const client = useClient(card.phone);
  const others = client.data?.orders.filter(({ id }) => id !== card.id);
  const query = { ...client, data: others } as UseQueryResult<Card[]>;
  return (
    <Section
      title={said.others}
      query={query}
      empty={said.noOthers}
      row={(order) => (
        <button type="button" className="flex min-h-6 w-full items-center gap-3 text-left hover:underline" onClick={() => onOpen(order.id)}>
          <span className="font-medium text-accent">№ {order.id}</span>
          <Meeting order={order} />
          <span className="min-w-0 flex-1 truncate text-soft">{order.problem}</span>
          <OrderStatus status={order.statusOrder} />
        </button>
      )}
    />
  );
}
