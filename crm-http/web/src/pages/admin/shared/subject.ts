import { useQuery } from "@tanstack/react-query";
import { api, told } from "@/api/client";
import { useCampaigns, useCities, usePeople } from "@/lists/named";
import { useTexts } from "@/words";
import { useFormat } from "@/words/format";
import { texts as settingTexts } from "../settings/words";

const ru = {
  kinds: {
    operator: "Человек",
    order: "Заказ",
    call: "Звонок",
    callback: "Перезвон",
    city: "Город",
    line: "Линия",
    campaign: "Кампания",
    campaign_cost: "Расход на рекламу",
    shift: "Смена",
    setting: "Настройка",
    cash: "Передача денег",
    session: "Сеанс",
    job: "Задание",
    export: "Выгрузка",
    past: "Перенос данных",
    auth: "Вход",
    counters: "Счётчики",
    audit: "Журнал",
  },
};

const en: typeof ru = {
  kinds: {
    operator: "Person",
    order: "Order",
    call: "Call",
    callback: "Call-back",
    city: "City",
    line: "Line",
    campaign: "Campaign",
    campaign_cost: "Campaign cost",
    shift: "Shift",
    setting: "Setting",
    cash: "Cash hand-over",
    session: "Session",
    job: "Job",
    export: "Export",
    past: "Taking over data",
    auth: "Signing in",
    counters: "Counters",
    audit: "Audit",
  },
};

export const subjectTexts = { ru, en };

/** What ids stand for, as far as it has a name. */
export function useNames() {
  const { people } = usePeople();
  const { cities } = useCities();
  const { campaigns } = useCampaigns();
  const lines = useQuery({ queryKey: ["line", "all"], queryFn: async () => (await told(api.GET("/api/lines"))).data });
  const format = useFormat();
  const { of: settings } = useTexts(settingTexts);
  const find = (list: readonly { id: number; name: string }[]) => (id: string | number) => list.find((one) => one.id === Number(id))?.name;
  const number = (id: string | number) => lines.data?.find((line) => line.id === Number(id))?.number;
  return {
    operator: find(people),
    city: find(cities),
    campaign: find(campaigns),
    line: (id: string | number) => {
      const found = number(id);
      return found && format.phone(found);
    },
    // `wrap_up_seconds` of the log is `wrapUpSeconds` of the API.
    setting: (key: string | number) => {
      const name = String(key).replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
      return name in settings ? settings[name as keyof typeof settings].name : undefined;
    },
  };
}

/** What a subject such as `operator:12` is called: by its name where it has one, else by its number. */
export function useSubject(): (subject: string) => string {
  const { kinds } = useTexts(subjectTexts);
  const names = useNames();
  return (subject) => {
    const [kind = "", id] = subject.split(":");
    const called = kind in kinds ? kinds[kind as keyof typeof kinds] : kind;
    if (id === undefined) return called;
    const name = kind in names ? names[kind as keyof typeof names](id) : undefined;
    return name ? `${called}: ${name}` : `${called} № ${id}`;
  };
}
