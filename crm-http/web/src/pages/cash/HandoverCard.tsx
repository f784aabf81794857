import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { toast } from "sonner";
import { api, ifMatch, told } from "@/api/client";
import { Problem } from "@/api/problem";
import { useUser } from "@/session/session";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/confirm";
import { Dialog } from "@/ui/dialog";
import { Failed, Skeleton, useSentence } from "@/ui/states";
import { useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import { CashState } from "./columns";
import type { Handover } from "./search";
import { texts } from "./words";

/** One hand-over, and what can be decided about it. */
export function HandoverCard({ id, onClose }: { id: number | undefined; onClose: () => void }) {
  const said = useTexts(texts).card;
  return (
    <Dialog as="drawer" open={id !== undefined} onClose={onClose} title={id === undefined ? "" : said.title(id)}>
      {id !== undefined && <Loaded key={id} id={id} onClose={onClose} />}
    </Dialog>
  );
}

function Loaded({ id, onClose }: { id: number; onClose: () => void }) {
  const said = useTexts(texts).card;
  const card = useQuery({
    queryKey: ["cash_handover", "card", id],
    queryFn: ({ signal }) => told(api.GET("/api/cash/{id}", { params: { path: { id } }, signal })),
    select: ({ data }) => data,
  });
  if (card.isError && !card.data) return <Failed error={card.error} onRetry={() => void card.refetch()} />;
  if (card.isPending) {
    return (
      <div role="status" data-first tabIndex={-1} className="flex flex-col gap-4 outline-none">
        <span className="sr-only">{said.loading}</span>
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} className="h-4" />
        ))}
      </div>
    );
  }
  return <Shown handover={card.data} onClose={onClose} />;
}

type Decision = { to: "accept" } | { to: "decline" | "withdraw"; reason: string };

function decide({ id, version }: Handover, decision: Decision) {
  const params = { path: { id }, header: ifMatch(version) };
  if (decision.to === "accept") return told(api.POST("/api/cash/{id}/accept", { params }));
  const { reason } = decision;
  if (decision.to === "decline") return told(api.POST("/api/cash/{id}/decline", { params, body: { reason } }));
  return told(api.POST("/api/cash/{id}/withdraw", { params, body: { ...(reason && { reason }) } }));
}

function Shown({ handover, onClose }: { handover: Handover; onClose: () => void }) {
  const all = useTexts(texts);
  const said = all.card;
  const format = useFormat();
  const sentence = useSentence();
  const user = useUser();
  const client = useQueryClient();
  const [asked, setAsked] = useState<"decline" | "withdraw">();
  const amount = useRef<HTMLParagraphElement>(null);
  useEffect(() => amount.current?.focus(), []);
  const decision = useMutation({
    mutationFn: (wanted: Decision) => decide(handover, wanted),
    onSuccess: (_, { to }) => {
      toast.success({ accept: said.accepted, decline: said.declined, withdraw: said.withdrawn }[to]);
      onClose();
    },
    onError: (error) => {
      setAsked(undefined);
      const isStale = error instanceof Problem && error.currentVersion !== undefined;
      toast.error(said.failed, { description: isStale ? said.changed : sentence(error) });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["cash_handover"] }),
  });
  const when = (at: string) => `${format.day(at)} ${format.time(at)}`;
  const isOwn = user.role === "master";
  return (
    <div className="flex flex-col gap-4">
      {/* It has the focus at first, and not a button: an Enter too many in the list accepts no money. */}
      <p ref={amount} tabIndex={-1} className="flex items-center gap-3 text-lg font-semibold outline-none">
        {format.money(handover.amount)}
        <CashState state={handover.state} />
      </p>
      {handover.state === "handed" && (
        <div className="flex gap-2">
          {isOwn ? (
            <Button disabled={decision.isPending} onClick={() => setAsked("withdraw")}>
              {said.withdraw}
            </Button>
          ) : (
            <>
              <Button look="main" disabled={decision.isPending} onClick={() => decision.mutate({ to: "accept" })}>
                {said.accept}
              </Button>
              <Button disabled={decision.isPending} onClick={() => setAsked("decline")}>
                {said.decline}
              </Button>
            </>
          )}
        </div>
      )}
      <dl>
        <Fact name={all.columns.master}>{handover.master.name}</Fact>
        <Fact name={all.columns.city}>{handover.city}</Fact>
        <Fact name={all.columns.handed}>{when(handover.handedAt)}</Fact>
        <Fact name={all.columns.note}>{handover.note}</Fact>
        <Fact name={said.decidedBy}>{handover.decidedBy?.name}</Fact>
        <Fact name={said.decidedAt}>{handover.decidedAt && when(handover.decidedAt)}</Fact>
        <Fact name={said.reason}>{handover.reason}</Fact>
      </dl>
      <Confirm
        open={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={asked === "withdraw" ? said.withdrawTitle : said.declineTitle}
        hint={asked === "withdraw" ? said.withdrawHint : said.declineHint}
        action={asked === "withdraw" ? said.withdraw : said.decline}
        {...(asked === "decline" && { reason: said.reason })}
        isBusy={decision.isPending}
        onConfirm={(reason) => asked && decision.mutate({ to: asked, reason })}
      />
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const words = useWords();
  return (
    <div className="flex gap-3 border-b border-edge py-1.5">
      <dt className="w-32 shrink-0 text-soft">{name}</dt>
      <dd className="min-w-0 break-words">{children ?? words.lists.none}</dd>
    </div>
  );
}
