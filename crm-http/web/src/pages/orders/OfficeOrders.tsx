import { getRouteApi } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useRef, useState } from "react";
import { useKeys } from "@/keys/keys";
import { useCities } from "@/lists/named";
import { useUser } from "@/session/session";
import { ExportMenu } from "@/lists/ExportMenu";
import { Button } from "@/ui/button";
import { Page } from "@/ui/page";
import { Segments } from "@/ui/tabs";
import { useTexts, useWords } from "@/words";
import { Board } from "./board/Board";
import { Calendar } from "./calendar/Calendar";
import { OrderCard } from "./card/OrderCard";
import { Filters } from "./Filters";
import { FirstSteps } from "./FirstSteps";
import { NewOrder } from "./NewOrder";
import { OrderList } from "./OrderList";
import { VIEWS, type OrderFilters, type OrdersSearch, type View } from "./search";
import { texts } from "./words";

const route = getRouteApi("/orders");

export function OfficeOrders() {
  const words = useWords();
  const said = useTexts(texts);
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const { view = "list", day, order, ...filters } = search;
  const searchBox = useRef<HTMLInputElement>(null);
  const [count, setCount] = useState<string>();
  const [isWriting, setWriting] = useState(false);

  const show = (next: OrdersSearch, replace = false) => void navigate({ search: next, replace });
  const place = { ...(search.view && { view: search.view }), ...(day && { day }) };
  const setFilters = (next: OrderFilters) => show({ ...place, ...next }, true);
  const setView = (next: View) => {
    setCount(undefined);
    show({ ...filters, ...(day && { day }), view: next }, true);
  };
  const open = (id?: number) => show({ ...place, ...filters, ...(id !== undefined && { order: id }) });
  const reset = () => setFilters({});
  useKeys(said.title, [
    { keys: "/", about: words.keys.search, run: () => searchBox.current?.focus() },
    { keys: "x", about: words.keys.reset, run: reset },
    { keys: "l", about: said.keys.list, run: () => setView("list") },
    { keys: "b", about: said.keys.board, run: () => setView("board") },
    { keys: "t", about: said.keys.calendar, run: () => setView("calendar") },
    { keys: "n", about: said.keys.create, run: () => setWriting(true) },
    { keys: "↑ ↓ Enter", about: words.keys.rows },
  ]);
  useKeys(said.keys.card, [
    { keys: "e", about: said.keys.edit },
    { keys: "a r w d c x v b", about: said.keys.moves },
  ]);

  const user = useUser();
  const { cities, isPending } = useCities();
  if (user.role === "admin" && !isPending && cities.length === 0) {
    return (
      <Page scrolls title={said.title}>
        <FirstSteps />
      </Page>
    );
  }

  const views = VIEWS.map((value) => ({ value, label: said.views[value] }));
  const shown = { filters, chosen: order, onOpen: open, onReset: reset, onCount: setCount };
  return (
    <Page
      title={said.title}
      status={count}
      actions={
        <>
          <Segments label={said.views.label} value={view} choices={views} onChange={setView} />
          <ExportMenu what="orders" filters={filters} name={said.file} />
          <Button look="main" onClick={() => setWriting(true)}>
            <Plus size={16} aria-hidden />
            {said.create}
          </Button>
        </>
      }
    >
      <Filters value={filters} onChange={setFilters} searchBox={searchBox} hasMeeting={view !== "calendar"} />
      {view === "list" && <OrderList {...shown} />}
      {view === "board" && <Board {...shown} />}
      {view === "calendar" && <Calendar {...shown} day={day} onDay={(next) => show({ ...place, ...filters, day: next }, true)} />}
      <OrderCard id={order} onClose={() => open()} onOpen={open} />
      <NewOrder open={isWriting} onClose={() => setWriting(false)} onWritten={open} />
    </Page>
  );
}
