import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { api, once, told, type Schemas } from "@/api/client";
import { draftOf, dropDraft, keepDraft, newDraftKey, type Typed } from "./drafts";

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

/** Writes the order of a draft: one, however often Enter is pressed and however often it has to be sent. */
export function useWriting(draft: string, callId: number | undefined) {
  const client = useQueryClient();
  const isUnderWay = useRef(false);
  const writing = useMutation({
    mutationFn: async (typed: Typed) => {
      const key = draftOf(draft)?.key ?? newDraftKey();
      keepDraft(draft, { typed, key });
      const request = { params: { header: once(key) }, body: body(typed, callId) };
      return (await told(callId === undefined ? api.POST("/api/orders", request) : api.POST("/api/orders/from-call", request))).data;
    },
    // Also when the form is left meanwhile.
    onSuccess: () => {
      dropDraft(draft);
      return client.invalidateQueries({ queryKey: ["order"] });
    },
  });
  return {
    isPending: writing.isPending,
    async write(typed: Typed): Promise<WrittenOrder | undefined> {
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
