import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { api, ifMatch, told, type Schemas } from "@/api/client";
import { Problem } from "@/api/problem";
import { useSentence } from "@/ui/states";
import { useTexts } from "@/words";
import { texts } from "./words";

export type Callback = Schemas["Callback"];

/** The clients who wait, whoever waits longest first, and how many there are in all. */
export function useWaiting() {
  return useQuery({
    queryKey: ["callback", "waiting"],
    queryFn: ({ signal }) => told(api.GET("/api/callbacks", { params: { query: { state: "open", limit: 100 } }, signal })),
  });
}

type Act = { callback: Callback } & ({ to: "take" | "release" } | { to: "close"; reason: string });

function ask(act: Act) {
  const params = { path: { id: act.callback.id }, header: ifMatch(act.callback.version) };
  if (act.to === "close") return told(api.POST("/api/callbacks/{id}/close", { params, body: { reason: act.reason } }));
  return told(act.to === "take" ? api.POST("/api/callbacks/{id}/take", { params }) : api.POST("/api/callbacks/{id}/release", { params }));
}

/** Takes, gives back or closes a call-back, as it was when it was read. */
export function useCallbackActs() {
  const said = useTexts(texts).callbacks;
  const sentence = useSentence();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onError: (error) => {
      const isStale = error instanceof Problem && error.status === 409;
      toast.error(said.failed, { description: isStale ? said.conflict : sentence(error) });
    },
    // Also after a refusal: it stands otherwise than it was shown.
    onSettled: () => queries.invalidateQueries({ queryKey: ["callback"] }),
  });
}
