import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useRef } from "react";
import { api, told } from "@/api/client";
import { useKeys } from "@/keys/keys";
import { useFollowed } from "@/live/useFollowed";
import { Failed, Skeleton } from "@/ui/states";
import { useTexts } from "@/words";
import { Board } from "./Board";
import { Head } from "./Head";
import { useAwake, useFullScreen } from "./screen";
import { texts } from "./words";

const route = getRouteApi("/wallboard");
const KEY = "wallboard";
/** However much happens. */
const PAUSE = 2_000;
/** However little happens: waits grow by themselves. */
const REST = 15_000;

/** The office at this moment, for a screen on the wall. */
export function WallboardPage() {
  const said = useTexts(texts);
  const { city, look } = route.useSearch();
  const navigate = route.useNavigate();
  const board = useRef<HTMLDivElement>(null);
  const screen = useFullScreen(board);
  useAwake();
  const query = city ? { city } : {};
  const now = useQuery({
    queryKey: [KEY, query],
    queryFn: async ({ signal }) => (await told(api.GET("/api/stats/wallboard", { params: { query }, signal }))).data,
    placeholderData: keepPreviousData,
    refetchInterval: REST,
    refetchIntervalInBackground: true,
  });
  useFollowed(KEY, ["call", "callback", "order", "operator"], PAUSE);
  const turn = () => void navigate({ search: { ...query, ...(look ? {} : { look: "light" as const }) }, replace: true });
  const setCity = (next: string) => void navigate({ search: { ...(next && { city: next }), ...(look && { look }) }, replace: true });
  useKeys(said.title, [
    { keys: "f", about: said.fullScreen, run: screen.toggle },
    { keys: "b", about: look ? said.dark : said.light, run: turn },
  ]);
  return (
    <div
      ref={board}
      data-theme={look ?? "dark"}
      className={`min-h-0 bg-ground text-ink ${screen.isFull ? "fixed inset-0 z-30" : "flex-1"}`}
      style={{ containerType: "size" }}
    >
      <div className="flex h-full flex-col gap-[1.4cqh] overflow-hidden p-[1.6cqh]">
        <Head
          read={{ at: now.dataUpdatedAt, isFailing: now.isError || now.failureCount > 0 }}
          city={city}
          onCity={setCity}
          isLight={look === "light"}
          onLook={turn}
          isFull={screen.isFull}
          onFull={screen.toggle}
        />
        {now.data ? (
          <Board now={now.data} readAt={now.dataUpdatedAt} city={city} />
        ) : now.isError ? (
          <Failed error={now.error} onRetry={() => void now.refetch()} />
        ) : (
          <Skeleton className="flex-1" />
        )}
      </div>
    </div>
  );
}
