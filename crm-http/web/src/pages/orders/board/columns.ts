import { useQueryClient, type InfiniteData } from "@tanstack/react-query";
import type { Schemas } from "@/api/client";
import { LIST } from "@/api/queries";
import type { Order, OrderFilters, Status } from "../search";

const OPEN: readonly Status[] = ["new", "accepted", "en_route", "in_progress", "deferred"];
const CLOSED: readonly Status[] = ["completed", "cancelled", "void"];
export const COLUMNS: readonly Status[] = [...OPEN, ...CLOSED];
export const isClosedColumn = (status: Status) => CLOSED.includes(status);

/** Which orders a column has: the filters' ones that stand there, of the closed ones those of today. */
export function ofColumn(status: Status, filters: OrderFilters, today: string): OrderFilters {
  const closed = isClosedColumn(status) && !filters.closingFrom && !filters.closingTo;
  return { ...filters, status, ...(closed && { closingFrom: today }) };
}

interface Part {
  data: Order[];
  pagination: Schemas["Pagination"];
}
type Pages = InfiniteData<Part, string>;

const counted = (part: Part, by: number) => ({
  ...part.pagination,
  ...(part.pagination.total != null && { total: part.pagination.total + by }),
});

function without(was: Pages, id: number): Pages {
  const by = was.pages.some(({ data }) => data.some((order) => order.id === id)) ? -1 : 0;
  return {
    ...was,
    pages: was.pages.map((part) => ({ data: part.data.filter((order) => order.id !== id), pagination: counted(part, by) })),
  };
}

function onTop(was: Pages, order: Order): Pages {
  const rest = without(was, order.id);
  return {
    ...rest,
    pages: rest.pages.map((part, index) => ({
      data: index === 0 ? [order, ...part.data] : part.data,
      pagination: counted(part, 1),
    })),
  };
}

/** Shows an order in another column before the server has said so; the feed has both columns read anew. */
export function useShift(filters: OrderFilters, today: string) {
  const client = useQueryClient();
  const change = (status: Status, how: (was: Pages) => Pages) =>
    client.setQueryData<Pages>([LIST, "order", ofColumn(status, filters, today)], (was) => was && how(was));
  return (order: Order, from: Status, to: Status) => {
    change(from, (was) => without(was, order.id));
    change(to, (was) => onTop(was, { ...order, statusOrder: to }));
  };
}
