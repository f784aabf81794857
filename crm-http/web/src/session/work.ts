import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { toast } from "sonner";
import { create } from "zustand";
import { api, told } from "@/api/client";
import { onEvent, RESET } from "@/live/feed";
import { useSentence } from "@/ui/states";
import { useWords } from "@/words";
import { useSettings } from "@/words/format";
import { setUser, useSession, useUser, type User } from "./session";

export type State = User["statusWork"];

interface Turn {
  state: State;
  reason?: string;
}

/** Why the present break was taken: the profile does not say it. */
export const useBreak = create<{ reason: string | undefined }>(() => ({ reason: undefined }));

useSession.subscribe(({ user }, before) => {
  if (user?.id !== before.user?.id) useBreak.setState({ reason: undefined });
});

/** Turns the signed-in user to another work state: shown at once, and taken back when the server refuses. */
export function useWork() {
  const words = useWords();
  const sentence = useSentence();
  const user = useUser();
  return useMutation({
    mutationFn: (turn: Turn) => told(api.PUT("/api/operators/me/work-state", { body: turn })),
    onMutate: ({ state, reason }) => {
      const before = { user, reason: useBreak.getState().reason };
      setUser({ ...user, statusWork: state, statusWorkSince: new Date().toISOString() });
      useBreak.setState({ reason: state === "break" ? reason : undefined });
      return before;
    },
    onSuccess: ({ data }) => setUser(data),
    onError: (error, _, before) => {
      if (before) {
        setUser(before.user);
        useBreak.setState({ reason: before.reason });
      }
      toast.error(words.work.failed, { description: sentence(error) });
    },
  });
}

/** Follows what calls, or somebody else, make of the user's work state. */
export function useWorkWatch(user: User) {
  useEffect(
    () =>
      onEvent((event) => {
        if (event.kind !== RESET && (event.kind !== "operator.work_state" || event.id !== user.id)) return;
        told(api.GET("/api/auth/profile")).then(
          ({ data }) => setUser(data),
          // Told by the state of the connection, and made good by the next event.
          () => undefined,
        );
      }),
    [user.id],
  );
}

/** How long a wrap-up lasts unless its operator ends it. */
export function useWrapUpSeconds(): number | undefined {
  return useSettings().data?.data.wrapUpSeconds;
}
