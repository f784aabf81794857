//! Finding an order by what people remember of it: its number, the phone, the name, the address.
//!
//! An order is found by words: a search gives prefixes, and each of them must begin one of the order's words. The words are
//! stored beside the order under an index, so a search never scans.

use super::Order;

/// The longest word that is kept or looked for, in characters.
const LONGEST: usize = 40;
/// The most words one search takes.
const MOST: usize = 8;

/// What a search looks for: prefixes in lower case, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderSearch(Vec<String>);

impl OrderSearch {
    /// Reads what people type; `None` when no letter or digit is in it. A phone may be typed with blanks, brackets and
    /// dashes. At most eight words count.
    pub fn parse(input: &str) -> Option<Self> {
        let mut prefixes = if let Some(digits) = typed_phone(input) { vec![digits] } else { words_of(input) };
        prefixes.dedup();
        prefixes.truncate(MOST);
        (!prefixes.is_empty()).then_some(Self(prefixes))
    }
    /// The prefixes.
    pub fn prefixes(&self) -> &[String] {
        &self.0
    }
    /// Whether an order with these words is found.
    pub fn matches(&self, words: &[String]) -> bool {
        self.0.iter().all(|prefix| words.iter().any(|word| word.starts_with(prefix.as_str())))
    }
}

/// The words an order is found by, ascending, each once: the number, the phone with and without its country, and the words
/// of name and address.
pub(crate) fn words(order: &Order) -> Vec<String> {
    let digits = order.phone.digits();
    let mut words = vec![order.id.to_string(), digits.to_owned()];
    // People remember a Russian number from its area code on, and dial it with an 8.
    if let Some(national) = digits.strip_prefix('7').filter(|rest| rest.len() == 10) {
        words.push(national.to_owned());
        words.push(format!("8{national}"));
    }
    words.extend(words_of(order.client_name.as_str()));
    words.extend(words_of(order.address.as_str()));
    words.sort_unstable();
    words.dedup();
    words
}

fn words_of(text: &str) -> Vec<String> {
    text.to_lowercase()
        .replace('ё', "е")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LONGEST).collect())
        .collect()
}

/// The digits of an input that is a phone as people type it: nothing but digits and marks between them, at least five.
fn typed_phone(input: &str) -> Option<String> {
    let is_phone = input.chars().all(|c| c.is_ascii_digit() || " ()-+.\u{a0}".contains(c));
    let digits: String = input.chars().filter(char::is_ascii_digit).take(LONGEST).collect();
    (is_phone && digits.len() >= 5).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::decide::samples;

    #[test]
    fn an_order_is_found_by_number_phone_name_and_address() {
        let mut order = samples::order();
        order.phone = crate::kernel::Phone::parse("+79000000101").unwrap();
        order.client_name = crate::kernel::Text::new("Семён Горбунков").unwrap();
        order.address = crate::kernel::Text::new("ул. Ленина, д. 12/3").unwrap();
        let words = words(&order);
        let number = order.id.to_string();
        for typed in ["горб семен", "ЛЕНИНА 12", "+7 (900) 000", "8 900 000-01-01", "9000000", number.as_str()]
        {
            assert!(OrderSearch::parse(typed).unwrap().matches(&words), "{typed}");
        }
        for typed in ["горбунковы", "ленина 13", "900000010199"] {
            assert!(!OrderSearch::parse(typed).unwrap().matches(&words), "{typed}");
        }
    }

    #[test]
    fn nothing_to_look_for_is_no_search() {
        assert_eq!(OrderSearch::parse(" -, "), None);
    }
}
