/** What forms hold as texts, as the API takes it. */

type Texts<Name extends string> = Partial<Record<Name, string>>;

/** For what is added: an empty field is left out. */
export function named<Name extends string>(draft: Texts<Name>): Texts<Name> {
  const filled = Object.entries<string | undefined>(draft).filter(([, value]) => value?.trim());
  return Object.fromEntries(filled) as Texts<Name>;
}

/** For what is changed: a field that was emptied is `null`, and one that was not touched is left out. */
export function emptied<Name extends string>(draft: { [Field in Name]?: string | undefined }): Partial<Record<Name, string | null>> {
  const touched = Object.entries<string | undefined>(draft).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value.trim() || null] as const],
  );
  return Object.fromEntries(touched) as Partial<Record<Name, string | null>>;
}
