import { Outlet, useLocation, useParams } from "@tanstack/react-router";
import { useRef } from "react";
import { useKeys } from "@/keys/keys";
import { Page } from "@/ui/page";
import { Tabs } from "@/ui/tabs";
import { useTexts, useWords } from "@/words";
import { useAsk } from "./asked";
import { Export, useExport } from "./Export";
import { Filters } from "./Filters";
import { NOTHING } from "./search";
import { tabs } from "./tabs";
import { texts } from "./words";

/** Everything of a report but its figures: the tabs, what is counted, and the file of it. */
export function ReportsPage() {
  const words = useWords();
  const said = useTexts(texts);
  const ask = useAsk();
  const { pathname } = useLocation();
  // A person's figures are a page within the tab: those of one city or of a file they have not.
  const isPerson = "person" in useParams({ strict: false });
  const tab = tabs.find(({ path }) => pathname.startsWith(path));
  const by = isPerson ? undefined : tab?.by;
  const period = useRef<HTMLSelectElement>(null);
  const file = useExport(by);
  useKeys(said.title, [
    { keys: "p", about: said.keys.period, run: () => period.current?.focus() },
    { keys: "x", about: words.keys.reset, run: () => ask(NOTHING) },
    ...(by ? [{ keys: "e", about: said.keys.csv, run: () => file.take("csv") }] : []),
  ]);
  return (
    <>
      <Tabs keepsSearch label={said.title} tabs={tabs.map(({ path, name }) => ({ path, label: said.tabs[name] }))} />
      <Page scrolls title={tab ? said.tabs[tab.name] : said.title} actions={by && <Export file={file} />}>
        <Filters hasCity={!isPerson} hasZone={tab?.hasZone ?? true} period={period} />
        <Outlet />
      </Page>
    </>
  );
}
