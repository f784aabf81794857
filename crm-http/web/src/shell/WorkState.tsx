import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useKeys } from "@/keys/keys";
import { useUser } from "@/session/session";
import { useBreak, useWork, useWorkWatch, type State } from "@/session/work";
import { Button } from "@/ui/button";
import { Running } from "@/ui/clock";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Menu, MenuChoice, MenuItem, MenuLine } from "@/ui/menu";
import { useLabel, useWords } from "@/words";

const dots: Record<State, string> = {
  online: "bg-good",
  break: "bg-warn",
  busy: "bg-bad",
  wrap_up: "bg-news",
  offline: "bg-edge-strong",
};

/** The operator's work state, with how long it has lasted; each one that people set themselves is a key away. */
export function WorkState() {
  const words = useWords();
  const label = useLabel();
  const user = useUser();
  const work = useWork();
  const reason = useBreak((kept) => kept.reason);
  const [isAsking, setAsking] = useState(false);
  useWorkWatch(user);
  const state = user.statusWork;
  const turn = (state: State, reason?: string) => work.mutate({ state, ...(reason && { reason }) });
  const breaks = words.work.breaks.map((why, index) => ({ key: String(index + 2), why, run: () => turn("break", why) }));
  useKeys(words.work.label, [
    { keys: "1", about: label("workState", "online"), run: () => turn("online") },
    ...breaks.map(({ key, why, run }) => ({ keys: key, about: words.work.breakFor(why), run })),
    { keys: "9", about: words.work.other, run: () => setAsking(true) },
    { keys: "0", about: label("workState", "offline"), run: () => turn("offline") },
  ]);
  const isOwn = (["online", "offline"] as const).map((value) => ({ value, label: label("workState", value) }));
  return (
    <>
      <Menu
        trigger={
          <Button className="min-w-0 justify-between! sm:min-w-50">
            <span className="flex min-w-0 items-center gap-2">
              <span aria-hidden className={`size-2 shrink-0 rounded-full ${dots[state]}`} />
              <span className="sr-only">{words.work.label}:</span>
              <span className="max-w-24 truncate sm:max-w-48">{state === "break" && reason ? reason : label("workState", state)}</span>
            </span>
            <span className="flex items-center gap-1 text-soft">
              {state !== "offline" && <Running since={user.statusWorkSince} />}
              <ChevronDown size={16} aria-hidden />
            </span>
          </Button>
        }
      >
        <MenuChoice label={words.work.label} value={state === "online" || state === "offline" ? state : ""} choices={isOwn} onChange={(next) => next && turn(next)} />
        <MenuLine />
        <MenuChoice
          label={label("workState", "break")}
          value={state === "break" ? (reason ?? "") : ""}
          choices={breaks.map(({ why }) => ({ value: why, label: why }))}
          onChange={(why) => turn("break", why)}
        />
        <MenuItem onSelect={() => setAsking(true)}>{words.work.other}</MenuItem>
      </Menu>
      <Dialog open={isAsking} onClose={() => setAsking(false)} title={words.work.other}>
        <OwnReason
          onTell={(reason) => {
            setAsking(false);
            turn("break", reason);
          }}
        />
      </Dialog>
    </>
  );
}

function OwnReason({ onTell }: { onTell: (reason: string) => void }) {
  const words = useWords();
  const [typed, setTyped] = useState("");
  const [isMissing, setMissing] = useState(false);
  return (
    <form
      noValidate
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim()) onTell(typed.trim());
        else setMissing(true);
      }}
    >
      <Field
        reserved
        label={words.work.reason}
        value={typed}
        maxLength={200}
        autoComplete="off"
        error={isMissing && !typed.trim() ? words.forms.required : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" look="main" className="self-end">
        {words.work.take}
      </Button>
    </form>
  );
}
