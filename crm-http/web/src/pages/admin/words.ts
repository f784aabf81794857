/** The parts of the administration. */
const ru = {
  title: "Управление",
  tabs: {
    people: "Люди",
    masters: "Мастера",
    lines: "Линии",
    campaigns: "Реклама",
    cities: "Города",
    shifts: "Смены",
    settings: "Настройки",
    audit: "Журнал",
    jobs: "Задания",
    integrations: "Связь",
    database: "База",
  },
};

const en: typeof ru = {
  title: "Administration",
  tabs: {
    people: "People",
    masters: "Masters",
    lines: "Lines",
    campaigns: "Campaigns",
    cities: "Cities",
    shifts: "Shifts",
    settings: "Settings",
    audit: "Audit",
    jobs: "Jobs",
    integrations: "Providers",
    database: "Database",
  },
};

export const texts = { ru, en };
export type AdminTab = keyof typeof ru.tabs;
export const tabs = Object.keys(ru.tabs) as AdminTab[];
