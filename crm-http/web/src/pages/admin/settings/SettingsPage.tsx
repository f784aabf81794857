import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { toast } from "sonner";
import { api, told } from "@/api/client";
import { queries } from "@/api/queries";
import { useRefusals } from "@/api/refusals";
import { Button } from "@/ui/button";
import { Combobox } from "@/ui/combobox";
import { Confirm } from "@/ui/confirm";
import { Page } from "@/ui/page";
import { Failed, Skeleton } from "@/ui/states";
import { useTexts, useWords } from "@/words";
import { useLook } from "@/words/look";
import { zoneChoices } from "@/words/zones";
import { FigureField } from "./FigureField";
import { figures, groups, losses, type SettingName, type Settings } from "./spec";
import { texts } from "./words";

export function SettingsPage() {
  const said = useTexts(texts);
  const settings = useQuery({ queryKey: ["setting"], queryFn: () => told(api.GET("/api/settings")), staleTime: Infinity });
  return (
    <Page title={said.title} scrolls>
      {settings.isError ? (
        <Failed error={settings.error} onRetry={() => void settings.refetch()} />
      ) : settings.isPending ? (
        <div role="status" className="flex max-w-3xl flex-col gap-4">
          <span className="sr-only">{said.loading}</span>
          {Array.from({ length: 8 }, (_, index) => (
            <Skeleton key={index} className="h-14" />
          ))}
        </div>
      ) : (
        <SettingsForm settings={settings.data.data} />
      )}
    </Page>
  );
}

type Typed = Record<SettingName, string>;
const typedOf = (settings: Settings) =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)])) as Typed;

/** Figures go as numbers; what is none goes as it is, for the server to refuse. */
function sent(typed: Partial<Typed>): Partial<Settings> {
  const read = Object.entries(typed).map(([name, value]) => [name, name === "officeZone" || !/^\d+$/.test(value) ? value : Number(value)]);
  return Object.fromEntries(read) as Partial<Settings>;
}

function SettingsForm({ settings }: { settings: Settings }) {
  const words = useWords();
  const said = useTexts(texts);
  const lang = useLook((look) => look.lang);
  const zones = useMemo(() => zoneChoices(lang, [settings.officeZone]), [lang, settings.officeZone]);
  // What others change comes in, except where something is being typed.
  const form = useForm<Typed>({ values: typedOf(settings), resetOptions: { keepDirtyValues: true } });
  const refused = useRefusals(form);
  const [asked, setAsked] = useState<{ changes: Partial<Settings>; gone: ReturnType<typeof losses> }>();
  const { errors, isSubmitting, isDirty, dirtyFields } = form.formState;

  const save = async (changes: Partial<Settings>) => {
    try {
      const saved = await told(api.PATCH("/api/settings", { body: changes }));
      setAsked(undefined);
      form.reset(typedOf(saved.data));
      queries.setQueryData(["setting"], saved);
      toast.success(words.forms.saved);
    } catch (error) {
      setAsked(undefined);
      refused(error, words.forms.failed);
    }
  };
  const submit = form.handleSubmit(async (typed) => {
    const names = (Object.keys(dirtyFields) as SettingName[]).filter((name) => dirtyFields[name]);
    if (names.length === 0) return;
    const changes = sent(Object.fromEntries(names.map((name) => [name, typed[name].trim()])));
    const gone = losses(settings, changes);
    if (gone.length > 0 || changes.officeZone !== undefined) setAsked({ changes, gone });
    else await save(changes);
  });
  const warnings = asked && [...asked.gone.map((what) => said.warn[what]), ...(asked.changes.officeZone === undefined ? [] : [said.warn.zone])];
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-3xl flex-col gap-4">
      <Group title={said.groups.office}>
        <div className="max-w-md">
          <Controller
            control={form.control}
            name="officeZone"
            rules={{ required: words.forms.required }}
            render={({ field: { value, onChange } }) => (
              <Combobox
                label={said.of.officeZone.name}
                hint={said.of.officeZone.about}
                error={errors.officeZone?.message}
                choices={zones}
                value={value || undefined}
                onChange={(zone) => onChange(zone ?? "")}
              />
            )}
          />
        </div>
      </Group>
      {groups.map((group) => (
        <Group key={group} title={said.groups[group]}>
          {figures[group].map((figure) => (
            <FigureField key={figure.name} figure={figure} control={form.control} error={errors[figure.name]?.message} />
          ))}
        </Group>
      ))}
      <div className="sticky -bottom-4 -mb-4 flex gap-2 border-t border-edge bg-ground py-3">
        <Button type="submit" look="main" disabled={isSubmitting}>
          {words.actions.save}
        </Button>
        <Button className={isDirty ? "" : "invisible"} onClick={() => form.reset()}>
          {words.actions.reset}
        </Button>
      </div>
      <Confirm
        open={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={asked && asked.gone.length > 0 ? said.warn.title : said.warn.zoneTitle}
        hint={warnings?.join(" ") ?? ""}
        action={said.warn.action}
        isBusy={isSubmitting}
        onConfirm={() => asked && void save(asked.changes)}
      />
    </form>
  );
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="flex flex-col gap-3 rounded-lg border border-edge bg-sheet p-4">
      <h2 className="font-semibold">{title}</h2>
      {children}
    </section>
  );
}
