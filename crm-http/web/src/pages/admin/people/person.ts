import { api, ifMatch, once, told, type Schemas } from "@/api/client";
import { useCities } from "@/lists/named";
import type { Tone } from "@/ui/badge";
import { codes, useLabel, useTexts } from "@/words";
import { emptied, named } from "../shared/draft";
import type { FieldSpec } from "../shared/fields";
import type { Editing } from "../shared/RecordForm";
import { texts as sharedTexts } from "../shared/words";
import { texts } from "./words";

export type Person = Schemas["Operator"];
type Role = Person["role"];

export type PersonDraft = {
  name: string;
  login: string;
  password: string;
  role: string;
  city: string;
  moreCities: string[];
  extension: string;
  sipAddress: string;
};

export const workTones: Record<Person["statusWork"], Tone> = { online: "good", break: "warn", busy: "bad", wrap_up: "news", offline: "plain" };

/** Masters have a list of their own. */
export const staffRoles = () => codes("role").filter((role) => role !== "master");

export function useEditing(isNew: boolean): Editing<Person, PersonDraft> {
  const said = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const label = useLabel();
  const { choices: cities } = useCities();
  const roles = staffRoles().map((value) => ({ value, label: label("role", value) }));
  const first: FieldSpec<keyof PersonDraft>[] = [
    { kind: "text", name: "login", label: said.login, maxLength: 100, required: true, size: "half" },
    { kind: "password", name: "password", label: said.password, hint: said.passwordHint, required: true, size: "half" },
  ];
  return {
    entity: "operator",
    fields: [
      { kind: "text", name: "name", label: said.name, maxLength: 255, required: true },
      ...(isNew ? first : []),
      { kind: "select", name: "role", label: said.role, choices: roles },
      { kind: "choice", name: "city", label: shared.of.city, choices: cities },
      { kind: "many", name: "moreCities", label: shared.of.moreCities, choices: cities },
      { kind: "text", name: "extension", label: said.extension, maxLength: 32, size: "half" },
      { kind: "text", name: "sipAddress", label: said.sip, maxLength: 100, size: "half" },
    ],
    draft: (person) => ({
      name: person?.name ?? "",
      login: person?.login ?? "",
      password: "",
      role: person?.role ?? "operator",
      city: person?.city ?? "",
      moreCities: person?.moreCities ?? [],
      extension: person?.extension ?? "",
      sipAddress: person?.sipAddress ?? "",
    }),
    read: async (id) => (await told(api.GET("/api/operators/{id}", { params: { path: { id } } }))).data,
    create: ({ city, extension, sipAddress, role, ...draft }, key) => {
      const body = { ...draft, role: role as Role, ...named({ city, extension, sipAddress }) };
      return told(api.POST("/api/operators", { params: { header: once(key) }, body }));
    },
    change: ({ id, version }, { name, role, moreCities, city, extension, sipAddress }) => {
      const body = {
        ...(name !== undefined && { name }),
        ...(role !== undefined && { role: role as Role }),
        ...(moreCities && { moreCities }),
        ...emptied({ city, extension, sipAddress }),
      };
      return told(api.PATCH("/api/operators/{id}", { params: { path: { id }, header: ifMatch(version) }, body }));
    },
    about: {
      "operator.login_taken": "login",
      "operator.extension_taken": "extension",
      "operator.bad_extension": "extension",
      "operator.last_admin": "role",
    },
  };
}
