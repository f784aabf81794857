import { useLabel, useTexts } from "@/words";
import { texts } from "./words";

/** What a formula leaves out, by the core's documentation. */
const without: Record<string, keyof (typeof texts)["ru"]["exclusions"]> = {
  ...of("calls", "total_calls", "accepted_calls", "missed_calls", "acceptance_rate", "talk_time", "daily", "conversion", "cost_per_call"),
  ...of("queue", "offered", "handled", "abandoned", "abandonment", "short_abandonment", "service_level", "average_handle_time", "average_speed_of_answer", "occupancy"),
  ...of("turnover", "turnover", "campaign_roi"),
  ...of("closings", "closed_orders", "average_check", "completed_share"),
};

function of<Value extends string>(value: Value, ...formulas: string[]) {
  return Object.fromEntries(formulas.map((formula) => [formula, value]));
}

export const noteId = (formula: string) => `note-${formula}`;

/** From what a figure is computed, in a sentence or two. */
export function useNote(): (formula: string) => string {
  const said = useTexts(texts);
  const label = useLabel();
  const formulas = said.formulas(label);
  return (formula) => {
    const left = without[formula];
    return [formulas[formula] ?? formula, left && said.without(said.exclusions[left])].filter(Boolean).join(" ");
  };
}

/** What the core calls a figure. The service level has a name for each variant; here it is one figure. */
export function useFormulaName(): (formula: string) => string {
  const label = useLabel();
  const said = useTexts(names);
  return (formula) => (formula === "service_level" ? said.service : label("formula", formula));
}

const names = { ru: { service: "Уровень сервиса" }, en: { service: "Service level" } };
