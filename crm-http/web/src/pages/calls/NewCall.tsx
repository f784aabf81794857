import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { api, newKey, once, told, type Schemas } from "@/api/client";
import { Problem } from "@/api/problem";
import { useRefusals } from "@/api/refusals";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Check, Field, Select, TextArea } from "@/ui/field";
import { useLabel, useTexts, useWords } from "@/words";
import { clockIn, dayIn, instantIn } from "@/words/days";
import { useFormat, useOfficeZone } from "@/words/format";
import { texts } from "./words";

type Body = Schemas["NewCall"];

interface Typed {
  direction: "in" | "out";
  status: string;
  phoneClient: string;
  /** Said on purpose: an empty field is a number that was forgotten. */
  isHidden: boolean;
  phoneAts: string;
  /** When it ended, which people know who write it down afterwards. By the server's name for the refusals. */
  dateCreate: string;
  waitSeconds: string;
  talkSeconds: string;
  category: string;
  note: string;
}

/** How a call of a direction may have ended. */
const ends = { in: ["answered", "missed"], out: ["answered", "busy", "no_answer"] } as const;

interface Props {
  open: boolean;
  onClose: () => void;
}

/** Writes a call that no provider reported. */
export function NewCall({ open, onClose }: Props) {
  const said = useTexts(texts).write;
  const zone = useOfficeZone();
  return (
    <Dialog open={open} onClose={onClose} title={said.title}>
      <Form zone={zone} onDone={onClose} />
    </Dialog>
  );
}

function Form({ zone, onDone }: { zone: string; onDone: () => void }) {
  const words = useWords();
  const all = useTexts(texts);
  const said = all.write;
  const label = useLabel();
  const format = useFormat();
  const queries = useQueryClient();
  const [key] = useState(newKey);
  const isUnderWay = useRef(false);
  const lines = useQuery({ queryKey: ["line", "choices"], queryFn: () => told(api.GET("/api/lines")), staleTime: Infinity });
  const [now] = useState(() => `${dayIn(zone, Date.now())}T${clockIn(zone, Date.now())}`);
  const form = useForm<Typed>({
    defaultValues: { direction: "in", status: "answered", phoneClient: "", isHidden: false, phoneAts: "", dateCreate: now, waitSeconds: "0", talkSeconds: "", category: "", note: "" },
  });
  const { errors } = form.formState;
  const refuse = useRefusals(form);
  const [direction, status, isHidden] = useWatch({ control: form.control, name: ["direction", "status", "isHidden"] });
  const isTalk = status === "answered";
  const writing = useMutation({
    mutationFn: ({ phoneClient, isHidden, phoneAts, category, note, dateCreate, ...typed }: Typed) => {
      const talked = typed.status === "answered" ? Number(typed.talkSeconds) : 0;
      const lasted = (Number(typed.waitSeconds) + talked) * 1_000;
      const began = new Date(Date.parse(instantIn(zone, dateCreate)) - lasted).toISOString();
      const body: Body = {
        ...typed,
        status: typed.status as Body["status"],
        dateCreate: began,
        waitSeconds: Number(typed.waitSeconds),
        talkSeconds: talked,
        ...(!isHidden && { phoneClient }),
        ...(phoneAts && { phoneAts }),
        ...(category.trim() && { category }),
        ...(note.trim() && { note }),
      };
      return told(api.POST("/api/calls", { params: { header: once(key) }, body }));
    },
    onSuccess: async () => {
      toast.success(said.done);
      onDone();
      await queries.invalidateQueries({ queryKey: ["call"] });
    },
    onError: async (error) => {
      // It was written when it was sent before, and its answer was lost.
      if (!(error instanceof Problem && error.code === "idempotency.reused")) {
        refuse(error, said.failed);
        return;
      }
      toast.warning(said.already, { description: said.alreadyHint });
      onDone();
      await queries.invalidateQueries({ queryKey: ["call"] });
    },
    onSettled: () => (isUnderWay.current = false),
  });
  const send = (typed: Typed) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    writing.mutate(typed);
  };
  const statuses = ends[direction].map((value) => ({ value, label: label("callStatus", value) }));
  const directions = (["in", "out"] as const).map((value) => ({ value, label: label("callDirection", value) }));
  const numbers = (lines.data?.data ?? []).map(({ number }) => ({ value: number, label: format.phone(number) }));
  const whole = { required: words.forms.required, pattern: { value: /^\d{1,6}$/, message: said.whole } };
  return (
    <form noValidate className="flex flex-col gap-1" onSubmit={(event) => void form.handleSubmit(send)(event)}>
      <p className="mb-2 text-soft">{said.hint}</p>
      <div className="grid grid-cols-2 gap-x-3 gap-y-1">
        <Select reserved label={said.direction} choices={directions} {...form.register("direction", { onChange: () => form.setValue("status", "answered") })} />
        <Select reserved label={said.status} choices={statuses} error={errors.status?.message} {...form.register("status")} />
        <div>
          <Field
            reserved
            label={all.phone}
            error={errors.phoneClient?.message}
            type="tel"
            autoComplete="off"
            maxLength={32}
            readOnly={isHidden}
            {...form.register("phoneClient", { validate: (phone, { isHidden }) => isHidden || phone.trim() !== "" || words.forms.required })}
          />
          <Check label={said.hidden} {...form.register("isHidden", { onChange: () => form.clearErrors("phoneClient") })} />
        </div>
        <Select reserved label={said.line} choices={[{ value: "", label: said.noLine }, ...numbers]} error={errors.phoneAts?.message} {...form.register("phoneAts")} />
        <Field reserved label={said.ended} error={errors.dateCreate?.message} type="datetime-local" {...form.register("dateCreate", { required: words.forms.required })} />
        <div className="grid grid-cols-2 gap-x-3">
          <Field reserved label={said.wait} error={errors.waitSeconds?.message} inputMode="numeric" {...form.register("waitSeconds", whole)} />
          <Field reserved label={said.talk} error={errors.talkSeconds?.message} inputMode="numeric" disabled={!isTalk} {...form.register("talkSeconds", isTalk ? whole : {})} />
        </div>
      </div>
      <Field reserved label={said.category} error={errors.category?.message} maxLength={64} autoComplete="off" {...form.register("category")} />
      <TextArea reserved label={said.note} error={errors.note?.message} maxLength={2000} rows={2} {...form.register("note")} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{words.actions.cancel}</Button>
        <Button type="submit" look="main" aria-busy={writing.isPending}>
          {said.save}
        </Button>
      </div>
    </form>
  );
}
