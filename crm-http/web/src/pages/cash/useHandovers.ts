import { getRouteApi } from "@tanstack/react-router";
import { api, told } from "@/api/client";
import { useEndless } from "@/lists/endless";
import type { CashSearch } from "./search";

const route = getRouteApi("/cash");
const PAGE = 100;

/** The hand-overs of the address, and how it is changed. */
export function useHandovers() {
  const navigate = route.useNavigate();
  const { handover: open, ...filters } = route.useSearch();
  const list = useEndless({
    entity: "cash_handover",
    by: filters,
    page: (cursor, signal) => {
      const query = { ...filters, limit: PAGE, ...(cursor && { cursor }) };
      return told(api.GET("/api/cash", { params: { query }, signal }));
    },
    one: async (id) => (await told(api.GET("/api/cash/{id}", { params: { path: { id } } }))).data,
  });
  const show = (search: CashSearch, replace: boolean) => void navigate({ search, replace });
  return {
    list,
    open,
    filters,
    setFilters: (next: CashSearch) => show(next, true),
    setOpen: (id?: number) => show(id === undefined ? filters : { ...filters, handover: id }, false),
  };
}
