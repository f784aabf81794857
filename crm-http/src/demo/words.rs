//! What clients are called, where they live and what is broken.

use crm_core::orders::Equipment;

use crate::chance::Chance;

const MEN: [&str; 16] = [
    "Алексей",
    "Андрей",
    "Виктор",
    "Владимир",
    "Денис",
    "Игорь",
    "Кирилл",
    "Максим",
    "Михаил",
    "Николай",
    "Олег",
    "Павел",
    "Роман",
    "Сергей",
    "Тимур",
    "Юрий",
];
const WOMEN: [&str; 16] = [
    "Алина",
    "Валентина",
    "Вера",
    "Галина",
    "Дарья",
    "Евгения",
    "Елена",
    "Ирина",
    "Ксения",
    "Лариса",
    "Людмила",
    "Марина",
    "Наталья",
    "Оксана",
    "Светлана",
    "Татьяна",
];
/// As men bear them; women add an `а`.
const SURNAMES: [&str; 28] = [
    "Абрамов",
    "Белов",
    "Васильев",
    "Воробьёв",
    "Голубев",
    "Громов",
    "Данилов",
    "Егоров",
    "Жуков",
    "Зайцев",
    "Ильин",
    "Калинин",
    "Киселёв",
    "Комаров",
    "Крылов",
    "Лазарев",
    "Макаров",
    "Медведев",
    "Никитин",
    "Осипов",
    "Поляков",
    "Романов",
    "Савельев",
    "Тарасов",
    "Ушаков",
    "Фомин",
    "Шилов",
    "Яковлев",
];
const STREETS: [&str; 20] = [
    "ул. Гагарина",
    "ул. Дзержинского",
    "ул. Заречная",
    "ул. Кирова",
    "ул. Комсомольская",
    "ул. Красноармейская",
    "ул. Ленина",
    "ул. Лесная",
    "ул. Лермонтова",
    "ул. Луначарского",
    "ул. Маяковского",
    "ул. Мира",
    "ул. Октябрьская",
    "ул. Первомайская",
    "ул. Пушкина",
    "ул. Садовая",
    "ул. Советская",
    "ул. Чапаева",
    "пр. Победы",
    "пр. Строителей",
];
const COMPUTERS: [&str; 10] = [
    "не включается ноутбук",
    "синий экран при загрузке",
    "сильно греется и выключается",
    "залили клавиатуру чаем",
    "нет изображения на мониторе",
    "пропал интернет после переезда",
    "просит установить программы и почистить от вирусов",
    "разбит экран ноутбука",
    "не видит жёсткий диск, нужны фотографии",
    "медленно работает, хотят заменить диск",
];
const APPLIANCES: [&str; 10] = [
    "стиральная машина не сливает воду",
    "течёт стиральная машина",
    "холодильник не морозит",
    "не греет духовка",
    "посудомойка выдаёт ошибку",
    "не крутится барабан",
    "бойлер выбивает автомат",
    "варочная панель не включается",
    "шумит холодильник",
    "микроволновка искрит",
];
const HANDYMAN: [&str; 8] = [
    "повесить люстру и два бра",
    "собрать шкаф",
    "заменить смеситель на кухне",
    "не закрывается входная дверь",
    "повесить карниз",
    "заменить розетки в комнате",
    "установить стиральную машину",
    "течёт сифон в ванной",
];

/// Why a client does not want the visit any more.
pub(super) const CANCELLED_EARLY: [&str; 4] =
    ["клиент передумал", "заработало само", "нашли мастера рядом", "не смогут быть дома, перезвонят сами"];
/// Why a client refuses at the door.
pub(super) const CANCELLED_AT_THE_DOOR: [&str; 4] =
    ["дорого, отказались от ремонта", "ремонт дороже новой техники", "никого нет дома", "не согласны с диагностикой"];
/// Why it was no order.
pub(super) const VOID: [&str; 3] = ["хотели только узнать цену", "ошиблись номером", "нужна услуга, которой нет"];
/// Why the device was taken along.
pub(super) const DEFERRED: [&str; 3] = ["ждём запчасть со склада", "техника забрана в мастерскую", "заказана матрица"];
/// What calls without an order were about.
pub(super) const SUBJECTS: [(&str, &str); 5] = [
    ("консультация", "спрашивали цену диагностики"),
    ("консультация", "подумают и перезвонят"),
    ("повторное обращение", "уточняли время приезда мастера"),
    ("спам", "предлагали рекламу"),
    ("не наш профиль", "ремонт телефонов"),
];

/// A client's name.
pub(super) fn name(chance: &mut Chance) -> String {
    let surname = chance.pick(&SURNAMES).copied().unwrap_or_default();
    if chance.happens(0.55) {
        format!("{surname}а {}", chance.pick(&WOMEN).copied().unwrap_or_default())
    } else {
        format!("{surname} {}", chance.pick(&MEN).copied().unwrap_or_default())
    }
}

/// A client's address.
pub(super) fn address(chance: &mut Chance) -> String {
    let street = chance.pick(&STREETS).copied().unwrap_or_default();
    let (house, flat) = (chance.between(1, 140), chance.between(1, 180));
    if chance.happens(0.15) {
        format!("{street}, {house}, частный дом")
    } else {
        format!("{street}, {house}, кв. {flat}")
    }
}

/// What is broken.
pub(super) fn problem(chance: &mut Chance, equipment: &Equipment) -> &'static str {
    let problems: &[&'static str] = match equipment {
        Equipment::Computers => &COMPUTERS,
        Equipment::Appliances => &APPLIANCES,
        Equipment::Handyman | Equipment::Unknown(_) => &HANDYMAN,
    };
    chance.pick(problems).copied().unwrap_or_default()
}
