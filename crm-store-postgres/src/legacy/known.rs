//! The tables and columns that are known.

/// What a table of the earlier system holds, in the order in which tables are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LegacyKind {
    /// Administrators.
    Admins,
    /// Operators.
    Operators,
    /// Masters.
    Masters,
    /// The office's own numbers.
    Phones,
    /// What the telephony provider said of calls.
    Mango,
    /// Calls.
    Calls,
    /// Orders.
    Orders,
}

impl LegacyKind {
    /// Every kind, in the order of reading.
    pub const ALL: [Self; 7] =
        [Self::Admins, Self::Operators, Self::Masters, Self::Phones, Self::Mango, Self::Calls, Self::Orders];

    /// The kind of a table with this name, singular or plural.
    pub(super) fn of_table(name: &str) -> Option<Self> {
        let name = plain(name);
        let singular = |kind: Self| match kind {
            Self::Admins => "callcentreadmin",
            Self::Operators => "callcentreoperator",
            Self::Masters => "master",
            Self::Phones => "phone",
            Self::Mango => "mango",
            Self::Calls => "call",
            Self::Orders => "order",
        };
        Self::ALL.into_iter().find(|kind| name.strip_suffix('s').unwrap_or(&name) == singular(*kind))
    }

    /// The columns whose values are taken over.
    pub(super) const fn taken(self) -> &'static [&'static str] {
        match self {
            Self::Admins => &["id", "name", "login", "password", "note", "created_at"],
            Self::Operators => &["id", "name", "login", "password", "city", "status", "sip_address", "created_at"],
            Self::Masters => &["id", "name", "login", "password", "city", "cities", "status_work", "created_at"],
            Self::Phones => &["id", "number", "rk", "city", "avito_name"],
            Self::Mango => &["id", "direction", "duration", "status"],
            Self::Calls => &[
                "id",
                "rk",
                "city",
                "phone_client",
                "phone_ats",
                "date_create",
                "operator_id",
                "status",
                "direction",
                "avito_name",
                "mango_id",
            ],
            Self::Orders => &[
                "id",
                "rk",
                "city",
                "avito_name",
                "call_id",
                "phone",
                "type_order",
                "client_name",
                "address",
                "date_meeting",
                "type_equipment",
                "problem",
                "status_order",
                "master_id",
                "result",
                "expenditure",
                "clean",
                "operator_name_id",
                "create_date",
                "closing_data",
            ],
        }
    }

    /// The columns that are known and have no place here.
    pub(super) const fn ignored(self) -> &'static [&'static str] {
        match self {
            Self::Admins => &["updated_at"],
            Self::Operators => &["status_work", "updated_at"],
            Self::Masters => &["note", "updated_at"],
            Self::Phones | Self::Orders => &[],
            Self::Mango => &["call_id", "phone_number", "record_url"],
            Self::Calls => &["avito_id"],
        }
    }

    /// What rows are read by.
    pub(super) const fn order(self) -> &'static [&'static str] {
        match self {
            Self::Calls => &["date_create", "id"],
            Self::Orders => &["create_date", "id"],
            _ => &["id"],
        }
    }
}

/// A name without what people write differently.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::LegacyKind;

    #[test]
    fn tables_are_known_in_the_singular_and_in_the_plural() {
        let names =
            ["call", "calls", "order", "Orders", "callcentre_operators", "CallcentreOperator", "mango", "phones"];
        let kinds = names.map(|name| LegacyKind::of_table(name).unwrap());
        let expected = [
            LegacyKind::Calls,
            LegacyKind::Calls,
            LegacyKind::Orders,
            LegacyKind::Orders,
            LegacyKind::Operators,
            LegacyKind::Operators,
            LegacyKind::Mango,
            LegacyKind::Phones,
        ];
        assert_eq!(kinds, expected);
        assert_eq!(["avito", "calls_old", "recall"].map(LegacyKind::of_table), [None; 3]);
    }
}
