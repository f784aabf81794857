import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { api, ifMatch, told, type Schemas } from "@/api/client";
import { Problem } from "@/api/problem";
import { useSentence } from "@/ui/states";
import { useLabel, useTexts } from "@/words";
import type { Order } from "../search";
import { texts } from "../words";

/** The order with the moves that whoever is signed in can make. */
export type Card = Schemas["OrderCard"];
export type OpenMove = Schemas["OpenMove"];
export type MoveBody = Omit<Schemas["OrderMove"], "version">;

const read = async (id: number, signal?: AbortSignal): Promise<Card> =>
  (await told(api.GET("/api/orders/{id}", { params: { path: { id } }, ...(signal && { signal }) }))).data;

const cardOf = (id: number) => ({
  queryKey: ["order", "card", id],
  queryFn: ({ signal }: { signal: AbortSignal }) => read(id, signal),
});

export function useCard(id: number) {
  return useQuery(cardOf(id));
}

/** Reads the card where it is needed at once, such as at the drop of a dragged one. */
export function useReadCard() {
  const client = useQueryClient();
  return (id: number) => client.query({ ...cardOf(id), staleTime: 0 });
}

export const isStale = (error: unknown): boolean => error instanceof Problem && error.currentVersion !== undefined;

/** What an order is changed to: another status, or another master where it stands. */
export type Step = { move: MoveBody } | { masterId: number; reason?: string | undefined };

async function send(order: Order, step: Step): Promise<Order> {
  const params = { path: { id: order.id }, header: ifMatch(order.version) };
  const answer =
    "move" in step
      ? await told(api.PUT("/api/orders/{id}/status", { params, body: step.move }))
      : await told(api.PUT("/api/orders/{id}/master", { params, body: { masterId: step.masterId, ...(step.reason && { reason: step.reason }) } }));
  return answer.data;
}

/**
 * Moves an order, and tells what became of it. What shows the order is read anew, also when it was refused. `failed` says
 * what a refusal means where the order was shown moved already.
 */
export function useStep(failed?: (order: Order) => string) {
  const client = useQueryClient();
  const said = useTexts(texts).card.move;
  const label = useLabel();
  const sentence = useSentence();
  return useMutation({
    mutationFn: ({ order, step }: { order: Order; step: Step }) => send(order, step),
    onSuccess: (order, { step }) => {
      const isAssigned = "masterId" in step && order.master;
      toast.success(isAssigned ? said.assigned(isAssigned.name) : said.done(order.id, label("orderStatus", order.statusOrder)));
    },
    onError: (error, { order }) => {
      // A form shows what is wrong with its fields.
      if (!failed && error instanceof Problem && error.fields.length > 0) return;
      toast.error(failed?.(order) ?? said.failed, { description: isStale(error) ? said.changed : sentence(error) });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["order"] }),
  });
}
