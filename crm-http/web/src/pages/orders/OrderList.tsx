import { useEffect } from "react";
import { api, told } from "@/api/client";
import { useEndless } from "@/lists/endless";
import { Listing, useCount } from "@/lists/Listing";
import { useTexts } from "@/words";
import { useColumns } from "./columns";
import type { OrderFilters } from "./search";
import { texts } from "./words";

const PAGE = 100;

export interface ViewProps {
  filters: OrderFilters;
  chosen: number | undefined;
  onOpen: (id: number) => void;
  onReset: () => void;
  /** How many there are, for the page's head. */
  onCount: (count: string | undefined) => void;
}

/** Orders as the API has them: open ones by status and visit, then closed ones, the latest first. */
export function OrderList({ filters, chosen, onOpen, onReset, onCount }: ViewProps) {
  const said = useTexts(texts);
  const columns = useColumns();
  const inWords = useCount();
  const list = useEndless({
    entity: "order",
    by: filters,
    page: (cursor, signal) => {
      const query = { ...filters, limit: PAGE, ...(cursor && { cursor }) };
      return told(api.GET("/api/orders", { params: { query }, signal }));
    },
    one: async (id) => (await told(api.GET("/api/orders/{id}", { params: { path: { id } } }))).data,
  });
  const count = list.error ? undefined : inWords(list.count);
  useEffect(() => onCount(count), [count, onCount]);
  return (
    <Listing
      list={list}
      label={said.list}
      columns={columns}
      onOpen={(order) => onOpen(order.id)}
      chosen={chosen}
      empty={said.empty}
      emptyHint={said.emptyHint}
      isFiltered={Object.keys(filters).length > 0}
      onReset={onReset}
    />
  );
}
