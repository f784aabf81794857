import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { api, told, type Schemas } from "@/api/client";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/confirm";
import { Check } from "@/ui/field";
import { Records, type RecordColumn } from "@/ui/records";
import { Empty, Failed, useSentence } from "@/ui/states";
import { useTexts, useWords } from "@/words";
import { useFormat } from "@/words/format";
import { deviceOf } from "./device";
import { texts } from "./words";

type Session = Schemas["Session"];

/** Where somebody is signed in, and the way to end it; one's own, unless somebody is named. */
export function Sessions({ of }: { of?: { id: number; name: string } }) {
  const words = useWords();
  const said = useTexts(texts).sessions;
  const format = useFormat();
  const sentence = useSentence();
  const client = useQueryClient();
  const [withEnded, setWithEnded] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const queryKey = ["operator", "sessions", of?.id ?? "own"];
  const list = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const query = of ? { operatorId: of.id } : {};
      return (await told(api.GET("/api/auth/sessions", { params: { query }, signal }))).data;
    },
  });
  const end = useMutation({
    mutationFn: (ids: number[]) => Promise.all(ids.map((id) => told(api.DELETE("/api/auth/sessions/{id}", { params: { path: { id } } })))),
    onSuccess: (_, ids) => toast.success(ids.length > 1 ? said.doneAll : said.done),
    onError: (error) => toast.error(words.forms.failed, { description: sentence(error) }),
    onSettled: () => {
      setAsking(false);
      return client.invalidateQueries({ queryKey });
    },
  });
  const sessions = list.data ?? [];
  const others = sessions.filter((session) => session.active && !session.current).map(({ id }) => id);
  const device = (session: Session) => deviceOf(session.agent) ?? said.unknown;
  const at = (time: string) => `${format.day(time)} ${format.time(time)}`;
  const columns: RecordColumn<Session>[] = [
    {
      id: "device",
      title: said.device,
      cell: (session) => (
        <>
          {device(session)}
          <span className="block text-xs text-soft">{session.address}</span>
        </>
      ),
    },
    {
      id: "seen",
      title: said.seen,
      cell: (session) => (
        <>
          {at(session.lastSeenAt)}
          <span className="block text-xs text-soft">
            {said.began}: {at(session.createdAt)}
          </span>
        </>
      ),
    },
  ];
  const state = (session: Session) => {
    if (session.current) return <Badge tone="news">{said.current}</Badge>;
    if (!session.active) return <Badge>{said.ended}</Badge>;
    return (
      <Button disabled={end.isPending} aria-label={said.endThis(device(session))} onClick={() => end.mutate([session.id])}>
        {said.end}
      </Button>
    );
  };
  if (list.isError) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Check label={said.showEnded} checked={withEnded} onChange={(event) => setWithEnded(event.target.checked)} />
        <Button disabled={others.length === 0 || end.isPending} onClick={() => (of ? setAsking(true) : end.mutate(others))}>
          {of ? said.endAll : said.endOthers}
        </Button>
      </div>
      <Records
        label={said.label}
        columns={columns}
        rows={sessions.filter((session) => withEnded || session.active)}
        rowKey={(session) => session.id}
        loading={list.isPending}
        isFaded={(session) => !session.active}
        actions={state}
      >
        <Empty title={said.empty} />
      </Records>
      {of && (
        <Confirm
          open={isAsking}
          onClose={() => setAsking(false)}
          title={said.endAllTitle(of.name)}
          hint={said.endAllHint}
          action={said.endAll}
          isBusy={end.isPending}
          onConfirm={() => end.mutate(others)}
        />
      )}
    </div>
  );
}
