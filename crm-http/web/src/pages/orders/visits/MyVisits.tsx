import { getRouteApi } from "@tanstack/react-router";
import { Page } from "@/ui/page";
import { Empty, Failed, Skeleton } from "@/ui/states";
import { useTexts } from "@/words";
import { OrderCard } from "../card/OrderCard";
import { texts } from "../words";
import { useVisits } from "./useVisits";
import { VisitCard } from "./VisitCard";

const route = getRouteApi("/orders");

/** What a master drives to, soonest first. */
export function MyVisits() {
  const said = useTexts(texts).visits;
  const visits = useVisits();
  const navigate = route.useNavigate();
  const { order: opened } = route.useSearch();
  const open = (order?: number) => void navigate({ search: order === undefined ? {} : { order } });
  return (
    <Page title={said.title} scrolls>
      {visits.error ? (
        <Failed error={visits.error} onRetry={visits.retry} />
      ) : visits.isPending ? (
        <div className="flex max-w-xl flex-col gap-3">
          {Array.from({ length: 3 }, (_, index) => (
            <Skeleton key={index} className="h-56" />
          ))}
        </div>
      ) : visits.isEmpty ? (
        <Empty title={said.empty} hint={said.emptyHint} />
      ) : (
        <div className="flex max-w-xl flex-col gap-5">
          {[...visits.groups, ...(visits.done.length > 0 ? [{ when: "done" as const, orders: visits.done }] : [])].map(({ when, orders }) => (
            <section key={when} aria-label={said[when]} className="flex flex-col gap-3">
              <h2 className="font-semibold">{said[when]}</h2>
              {orders.map((order) => (
                <VisitCard key={order.id} order={order} onOpen={() => open(order.id)} />
              ))}
            </section>
          ))}
        </div>
      )}
      <OrderCard id={opened} onClose={() => open()} onOpen={open} />
    </Page>
  );
}
