import { getRouteApi } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { api, told } from "@/api/client";
import { useKeys } from "@/keys/keys";
import { useEndless } from "@/lists/endless";
import { ExportMenu } from "@/lists/ExportMenu";
import { Listing, useCount } from "@/lists/Listing";
import { useMay } from "@/session/may";
import { Button } from "@/ui/button";
import { Page } from "@/ui/page";
import { useTexts, useWords } from "@/words";
import { CallCard } from "./CallCard";
import { useColumns } from "./columns";
import { Filters } from "./Filters";
import { NewCall } from "./NewCall";
import type { CallsSearch } from "./search";
import { texts } from "./words";

const route = getRouteApi("/calls");
const PAGE = 100;

export function CallsPage() {
  const words = useWords();
  const said = useTexts(texts);
  const count = useCount();
  const columns = useColumns();
  const navigate = route.useNavigate();
  const { call: open, ...filters } = route.useSearch();
  const mayRecord = useMay("recordCalls");
  const [isWriting, setWriting] = useState(false);
  const searchBox = useRef<HTMLInputElement>(null);
  const list = useEndless({
    entity: "call",
    by: filters,
    page: (cursor, signal) => {
      const query = { ...filters, limit: PAGE, ...(cursor && { cursor }) };
      return told(api.GET("/api/calls", { params: { query }, signal }));
    },
    one: async (id) => (await told(api.GET("/api/calls/{id}", { params: { path: { id } } }))).data,
  });

  const show = (next: CallsSearch, replace = false) => void navigate({ search: next, replace });
  const setFilters = (next: CallsSearch) => show(next, true);
  const withCall = (call?: number) => show(call === undefined ? filters : { ...filters, call });
  const reset = () => setFilters({});
  useKeys(said.title, [
    { keys: "/", about: words.keys.search, run: () => searchBox.current?.focus() },
    { keys: "x", about: words.keys.reset, run: reset },
    ...(mayRecord ? [{ keys: "n", about: said.write.title, run: () => setWriting(true) }] : []),
    { keys: "↑ ↓ Enter", about: words.keys.rows },
  ]);

  return (
    <Page
      title={said.title}
      status={!list.error && count(list.count)}
      actions={
        <>
          <ExportMenu what="calls" filters={filters} name={said.file} />
          {mayRecord && <Button onClick={() => setWriting(true)}>{said.write.action}</Button>}
        </>
      }
    >
      <Filters value={filters} onChange={setFilters} searchBox={searchBox} />
      <Listing
        list={list}
        label={said.list}
        columns={columns}
        onOpen={(call) => withCall(call.id)}
        chosen={open}
        empty={said.empty}
        emptyHint={said.emptyHint}
        isFiltered={Object.keys(filters).length > 0}
        onReset={reset}
      />
      <NewCall open={isWriting} onClose={() => setWriting(false)} />
      <CallCard id={open} onClose={() => withCall()} />
    </Page>
  );
}
