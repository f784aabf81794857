//! The simulated office: its cities, campaigns, lines, employees and groups.
//!
//! It is the same for every seed, so that runs of several seeds can play against one server. Numbers, names and
//! addresses are invented.

/// A city of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct City {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its IANA zone.
    pub(crate) zone: &'static str,
    /// What its clocks show beyond UTC, in hours: none of these zones has a summer time.
    pub(crate) utc_hours: i64,
}

/// Whom a line rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// A group, by its place in [`GROUPS`].
    Group(usize),
    /// One employee, by place in [`EMPLOYEES`].
    Employee(usize),
}

/// A number of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    /// As the provider writes it.
    pub(crate) number: &'static str,
    /// Its campaign.
    pub(crate) campaign: &'static str,
    /// Its city, by place in [`CITIES`].
    pub(crate) city: usize,
    /// Whether a menu answers first.
    pub(crate) menu: bool,
    /// Whom it rings.
    pub(crate) target: Target,
}

/// An employee with a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Employee {
    /// The extension the provider knows the employee by.
    pub(crate) extension: &'static str,
    /// The name people read.
    pub(crate) name: &'static str,
    /// The city, by place in [`CITIES`].
    pub(crate) city: usize,
}

/// Employees who are rung together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Group {
    /// Its short number.
    pub(crate) number: &'static str,
    /// Its members, by place in [`EMPLOYEES`].
    pub(crate) members: &'static [usize],
}

/// Four cities of four zones.
pub(crate) const CITIES: [City; 4] = [
    City { name: "Тверь", zone: "Europe/Moscow", utc_hours: 3 },
    City { name: "Саратов", zone: "Europe/Saratov", utc_hours: 4 },
    City { name: "Уфа", zone: "Asia/Yekaterinburg", utc_hours: 5 },
    City { name: "Омск", zone: "Asia/Omsk", utc_hours: 6 },
];

/// The lines, one of them a SIP address as some accounts have.
pub(crate) const LINES: [Line; 9] = [
    line("74950000001", "Авито Тверь", 0, true, Target::Group(0)),
    line("74950000002", "Листовки", 0, false, Target::Group(0)),
    line("74950000003", "Авито Саратов", 1, true, Target::Group(0)),
    line("74950000004", "Сайт", 1, false, Target::Group(1)),
    line("74950000005", "Авито Уфа", 2, true, Target::Group(1)),
    line("74950000006", "Листовки", 2, false, Target::Employee(8)),
    line("74950000007", "Авито Омск", 3, true, Target::Group(1)),
    line("74950000008", "Сайт", 3, false, Target::Employee(10)),
    line("sip:line9@vpbx000000.mangosip.ru", "Сайт", 0, true, Target::Employee(0)),
];

/// The employees.
pub(crate) const EMPLOYEES: [Employee; 12] = [
    employee("101", "Анна Седова", 0),
    employee("102", "Борис Ладогин", 0),
    employee("103", "Вера Кольцова", 0),
    employee("104", "Глеб Рощин", 1),
    employee("105", "Дарья Ульянич", 1),
    employee("106", "Егор Мещеряков", 1),
    employee("107", "Жанна Порт", 2),
    employee("108", "Захар Линёв", 2),
    employee("109", "Инна Бережная", 2),
    employee("110", "Кирилл Стожаров", 3),
    employee("111", "Лидия Омелина", 3),
    // Providers write such extensions too; they are text and not numbers.
    employee("007", "Марк Дальний", 3),
];

/// The groups.
pub(crate) const GROUPS: [Group; 2] =
    [Group { number: "200", members: &[0, 1, 2, 3, 4, 5] }, Group { number: "201", members: &[6, 7, 8, 9, 10, 11] }];

const fn line(number: &'static str, campaign: &'static str, city: usize, menu: bool, target: Target) -> Line {
    Line { number, campaign, city, menu, target }
}

const fn employee(extension: &'static str, name: &'static str, city: usize) -> Employee {
    Employee { extension, name, city }
}

/// The campaigns of the lines, each once.
pub(crate) fn campaigns() -> impl Iterator<Item = &'static str> {
    let mut names: Vec<_> = LINES.iter().map(|line| line.campaign).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter()
}
