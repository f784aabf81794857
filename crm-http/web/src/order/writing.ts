import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { api, once, told, type Schemas } from "@/api/client";
import { Problem, Unreachable } from "@/api/problem";
import { draftOf, dropDraft, keepDraft, newDraftKey, type Draft, type Typed } from "./drafts";

export type WrittenOrder = Schemas["Data_WrittenOrder"]["data"];

/** What a form that is whole says. Whatever is not whole, the server refuses by name. */
function body(typed: Typed, callId: number | undefined): Schemas["NewOrder"] {
  const { rk, city, phone, typeOrder, typeEquipment, ...rest } = typed;
  return {
    ...rest,
    typeOrder: typeOrder as Schemas["NewOrder"]["typeOrder"],
    typeEquipment: typeEquipment as Schemas["NewOrder"]["typeEquipment"],
    ...(phone && { phone }),
    ...(city && { city }),
    ...(rk && { rk }),
    ...(callId !== undefined && { callId }),
  };
}

/** Whether nothing is known of what became of it. */
const isUnanswered = (error: unknown) => error instanceof Unreachable || (error instanceof Problem && error.status >= 500);
const isReused = (error: unknown) => error instanceof Problem && error.code === "idempotency.reused";

interface Outcome {
  order: WrittenOrder;
  /** It was written when something else was sent, whose answer was lost. */
  isEarlier: boolean;
}

/** Writes the order of a draft: one, however often Enter is pressed and however often it has to be sent. */
export function useWriting(draft: string, callId: number | undefined) {
  const client = useQueryClient();
  const isUnderWay = useRef(false);

  async function send(typed: Typed, key: string): Promise<WrittenOrder> {
    const request = { params: { header: once(key) }, body: body(typed, callId) };
    return (await told(callId === undefined ? api.POST("/api/orders", request) : api.POST("/api/orders/from-call", request))).data;
  }

  /** The key was used for something that was sent before: sent once more, it is answered with the order that came of it. */
  async function recall({ unanswered = [], key }: Draft, refused: unknown): Promise<WrittenOrder> {
    for (const typed of unanswered.toReversed()) {
      try {
        return await send(typed, key);
      } catch (error) {
        if (!isReused(error)) throw error;
      }
    }
    throw refused;
  }

  const writing = useMutation({
    mutationFn: async (typed: Typed): Promise<Outcome> => {
      const sent: Draft = { ...(draftOf(draft) ?? { key: newDraftKey() }), typed };
      keepDraft(draft, sent);
      try {
        return { order: await send(typed, sent.key), isEarlier: false };
      } catch (error) {
        if (isReused(error)) return { order: await recall(sent, error), isEarlier: true };
        if (isUnanswered(error)) keepDraft(draft, { ...(draftOf(draft) ?? sent), unanswered: [...(sent.unanswered ?? []), typed] });
        throw error;
      }
    },
    // Also when the form is left meanwhile.
    onSuccess: ({ isEarlier }) => {
      if (!isEarlier) dropDraft(draft);
      return client.invalidateQueries({ queryKey: ["order"] });
    },
  });
  return {
    isPending: writing.isPending,
    async write(typed: Typed): Promise<Outcome | undefined> {
      if (isUnderWay.current) return undefined;
      isUnderWay.current = true;
      try {
        return await writing.mutateAsync(typed);
      } finally {
        isUnderWay.current = false;
      }
    },
  };
}
