//! `crm export`.
#![cfg(feature = "cli")]

mod program;

use program::Office;

fn office() -> Office {
    let office = Office::migrated();
    let calls = "dateCreate,status,phoneClient,talkSeconds,note\n\
        2026-01-11T22:30:00Z,answered,79000000101,95,=HYPERLINK(1)\n\
        2026-01-12T06:10:00Z,missed,79000000102,0,\n";
    office.write("calls.csv", calls);
    office.crm(&["import", "calls", "calls.csv"]).succeeds();
    office
}

#[test]
fn calls_go_to_the_output_as_people_read_them() {
    let office = office();
    let out = office.crm(&["export", "calls"]).succeeds();
    let lines: Vec<_> = out.split("\r\n").collect();
    assert!(lines[0].starts_with("\u{feff}Номер;РК;Город;Телефон клиента;Линия;Начало (Europe/Moscow);"), "{out}");
    assert!(lines[1].contains(";2026-01-12 09:10:00;Входящий;Пропущен;"), "{out}");
    assert!(
        lines[2].contains(";2026-01-12 01:30:00;Входящий;Отвечен;") && lines[2].ends_with("'=HYPERLINK(1)"),
        "{out}"
    );
}

#[test]
fn a_period_is_made_of_days_of_the_office_and_filters_narrow_it() {
    let office = office();
    let rows = |more: &[&str]| {
        let arguments = [&["export", "calls", "--for-scripts"], more].concat();
        office.crm(&arguments).succeeds().lines().count() - 1
    };
    assert_eq!(rows(&["--from", "2026-01-12", "--to", "2026-01-12"]), 2, "half past one in Moscow is the 12th");
    assert_eq!(rows(&["--to", "2026-01-11"]), 0);
    assert_eq!(rows(&["--status", "пропущенный"]), 1);
    assert_eq!(rows(&["--phone", "8 900 000 01 01"]), 1);
}

#[test]
fn what_is_asked_for_wrongly_is_refused_and_not_left_out() {
    let office = office();
    office.crm(&["export", "calls", "--city", "Атлантида"]).fails_with("city.not_found");
    office.crm(&["export", "calls", "--status", "gone"]).fails_with("invalid");
    office.crm(&["export", "calls", "--from", "yesterday"]).fails_with("invalid");
    office.crm(&["export", "orders", "--direction", "in"]).fails_with("cli.filter");
    office.crm(&["export", "calls", "--rk", "нет такой"]).fails_with("campaign.not_found");
    office.crm(&["export", "calls", "--format", "xlsx"]).fails_with("cli.output");
    assert_eq!(office.crm(&["export", "people"]).status, 2);
}

#[test]
fn a_file_is_made_once_and_its_name_says_of_which_kind() {
    let office = office();
    let said = office.crm(&["export", "calls", "--output", "calls.xlsx", "--lang", "en"]).succeeds();
    let bytes = std::fs::read(office.path("calls.xlsx")).unwrap();
    assert_eq!(said, format!("calls.xlsx: {} bytes\n", bytes.len()));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let sheet = std::io::read_to_string(archive.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
    assert!(sheet.contains("Started (Europe/Moscow)") && sheet.contains("<v>95</v>"), "{sheet}");
    office.crm(&["export", "calls", "--output", "calls.xlsx"]).fails_with("cli.file_exists");
}

#[test]
fn reports_are_tables_too() {
    let office = office();
    let period = ["--from", "2026-01-11", "--to", "2026-01-12", "--for-scripts"];
    let report = |by: &[&str]| office.crm(&[&["export", "stats"], by, &period].concat()).succeeds();
    let expected =
        "date,calls,accepted,missed,acceptanceRate,orders\r\n2026-01-11,0,0,0,0,0\r\n2026-01-12,2,1,1,50,0\r\n";
    assert_eq!(report(&[]), expected);
    for by in ["cities", "campaigns", "masters", "operators"] {
        assert!(report(&["--by", by]).starts_with("name,"), "{by}");
    }
}

#[test]
fn orders_have_money_as_decimals() {
    let office = office();
    let heading = office.crm(&["export", "orders", "--for-scripts"]).succeeds();
    assert!(heading.starts_with("id,rk,city,phone,typeOrder,") && heading.contains(",result,expenditure,clean,"));
}

#[test]
fn an_export_is_in_the_audit() {
    let office = office();
    office.crm(&["export", "calls", "--phone", "79000000101"]).succeeds();
    office.visit(async |crm| {
        let actor = crm_core::access::Actor::system("test");
        let entries = crm.audit().latest(&actor, Some("export:calls"), None).await.unwrap();
        assert_eq!(entries.len(), 1);
    });
}
