/** How addresses are read, which anybody may have typed: what does not hold is left out. */

export const isDate = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);
export const isText = (value: string) => value !== "";

/** The texts of an address that hold. */
export function readTexts<Name extends string>(checks: Record<Name, (value: string) => boolean>, given: Record<string, unknown>) {
  const names = Object.keys(checks) as Name[];
  const read = names.flatMap((name) => {
    const value = given[name];
    // The router reads what looks like a number as one.
    const text = typeof value === "number" ? String(value) : value;
    return typeof text === "string" && checks[name](text) ? [[name, text] as const] : [];
  });
  return Object.fromEntries(read) as Partial<Record<Name, string>>;
}

/** The number of a row that an address names. */
export function readId<Name extends string>(name: Name, given: Record<string, unknown>) {
  const id = Number(given[name]);
  return (Number.isSafeInteger(id) && id > 0 ? { [name]: id } : {}) as Partial<Record<Name, number>>;
}

/** The numbers of an address that are within their bounds. */
export function readNumbers<Name extends string>(bounds: Record<Name, readonly [least: number, most: number]>, given: Record<string, unknown>) {
  const names = Object.keys(bounds) as Name[];
  const read = names.flatMap((name) => {
    const [least, most] = bounds[name];
    const value = given[name];
    return typeof value === "number" && value >= least && value <= most ? [[name, value] as const] : [];
  });
  return Object.fromEntries(read) as Partial<Record<Name, number>>;
}
