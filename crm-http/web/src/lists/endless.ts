import { keepPreviousData, useInfiniteQuery, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { Schemas } from "@/api/client";
import { LIST } from "@/api/queries";
import { onEvent, RESET } from "@/live/feed";

interface Page<Row> {
  data: Row[];
  pagination: Schemas["Pagination"];
}

interface Source<Row> {
  /** By the feed's name: what changes of it, changes the list. */
  entity: string;
  /** What the list depends on, such as its filters. */
  by: unknown;
  /** A page after the cursor; the first one after `undefined`. */
  page: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>;
  /** One row, for the list to show it changed where it stands. */
  one?: (id: number) => Promise<Row>;
  /** Events that come within so many milliseconds are one reading. */
  gather?: number;
}

const GATHER = 200;

/**
 * A list that is read as it is scrolled. At its top it follows what happens. Further down nothing moves: rows change where
 * they stand, and what is new is told by `isBehind` until somebody asks for it.
 */
export function useEndless<Row extends { id: number }>({ entity, by, page, one, gather = GATHER }: Source<Row>) {
  const client = useQueryClient();
  const queryKey = useMemo(() => [LIST, entity, by], [entity, by]);
  const [isBehind, setBehind] = useState(false);
  const isAtTop = useRef(true);

  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => page(pageParam || undefined, signal),
    initialPageParam: "",
    getNextPageParam: (last) => last.pagination.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    // Reading a long list again would read all its pages.
    staleTime: Infinity,
    gcTime: 0,
    // Comparing every row with what it was would take longer, the further one scrolls.
    structuralSharing: false,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((one) => one.data) ?? [], [list.data]);

  type Pages = InfiniteData<Page<Row>, string>;
  /** Readings beside the query's own. One that was overtaken, or whose list is gone, says nothing. */
  const reading = useRef<AbortController>(undefined);
  const name = JSON.stringify(queryKey);
  useEffect(() => () => reading.current?.abort(), [name]);
  const fresh = async () => {
    reading.current?.abort();
    const mine = (reading.current = new AbortController());
    setBehind(false);
    try {
      const first = await page(undefined, mine.signal);
      await client.cancelQueries({ queryKey });
      if (!mine.signal.aborted) client.setQueryData<Pages>(queryKey, { pages: [first], pageParams: [""] });
    } catch {
      // What could not be read is there to be asked for.
      if (!mine.signal.aborted) setBehind(true);
    }
  };
  const asked = useRef(new Map<number, number>());
  const patch = useEffectEvent(async (id: number) => {
    const turn = (asked.current.get(id) ?? 0) + 1;
    asked.current.set(id, turn);
    const row = await one?.(id);
    if (!row || asked.current.get(id) !== turn) return;
    client.setQueryData<Pages>(queryKey, (was) =>
      was && {
        ...was,
        pages: was.pages.map((part) =>
          part.data.some((other) => other.id === id)
            ? { ...part, data: part.data.map((other) => (other.id === id ? row : other)) }
            : part,
        ),
      },
    );
  });

  const changed = useRef(new Set<number>());
  const settle = useEffectEvent(() => {
    const ids = [...changed.current];
    changed.current.clear();
    if (isAtTop.current) {
      void fresh();
      return;
    }
    for (const id of ids) {
      if (one && rows.some((row) => row.id === id)) patch(id).catch(() => setBehind(true));
      else setBehind(true);
    }
  });
  useEffect(() => {
    let timer: number | undefined;
    const stop = onEvent((event) => {
      if (event.kind !== RESET && event.entity !== entity) return;
      changed.current.add(Number(event.id));
      timer ??= window.setTimeout(() => {
        timer = undefined;
        settle();
      }, gather);
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [entity, gather]);

  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, isPlaceholderData } = list;
  const onEnd = useCallback(() => {
    // A further page that was refused is asked for again by people only.
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError && !isPlaceholderData) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, isPlaceholderData, fetchNextPage]);
  const onTop = useCallback((isTop: boolean) => (isAtTop.current = isTop), []);

  const first = list.data?.pages[0]?.pagination;
  return {
    error: isFetchNextPageError ? null : list.error,
    /** The rows end early. */
    isCut: isFetchNextPageError,
    more: () => void fetchNextPage(),
    retry: () => void list.refetch(),
    rows,
    /** How many there are in all; `atLeast` where nobody counts further. */
    count: first?.total == null || isPlaceholderData ? undefined : { total: first.total, atLeast: first.totalIsBound },
    /** For the table that shows it. */
    table: {
      rows,
      rowKey: (row: Row) => row.id,
      loading: list.isPending,
      /** They are still those of other filters. */
      isOld: isPlaceholderData,
      total: first?.totalIsBound ? undefined : (first?.total ?? undefined),
      onEnd,
      onTop,
      isBehind,
      onFresh: () => void fresh(),
    },
  };
}
