const ru = {
  title: "Мастера",
  adding: "Новый мастер",
  empty: "Мастеров пока нет",
  emptyHint: "Мастеру назначают заказы его городов.",
  name: "Имя",
  login: "Логин",
  password: "Первый пароль",
  passwordHint: "От 8 знаков, не логин",
  extension: "Внутренний номер",
  sip: "SIP-адрес",
  openOrders: "Открытых заказов",
  state: "Состояние",
  archiveHint: "Мастер больше не сможет войти. Его открытые заказы останутся за ним, пока их не передадут другому.",
};

const en: typeof ru = {
  title: "Masters",
  adding: "A new master",
  empty: "No masters yet",
  emptyHint: "Masters are given the orders of their cities.",
  name: "Name",
  login: "Login",
  password: "First password",
  passwordHint: "From 8 characters, not the login",
  extension: "Extension",
  sip: "SIP address",
  openOrders: "Open orders",
  state: "State",
  archiveHint: "The master can no longer sign in. Open orders stay with the master until they are given to another one.",
};

export const texts = { ru, en };
