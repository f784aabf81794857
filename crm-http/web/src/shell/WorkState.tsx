import { useMutation } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useEffect } from "react";
import { toast } from "sonner";
import { api, told } from "@/api/client";
import { onEvent } from "@/live/feed";
import { setUser, useUser, type User } from "@/session/session";
import { Button } from "@/ui/button";
import { Menu, MenuChoice } from "@/ui/menu";
import { useSentence } from "@/ui/states";
import { useLabel, useWords } from "@/words";

type State = User["statusWork"];

/** What a person may say of themselves; the others come from calls. */
const OWN: readonly State[] = ["online", "break", "offline"];
const dots: Record<State, string> = {
  online: "bg-good",
  break: "bg-warn",
  busy: "bg-bad",
  wrap_up: "bg-news",
  offline: "bg-edge-strong",
};

/** The operator's work state, shown at once and taken back when the server refuses. */
export function WorkState() {
  const words = useWords();
  const label = useLabel();
  const sentence = useSentence();
  const user = useUser();
  useEffect(
    () =>
      onEvent((event) => {
        if (event.kind !== "operator.work_state" || event.id !== user.id) return;
        void told(api.GET("/api/auth/profile")).then(({ data }) => setUser(data));
      }),
    [user.id],
  );
  const change = useMutation({
    mutationFn: (state: State) => told(api.PUT("/api/operators/me/work-state", { body: { state } })),
    onMutate: (state) => {
      setUser({ ...user, statusWork: state });
      return user;
    },
    onSuccess: ({ data }) => setUser(data),
    onError: (error, _, before) => {
      if (before) setUser(before);
      toast.error(words.work.failed, { description: sentence(error) });
    },
  });
  return (
    <Menu
      trigger={
        <Button>
          <span aria-hidden className={`size-2 rounded-full ${dots[user.statusWork]}`} />
          <span className="sr-only">{words.work.label}:</span>
          {label("workState", user.statusWork)}
          <ChevronDown size={16} aria-hidden className="text-soft" />
        </Button>
      }
    >
      <MenuChoice
        label={words.work.label}
        value={user.statusWork}
        choices={OWN.map((value) => ({ value, label: label("workState", value) }))}
        onChange={(state) => change.mutate(state)}
      />
    </Menu>
  );
}
