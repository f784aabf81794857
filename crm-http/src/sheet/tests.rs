use std::io::{Cursor, Read};

use crm_core::exports::{Cell, Clocks, Column, Row};
use crm_core::kernel::{Lang, Money, Timestamp, Zone};

use super::xlsx::Xlsx;
use super::{Sheet, SheetFormat, SheetOptions};

const COLUMNS: &[Column] = &[
    Column::new("id", "Номер", "Number"),
    Column::times("dateCreate", "Начало", "Started", Clocks::Reader),
    Column::times("dateMeeting", "Встреча", "Meeting", Clocks::Place),
    Column::new("clean", "Чистыми", "Clean"),
    Column::new("note", "Примечание", "Note"),
];

fn rows() -> Vec<Row> {
    let at = Timestamp::parse("2026-01-12T06:00:00.25Z").unwrap();
    let omsk = Some(Zone::parse("Asia/Omsk").unwrap());
    let code = Cell::Code { code: "kp".into(), ru: "КП".into(), en: "Computers".into() };
    vec![
        vec![
            Cell::Integer(7),
            Cell::time(at),
            Cell::Time { at, zone: omsk },
            Cell::Money(Money::from_kopecks(-150_005).unwrap()),
            Cell::words("=1+1; \"да\""),
        ],
        vec![Cell::Integer(8), Cell::Empty, Cell::Empty, Cell::Decimal { units: 8190, places: 2 }, code],
    ]
}

fn file(format: SheetFormat, options: SheetOptions, pages: &[&[Row]]) -> Vec<u8> {
    let mut sheet = Sheet::new(format, COLUMNS, options).unwrap();
    let mut file = Vec::new();
    for page in pages {
        file.extend(sheet.push(page).unwrap());
    }
    let mut rest = sheet.finish().unwrap();
    while let Some(piece) = rest.next_piece().unwrap() {
        file.extend(piece);
    }
    file
}

fn csv(options: SheetOptions, pages: &[&[Row]]) -> String {
    String::from_utf8(file(SheetFormat::Csv, options, pages)).unwrap()
}

#[test]
fn a_csv_for_people_is_one_that_excel_opens_in_russia() {
    let options = SheetOptions::for_people(Lang::Ru, Zone::MOSCOW);
    let expected = "\u{feff}Номер;Начало (Europe/Moscow);Встреча (местное время);Чистыми;Примечание\r\n\
        7;2026-01-12 09:00:00;2026-01-12 12:00:00;-1500.05;\"'=1+1; \"\"да\"\"\"\r\n\
        8;;;81.90;КП\r\n";
    assert_eq!(csv(options, &[&rows()]), expected);
}

#[test]
fn a_csv_for_scripts_has_wire_names_codes_and_whole_instants() {
    let expected = "id,dateCreate,dateMeeting,clean,note\r\n\
        7,2026-01-12T09:00:00.250+03:00,2026-01-12T12:00:00.250+06:00,-1500.05,\"'=1+1; \"\"да\"\"\"\r\n\
        8,,,81.90,kp\r\n";
    assert_eq!(csv(SheetOptions::for_scripts(Zone::MOSCOW), &[&rows()]), expected);
}

#[test]
fn pages_make_the_same_file_as_one_and_no_rows_make_a_heading() {
    let (options, rows) = (SheetOptions::for_scripts(Zone::UTC), rows());
    assert_eq!(csv(options, &[&rows[..1], &[], &rows[1..]]), csv(options, &[&rows]));
    assert_eq!(csv(options, &[]), "id,dateCreate,dateMeeting,clean,note\r\n");
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

#[test]
fn a_workbook_holds_numbers_as_numbers_and_texts_as_texts() {
    let options = SheetOptions::for_people(Lang::En, Zone::MOSCOW);
    let bytes = file(SheetFormat::Xlsx, options, &[&rows()]);
    assert!(is_zip(&bytes));
    let sheet = entry(&bytes, "xl/worksheets/sheet1.xml");
    for part in ["<v>7</v>", "<v>-1500.05</v>", "<v>81.9</v>", "Started (Europe/Moscow)", "Computers", "'=1+1; "] {
        assert!(sheet.contains(part), "{part} is not in {sheet}");
    }
    // Nine o'clock in Moscow and noon in Omsk, as days since 1900.
    assert!(sheet.contains("<v>46034.375</v>") && sheet.contains("<v>46034.5</v>"), "{sheet}");
    assert!(!sheet.contains("<f>"), "there is a formula in {sheet}");
}

#[test]
fn a_sheet_that_is_full_goes_on_on_the_next_with_its_heading() {
    let options = SheetOptions::for_people(Lang::En, Zone::UTC);
    let mut xlsx = Xlsx::with_rows(COLUMNS, options, 2).unwrap();
    xlsx.push(&rows()).unwrap();
    let mut bytes = Vec::new();
    xlsx.finish().unwrap().read_to_end(&mut bytes).unwrap();
    let (first, second) = (entry(&bytes, "xl/worksheets/sheet1.xml"), entry(&bytes, "xl/worksheets/sheet2.xml"));
    assert!(first.contains("<v>7</v>") && !first.contains("<v>8</v>"));
    assert!(second.contains("<v>8</v>") && second.contains("Number"));
}

/// A file of a zip.
fn entry(zip: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}
