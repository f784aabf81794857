import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useMemo, useRef } from "react";
import { api, told } from "@/api/client";
import { Problem } from "@/api/problem";
import { useKeys } from "@/keys/keys";
import { Button } from "@/ui/button";
import { Empty, Failed, useSentence } from "@/ui/states";
import { Table } from "@/ui/table";
import { useWords } from "@/words";
import { useFormat } from "@/words/format";
import { CallCard } from "./CallCard";
import { useColumns } from "./columns";
import { Filters } from "./Filters";
import type { CallsSearch } from "./search";

const route = getRouteApi("/calls");
const PAGE = 100;

export function CallsPage() {
  const words = useWords();
  const format = useFormat();
  const sentence = useSentence();
  const columns = useColumns();
  const navigate = route.useNavigate();
  const { call: open, ...filters } = route.useSearch();
  const searchBox = useRef<HTMLInputElement>(null);

  const list = useInfiniteQuery({
    queryKey: ["call", "list", filters],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filters, limit: PAGE, ...(pageParam && { cursor: pageParam }) };
      return told(api.GET("/api/calls", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.pagination.nextCursor,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const show = (next: CallsSearch, replace = false) => void navigate({ search: next, replace });
  const setFilters = (next: CallsSearch) => show(next, true);
  const withCall = (call?: number) => show(call === undefined ? filters : { ...filters, call });
  const reset = () => setFilters({});
  useKeys(words.calls.title, [
    { keys: "/", about: words.keys.search, run: () => searchBox.current?.focus() },
    { keys: "x", about: words.keys.reset, run: reset },
    { keys: "↑ ↓ Enter", about: words.keys.rows },
  ]);

  const first = list.data?.pages[0]?.pagination;
  const isFiltered = Object.keys(filters).length > 0;
  const refused = list.error instanceof Problem && list.error.status === 422 ? list.error : undefined;
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 p-4">
      <div className="flex items-baseline gap-3">
        <h1 className="text-lg font-semibold">{words.calls.title}</h1>
        <p role="status" className="text-soft">
          {first?.total != null && !list.isError && words.calls.count(format.number(first.total), first.totalIsBound)}
        </p>
      </div>
      <Filters value={filters} onChange={setFilters} searchBox={searchBox} />
      {list.isError && !refused ? (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Table
          label={words.calls.list}
          columns={columns}
          rows={refused ? [] : rows}
          rowKey={(call) => call.id}
          onOpen={(call) => withCall(call.id)}
          chosen={open}
          total={first?.totalIsBound ? undefined : (first?.total ?? undefined)}
          loading={list.isPending}
          onEnd={more}
        >
          {refused ? (
            <Empty title={words.calls.badFilter} hint={sentence(refused)}>
              <Button onClick={reset}>{words.actions.reset}</Button>
            </Empty>
          ) : (
            <Empty
              title={isFiltered ? words.calls.emptyFiltered : words.calls.empty}
              hint={isFiltered ? undefined : words.calls.emptyHint}
            >
              {isFiltered && <Button onClick={reset}>{words.actions.reset}</Button>}
            </Empty>
          )}
        </Table>
      )}
      <CallCard id={open} onClose={() => withCall()} />
    </div>
  );
}
