import { getRouteApi } from "@tanstack/react-router";
import { useRef } from "react";
import { api, told } from "@/api/client";
import { useWaiting } from "@/call/callbacks";
import { useKeys } from "@/keys/keys";
import { useEndless } from "@/lists/endless";
import { Listing, useCount } from "@/lists/Listing";
import { Page } from "@/ui/page";
import { useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import { CallbackCard } from "./CallbackCard";
import { useColumns } from "./columns";
import { Filters } from "./Filters";
import type { CallbacksSearch } from "./search";
import { texts } from "./words";

const route = getRouteApi("/callbacks");
const PAGE = 100;

/** All clients who were missed: those who wait, and how the waiting of the others ended. */
export function CallbacksPage() {
  const words = useWords();
  const said = useTexts(texts);
  const format = useFormat();
  const count = useCount();
  const columns = useColumns();
  const navigate = route.useNavigate();
  const { callback: open, ...filters } = route.useSearch();
  const searchBox = useRef<HTMLInputElement>(null);
  const waiting = useWaiting();
  const list = useEndless({
    entity: "callback",
    by: filters,
    page: (cursor, signal) => {
      // Who waits, waits longest first; of the others, the latest come first.
      const sort = filters.state === "open" ? ("openedAt" as const) : ("-openedAt" as const);
      const query = { ...filters, sort, limit: PAGE, ...(cursor && { cursor }) };
      return told(api.GET("/api/callbacks", { params: { query }, signal }));
    },
  });
  const show = (next: CallbacksSearch, replace = false) => void navigate({ search: next, replace });
  const reset = () => show({}, true);
  const withCard = (callback?: number) => show(callback === undefined ? filters : { ...filters, callback });
  useKeys(said.title, [
    { keys: "/", about: words.keys.search, run: () => searchBox.current?.focus() },
    { keys: "x", about: words.keys.reset, run: reset },
    { keys: "↑ ↓ Enter", about: words.keys.rows },
  ]);
  const status = [
    !list.error && count(list.count),
    waiting.data && said.open(format.number(waiting.data.open.count)),
  ];
  return (
    <Page title={said.title} status={status.filter(Boolean).join(", ")}>
      <Filters value={filters} onChange={(next) => show(next, true)} searchBox={searchBox} />
      <Listing
        list={list}
        label={said.list}
        columns={columns}
        onOpen={(callback) => withCard(callback.id)}
        chosen={open}
        empty={said.empty}
        emptyHint={said.emptyHint}
        isFiltered={Object.keys(filters).length > 0}
        onReset={reset}
      />
      {/* Whether it is gone is known once the list is. */}
      <CallbackCard open={open !== undefined && !list.table.loading && !list.error} callback={list.rows.find(({ id }) => id === open)} onClose={() => withCard()} />
    </Page>
  );
}
