const ru = {
  title: "Города",
  one: "Город",
  adding: "Новый город",
  empty: "Городов пока нет",
  emptyHint: "С города начинается всё остальное: линии, люди, заказы.",
  name: "Название",
  zone: "Часовой пояс",
  visits: "Визиты",
  visitFrom: "Визиты с",
  visitTo: "Визиты до",
  visitHint: "По часам города",
  capacity: (kind: string) => `${kind} за полчаса`,
  archiveHint: "Новых заказов, линий и людей в этом городе не будет. Всё прежнее останется.",
};

const en: typeof ru = {
  title: "Cities",
  one: "City",
  adding: "A new city",
  empty: "No cities yet",
  emptyHint: "Everything else begins with a city: lines, people, orders.",
  name: "Name",
  zone: "Time zone",
  visits: "Visits",
  visitFrom: "Visits from",
  visitTo: "Visits until",
  visitHint: "By the city's clocks",
  capacity: (kind) => `${kind} per half hour`,
  archiveHint: "It takes no new orders, lines or people. What there is stays.",
};

export const texts = { ru, en };
