import { Outlet, useNavigate } from "@tanstack/react-router";
import { useKeys } from "@/keys/keys";
import { Tabs } from "@/ui/tabs";
import { useTexts } from "@/words";
import { tabs, texts } from "./words";

/** The administration: its parts as tabs, each with an address and, for the first nine, a digit. */
export function AdminLayout() {
  const said = useTexts(texts);
  const navigate = useNavigate();
  useKeys(
    said.title,
    tabs.slice(0, 9).map((tab, index) => ({
      keys: String(index + 1),
      about: said.tabs[tab],
      run: () => void navigate({ to: `/admin/${tab}` }),
    })),
  );
  return (
    <>
      <Tabs label={said.title} tabs={tabs.map((tab) => ({ path: `/admin/${tab}`, label: said.tabs[tab] }))} />
      <Outlet />
    </>
  );
}
