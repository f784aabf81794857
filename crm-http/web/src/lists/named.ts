import { useQuery } from "@tanstack/react-query";
import { api, told, type Schemas } from "@/api/client";

const AGAIN = 5_000;

/**
 * The short lists that forms and filters choose from. The feed has them read anew when they change. A form has no place to
 * ask for one again that could not be read: it is read again by itself.
 */
const KEPT = {
  staleTime: Infinity,
  refetchInterval: ({ state }: { state: { status: string } }) => (state.status === "error" ? AGAIN : false),
} as const;

export interface Choice<Value extends string | number = string> {
  value: Value;
  label: string;
}

const byName = ({ name }: { name: string }): Choice => ({ value: name, label: name });
const byId = ({ id, name }: { id: number; name: string }): Choice<number> => ({ value: id, label: name });

export function useCities() {
  const list = useQuery({ queryKey: ["city", "list"], queryFn: () => told(api.GET("/api/cities")), ...KEPT });
  const cities = list.data?.data ?? [];
  return { cities, choices: cities.map(byName), isPending: list.isPending };
}

export function useCampaigns() {
  const list = useQuery({ queryKey: ["campaign", "list"], queryFn: () => told(api.GET("/api/campaigns")), ...KEPT });
  const campaigns = list.data?.data ?? [];
  return { campaigns, choices: campaigns.map(byName), isPending: list.isPending };
}

type MastersOf = { city?: string | undefined; status?: Schemas["Operator"]["status"] };

/** The masters, of one city where one is named. */
export function useMasters({ city, status }: MastersOf = {}, enabled = true) {
  const query = { ...(city && { city }), ...(status && { status }) };
  const list = useQuery({
    queryKey: ["operator", "masters", query],
    queryFn: () => all((cursor) => told(api.GET("/api/masters", { params: { query: { ...query, limit: 100, ...cursor } } }))),
    enabled,
    ...KEPT,
  });
  const masters = list.data ?? [];
  return { masters, choices: masters.map(byId), isPending: list.isPending };
}

type PeopleOf = { role?: Schemas["Operator"]["role"]; status?: Schemas["Operator"]["status"] };

/** The users whom one may see. */
export function usePeople({ role, status }: PeopleOf = {}, enabled = true) {
  const query = { ...(role && { role }), ...(status && { status }) };
  const list = useQuery({
    queryKey: ["operator", "people", query],
    queryFn: () => all((cursor) => told(api.GET("/api/operators", { params: { query: { ...query, limit: 100, ...cursor } } }))),
    enabled,
    ...KEPT,
  });
  const people = list.data ?? [];
  return { people, choices: people.map(byId), isPending: list.isPending };
}

interface Page<Row> {
  data: Row[];
  pagination: Schemas["Pagination"];
}

/** Every page of a list that is short enough to be read whole. */
export async function all<Row>(page: (cursor: { cursor?: string }) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: { cursor?: string } = {};
  for (;;) {
    const { data, pagination } = await page(cursor);
    rows.push(...data);
    if (!pagination.nextCursor) return rows;
    cursor = { cursor: pagination.nextCursor };
  }
}
