/** Every text of the list of call-backs. */
const ru = {
  title: "Перезвоны",
  list: "Список перезвонов",
  open: (count: string) => `ждут звонка: ${count}`,
  empty: "Перезвонов нет",
  emptyHint: "Клиент, до которого не дозвонились, появится здесь сам.",
  state: "Состояние",
  city: "Город",
  phone: "Телефон клиента",
  phoneHint: "Весь номер",
  from: "С даты",
  to: "По дату",
  columns: { since: "Пропустили", client: "Клиент", state: "Состояние", waited: "Ожидание", taken: "Кто взял", missed: "Звонил, раз", city: "Город", campaign: "Реклама" },
  card: {
    title: "Перезвон",
    gone: "Этого перезвона нет среди загруженных. Сбросьте фильтры или прокрутите список.",
    last: "Последний звонок",
    line: "Наша линия",
    closed: "Закрыт",
    byCall: "Разговор",
    reason: "Причина",
    show: "Открыть звонок",
  },
};

const en: typeof ru = {
  title: "Call-backs",
  list: "List of call-backs",
  open: (count) => `waiting: ${count}`,
  empty: "No call-backs",
  emptyHint: "A client who was missed appears here by itself.",
  state: "State",
  city: "City",
  phone: "Client's phone",
  phoneHint: "The whole number",
  from: "From",
  to: "Until",
  columns: { since: "Missed", client: "Client", state: "State", waited: "Waiting", taken: "Taken by", missed: "Times", city: "City", campaign: "Campaign" },
  card: {
    title: "Call-back",
    gone: "It is not among those that are loaded. Reset the filters, or scroll the list.",
    last: "Latest call",
    line: "Our line",
    closed: "Closed",
    byCall: "Talk",
    reason: "Reason",
    show: "Open the call",
  },
};

export const texts = { ru, en };
