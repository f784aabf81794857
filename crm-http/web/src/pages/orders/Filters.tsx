import { FilterX, SlidersHorizontal } from "lucide-react";
import { useState, type RefObject } from "react";
import { useCampaigns, useCities, useMasters, usePeople } from "@/lists/named";
import { useTyped } from "@/lists/typed";
import { useUser } from "@/session/session";
import { IconButton } from "@/ui/button";
import { Combobox } from "@/ui/combobox";
import { Field, Select } from "@/ui/field";
import { codes, useLabel, useTexts, useWords, type CodeSet } from "@/words";
import type { OrderFilters } from "./search";
import { texts } from "./words";

interface Props {
  value: OrderFilters;
  onChange: (next: OrderFilters) => void;
  searchBox: RefObject<HTMLInputElement | null>;
  /** A calendar has its own day. */
  hasMeeting: boolean;
}

const RARE = ["rk", "operatorId", "typeOrder", "dateFrom", "dateTo", "closingFrom", "closingTo"] as const;

export function Filters({ value, onChange, searchBox, hasMeeting }: Props) {
  const words = useWords();
  const said = useTexts(texts).filters;
  const label = useLabel();
  const user = useUser();
  const seesPeople = user.role !== "operator";
  const { choices: cities } = useCities();
  const { choices: campaigns } = useCampaigns();
  const { choices: masters } = useMasters({ city: value.city });
  const { choices: people } = usePeople({ role: "operator" }, seesPeople);
  const [isOpen, setOpen] = useState(RARE.some((name) => value[name] !== undefined));
  const set = (name: keyof OrderFilters, next: string | number | undefined) => {
    const { [name]: _, ...rest } = value;
    onChange(next === "" || next === undefined ? rest : { ...rest, [name]: next });
  };
  const [typed, setTyped] = useTyped(value.q ?? "", (text) => set("q", text));
  const coded = (name: "status" | "typeEquipment" | "typeOrder", codeSet: CodeSet, title: string) => (
    <Select
      label={title}
      choices={[{ value: "", label: words.lists.all }, ...codes(codeSet).map((code) => ({ value: code, label: label(codeSet, code) }))]}
      value={value[name] ?? ""}
      onChange={(event) => set(name, event.target.value)}
    />
  );
  const day = (name: "meetingFrom" | "meetingTo" | "dateFrom" | "dateTo" | "closingFrom" | "closingTo") => (
    <Field label={said[name]} type="date" value={value[name] ?? ""} onChange={(event) => set(name, event.target.value)} />
  );
  return (
    <search aria-label={words.lists.filters} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2 *:w-31 *:first:w-40 *:has-[[type=date]]:w-33">
        <Field
          ref={searchBox}
          label={said.q}
          placeholder={said.qHint}
          type="search"
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {coded("status", "orderStatus", said.status)}
        <Combobox label={said.city} choices={cities} value={value.city} placeholder={words.lists.all} onChange={(city) => set("city", city)} />
        <Combobox label={said.master} choices={masters} value={value.masterId} placeholder={words.lists.all} onChange={(id) => set("masterId", id)} />
        {coded("typeEquipment", "equipment", said.equipment)}
        {hasMeeting && day("meetingFrom")}
        {hasMeeting && day("meetingTo")}
        <IconButton label={said.more} look={isOpen ? "plain" : "quiet"} className="w-8!" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <SlidersHorizontal size={16} aria-hidden />
        </IconButton>
        <IconButton
          label={words.actions.reset}
          className={`w-8! ${Object.keys(value).length === 0 ? "invisible" : ""}`}
          onClick={() => onChange({})}
        >
          <FilterX size={16} aria-hidden />
        </IconButton>
      </div>
      {isOpen && (
        <div className="flex flex-wrap items-end gap-2 *:w-31 *:has-[[type=date]]:w-33">
          <Combobox label={said.campaign} choices={campaigns} value={value.rk} placeholder={words.lists.all} onChange={(rk) => set("rk", rk)} />
          {seesPeople && (
            <Combobox label={said.operator} choices={people} value={value.operatorId} placeholder={words.lists.all} onChange={(id) => set("operatorId", id)} />
          )}
          {coded("typeOrder", "orderType", said.type)}
          {day("dateFrom")}
          {day("dateTo")}
          {day("closingFrom")}
          {day("closingTo")}
        </div>
      )}
    </search>
  );
}
