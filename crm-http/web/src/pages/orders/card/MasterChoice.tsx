import { useQuery } from "@tanstack/react-query";
import { api, told } from "@/api/client";
import { all } from "@/lists/named";
import { Combobox } from "@/ui/combobox";
import { useTexts } from "@/words";
import type { Order } from "../search";
import { texts } from "../words";

interface Props {
  order: Order;
  value: number | undefined;
  onChange: (master: number | undefined) => void;
  error?: string | undefined;
}

/** The masters who serve the order's city: those whose home it is first, the least busy of them on top. */
export function MasterChoice({ order, value, onChange, error }: Props) {
  const said = useTexts(texts).card.move;
  const { city } = order;
  const masters = useQuery({
    // Of orders: how many somebody has changes with every one that is given or closed.
    queryKey: ["order", "masters", city],
    queryFn: () => all((cursor) => told(api.GET("/api/masters", { params: { query: { city, status: "active", limit: 100, ...cursor } } }))),
  });
  const choices = (masters.data ?? [])
    .filter(({ id }) => id !== order.masterId)
    .sort((a, b) => Number(b.city === city) - Number(a.city === city) || a.openOrders - b.openOrders)
    .map(({ id, name, openOrders }) => ({ value: id, label: `${name} · ${said.openOrders(openOrders)}` }));
  return (
    <Combobox
      reserved
      label={said.master}
      placeholder={masters.isSuccess && choices.length === 0 ? said.noMasters : said.masterHint}
      choices={choices}
      value={value}
      onChange={onChange}
      error={error}
    />
  );
}
