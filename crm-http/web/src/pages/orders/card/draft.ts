import type { Schemas } from "@/api/client";
import { decimal, kopecks } from "@/words/money";
import type { Order } from "../search";

/** What can be edited of an order, in the order of the form. */
export const FIELDS = [
  "phone",
  "clientName",
  "city",
  "address",
  "dateMeeting",
  "typeEquipment",
  "typeOrder",
  "problem",
  "rk",
  "avitoName",
  "result",
  "expenditure",
  "promisedDate",
] as const;
export type FieldName = (typeof FIELDS)[number];

/** An order as a form holds it: texts, empty where nothing is said. */
export type Draft = Record<FieldName, string>;

const MONEY: readonly FieldName[] = ["result", "expenditure"];
/** What may be emptied; the others have to say something. */
const OPTIONAL: readonly FieldName[] = ["rk", "avitoName", "result", "expenditure", "promisedDate"];

export const isMoney = (name: FieldName) => MONEY.includes(name);
export const isOptional = (name: FieldName) => OPTIONAL.includes(name);

export const draftOf = (order: Order): Draft =>
  Object.fromEntries(FIELDS.map((name) => [name, order[name] ?? ""])) as Draft;

/** One way to write what can be written in many. */
function plain(name: FieldName, value: string): string {
  const amount = isMoney(name) ? kopecks(value) : undefined;
  return amount === undefined ? value.trim() : decimal(amount);
}

export const isSame = (name: FieldName, one: string, other: string) => plain(name, one) === plain(name, other);

/** Only what differs is sent: nothing else can be overwritten. */
export function patchOf(draft: Draft, from: Draft): Schemas["OrderPatch"] {
  const changed = FIELDS.filter((name) => !isSame(name, draft[name], from[name]));
  const value = (name: FieldName) => plain(name, draft[name]) || (isOptional(name) ? null : "");
  return Object.fromEntries(changed.map((name) => [name, value(name)]));
}
