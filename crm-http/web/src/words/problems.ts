import { useLook } from "./look";

/** What the server refuses, in Russian; it says it in English itself. A code that is missing here is told in English. */
const ru: Record<string, string> = {
  "session.changed": "Сеанс сменился раньше, чем пришёл ответ.",
  "access.forbidden": "На это у вас нет прав.",
  "access.other_city": "Это город не из ваших.",
  "auth.wrong_credentials": "Это не ваш нынешний пароль.",
  "auth.too_many_attempts": "Слишком много попыток. Подождите немного и попробуйте снова.",
  "password.too_short": "Пароль короче 8 знаков.",
  "password.too_long": "Пароль длиннее 128 знаков.",
  "password.blank": "Пароль из одних пробелов не годится.",
  "password.same_as_login": "Пароль не может совпадать с логином.",
  "password.common": "Такой пароль слишком распространён, его легко подобрать.",
  "operator.login_taken": "Такой логин уже занят.",
  "operator.extension_taken": "Этот внутренний номер уже у другого человека.",
  "operator.bad_extension": "Внутренний номер состоит из цифр.",
  "operator.city_required": "Город нужен всем, кроме администраторов.",
  "operator.last_admin": "Это последний действующий администратор: без него управлять будет некому.",
  "operator.inactive": "Этот человек заблокирован.",
  "operator.period_too_long": "Период не длиннее 366 дней.",
  "city.unknown": "Такого города нет.",
  "city.archived": "Этот город в архиве.",
  "city.name_taken": "Город с таким названием уже есть.",
  "city.bad_visit_hours": "Конец визитов должен быть позже начала.",
  "line.number_taken": "Такая линия уже есть. Если её не видно, посмотрите в архиве.",
  "phone.bad": "Это не похоже на номер телефона.",
  "campaign.name_taken": "Кампания с таким названием уже есть.",
  "campaign.bad_days": "Последний день раньше первого или период слишком длинный.",
  "campaign.cost_cancelled": "Этот расход уже отменён.",
  "zone.bad": "Такого часового пояса нет.",
  "shift.bad_length": "Смена длится от 15 минут до 24 часов.",
  "shift.overlaps": "В это время у человека уже есть смена.",
  "shift.cancelled": "Эта смена уже отменена.",
  "shift.period_too_long": "Период слишком длинный.",
  "setting.bad_value": "Значение вне допустимых пределов.",
  "job.not_dead": "Это задание уже не среди несостоявшихся.",
  "store.unavailable": "База данных сейчас недоступна. Попробуйте ещё раз.",
  "store.contended": "База данных занята. Попробуйте ещё раз.",
};

/** A refusal's sentence in the user's language: by its code, or as the server said it. */
export function useRefusalText(): (code: string, said: string) => string {
  const lang = useLook((look) => look.lang);
  return (code, said) => (lang === "ru" ? (ru[code] ?? said) : said);
}
