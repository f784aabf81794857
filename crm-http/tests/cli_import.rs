//! `crm import`.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod program;

use std::fmt::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crm_core::access::Actor;
use crm_core::auth::SignInRequest;
use crm_core::calls::{CallFilter, CallSort, CallView};
use crm_core::cities::NewCity;
use crm_core::kernel::{PageRequest, Text, Zone};
use crm_core::masters::MasterFilter;
use crm_core::orders::{OrderFilter, OrderView};
use program::Office;

fn actor() -> Actor {
    Actor::system("test")
}

/// An office with a city in another zone than its own, a line and two operators of one name.
fn office() -> Office {
    let office = Office::migrated();
    office.visit(async |crm| {
        let city = NewCity::new(Text::new("Омск").unwrap(), Zone::parse("Asia/Omsk").unwrap());
        crm.cities().create(&actor(), &city, None).await.unwrap();
    });
    office.write("lines.csv", "phone_ats,rk,city,avito_name\n84950000001,Авито,омск,avito-omsk\n");
    office.crm(&["import", "lines", "lines.csv"]).succeeds();
    office.write(
        "people.csv",
        "id,login,name,city,password,status_work\n17,anna,Анна,Омск,correct horse battery,online\n18,boris,Борис,Омск,,\n",
    );
    office.crm(&["import", "operators", "people.csv"]).succeeds();
    office
}

fn calls(office: &Office) -> Vec<CallView> {
    office.visit(async |crm| {
        let page = PageRequest::first().limit(100).unwrap();
        crm.calls().list(&actor(), &CallFilter::default(), CallSort::Earliest, &page).await.unwrap().items
    })
}

fn orders(office: &Office) -> Vec<OrderView> {
    office.visit(async |crm| {
        crm.orders().list(&actor(), &OrderFilter::default(), &PageRequest::first()).await.unwrap().items
    })
}

/// The counts at the end of what an import prints: created, already there, faulty.
fn counts(out: &str) -> [u64; 3] {
    let count = |what: &str| {
        let line = out.lines().find(|line| line.starts_with(what)).unwrap_or_else(|| panic!("no {what}: {out}"));
        line.split_whitespace().last().unwrap().parse().unwrap()
    };
    let created = if out.contains("would create") { "would create" } else { "created" };
    [count(created), count("already there"), count("faulty")]
}

const CALLS: &str = "\u{feff}id;date_create;status;direction;phone_client;phone_ats;city;rk;operator_id;talkSeconds;note\r\n\
    901;2026-01-12 09:00:00;answered;in;8 (900) 000-01-01;74950000001;Омск;АВИТО;17;95;\"перезвонить; срочно\"\r\n\
    902;2026-01-12T06:10:00Z;missed;;79000000102;74950000001;;;;;\r\n\
    903;2026-01-12 10:00;no_answer;out;79000000103;;;;18;;\r\n";

#[test]
fn calls_of_another_system_keep_their_time_their_line_and_who_had_them() {
    let office = office();
    office.write("calls.csv", CALLS);
    let said = office.crm(&["import", "calls", "calls.csv", "--operators", "people.csv"]).succeeds();
    assert_eq!(said, "created               3\nalready there         0\nfaulty                0\nnot taken over: id\n");
    let calls = calls(&office);
    let told = |view: &CallView| {
        let facts = &view.call.facts;
        let who = view.operator.as_deref().unwrap_or("-").to_owned();
        let city = view.city.as_deref().unwrap_or("-").to_owned();
        format!(
            "{} {} {} {} {who} {city}",
            facts.started_at,
            facts.direction,
            facts.status,
            facts.client.as_ref().unwrap()
        )
    };
    assert_eq!(
        calls.iter().map(told).collect::<Vec<_>>(),
        [
            "2026-01-12T06:00:00Z in answered +79000000101 Анна Омск",
            "2026-01-12T06:10:00Z in missed +79000000102 - Омск",
            "2026-01-12T07:00:00Z out no_answer +79000000103 Борис -",
        ]
    );
    assert_eq!(calls[0].call.facts.talk_seconds(), Some(95));
    assert_eq!(calls[0].call.classification.note.as_ref().unwrap().as_str(), "перезвонить; срочно");
    office.crm(&["check"]).succeeds();
}

#[test]
fn a_repeated_import_adds_nothing_and_a_corrected_file_adds_what_was_wrong() {
    let office = office();
    office.write("calls.csv", CALLS.replace("79000000102", "79000"));
    let import = ["import", "calls", "calls.csv", "--operators", "people.csv"];
    let first = office.crm(&import);
    assert_eq!((first.status, counts(&first.out)), (1, [2, 0, 1]), "{first:?}");
    assert!(first.out.starts_with("line 3      phone_client   "), "{}", first.out);
    assert!(first.out.contains("[phone.bad]"), "{}", first.out);
    office.write("calls.csv", CALLS);
    assert_eq!(counts(&office.crm(&import).succeeds()), [1, 2, 0]);
    assert_eq!(counts(&office.crm(&import).succeeds()), [0, 3, 0]);
    assert_eq!(calls(&office).len(), 3);
}

#[test]
fn two_rows_that_say_the_same_are_two_calls_however_often_they_are_imported() {
    let office = office();
    office.write("calls.csv", format!("dateCreate,status\n{0}{0}", "2026-01-12T06:00:00Z,missed\n"));
    for expected in [[2, 0, 0], [0, 2, 0]] {
        assert_eq!(counts(&office.crm(&["import", "calls", "calls.csv"]).succeeds()), expected);
    }
    assert_eq!(calls(&office).len(), 2);
}

#[test]
fn a_dry_run_finds_what_a_real_one_would_and_writes_nothing() {
    let office = office();
    let rows = "2026-01-12T06:00:00Z,answered,0,79000000101\n2026-01-12T07:00:00Z,missed,7,79000000102\n\
        2999-01-12T07:00:00Z,missed,0,79000000103\n2026-01-12T06:00:00Z,answered,0,79000000101,too,long\n";
    office.write("calls.csv", format!("dateCreate,status,talkSeconds,phoneClient\n{rows}"));
    let dry = office.crm(&["import", "calls", "calls.csv", "--dry-run"]);
    assert_eq!((dry.status, counts(&dry.out)), (1, [1, 0, 3]), "{dry:?}");
    assert!(calls(&office).is_empty());
    let real = office.crm(&["import", "calls", "calls.csv"]);
    assert_eq!(dry.out.replace("would create", "created     "), real.out);
    for (line, code) in [(3, "call.talk_without_answer"), (4, "call.in_the_future"), (5, "import.row_length")] {
        let told = real.out.lines().find(|told| told.starts_with(&format!("line {line} "))).unwrap();
        assert!(told.ends_with(&format!("[{code}]")), "{told}");
    }
    assert_eq!(calls(&office).len(), 1);
}

#[test]
fn what_a_call_cannot_keep_is_refused_and_not_dropped() {
    let office = office();
    office.write(
        "calls.csv",
        "dateCreate,status,phoneAts,city,operatorId\n2026-01-12T06:00:00Z,missed,74950000001,Пермь,17\n",
    );
    let ran = office.crm(&["import", "calls", "calls.csv"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("[import.other_than_line]") && ran.out.contains("[import.foreign_number]"), "{}", ran.out);
}

#[test]
fn a_heading_that_is_not_known_missing_or_repeated_stops_the_import() {
    let office = office();
    for (heading, code) in [
        ("dateCreate,status,colour", "import.unknown_column"),
        ("dateCreate,phoneClient", "import.missing_column"),
        ("dateCreate,status,date_create", "import.repeated_column"),
    ] {
        office.write("calls.csv", format!("{heading}\n"));
        office.crm(&["import", "calls", "calls.csv"]).fails_with(code);
    }
    office.write("calls.csv", b"dateCreate,status,\xcf\xe5\n");
    office.crm(&["import", "calls", "calls.csv"]).fails_with("import.not_utf8");
    office.crm(&["import", "calls", "absent.csv"]).fails_with("cli.file");
}

const ORDER: &str = "phone,city,type_order,type_equipment,client_name,address,problem,date_meeting,status_order\n\
    79000000101,Омск,Впервые,КП,Иван,\"ул. Ленина, 1\",Не работает,2026-03-02 14:00,new\n";

#[test]
fn an_order_is_visited_by_the_clocks_of_its_city() {
    let office = office();
    office.write("orders.csv", ORDER);
    for expected in [[1, 0, 0], [0, 1, 0]] {
        assert_eq!(counts(&office.crm(&["import", "orders", "orders.csv"]).succeeds()), expected);
    }
    let orders = orders(&office);
    assert_eq!(orders.len(), 1);
    assert_eq!(orders[0].order.meeting.at.to_string(), "2026-03-02T08:00:00Z");
}

#[test]
fn an_order_that_is_closed_or_does_not_fit_its_slot_is_refused() {
    let office = office();
    let (heading, row) = ORDER.split_once('\n').unwrap();
    let rows = [row.replace("new", "completed"), row.replace("14:00", "14:10"), row.replace("КП", "XX")].concat();
    let full: String = (1..=4).map(|n| row.replace("79000000101", &format!("7900000020{n}"))).collect();
    office.write("orders.csv", format!("{heading}\n{rows}{full}"));
    let ran = office.crm(&["import", "orders", "orders.csv"]);
    assert_eq!((ran.status, counts(&ran.out)), (1, [3, 0, 4]), "{ran:?}");
    for (line, code) in
        [(2, "import.order_not_new"), (3, "order.not_a_slot"), (4, "code.unknown"), (8, "order.slot_full")]
    {
        let told = ran.out.lines().find(|told| told.starts_with(&format!("line {line} "))).unwrap();
        assert!(told.ends_with(&format!("[{code}]")), "{told}");
    }
}

#[test]
fn people_come_with_their_password_or_wait_for_one() {
    let office = office();
    office.visit(async |crm| {
        assert!(crm.auth().login(&SignInRequest::new("anna", "correct horse battery")).await.is_ok());
        assert!(crm.auth().login(&SignInRequest::new("boris", "")).await.is_err());
    });
    let people = "login,name,city,password,status\n\
        anna,Анна,Омск,,\n\
        ANNA,Другая,Омск,,\n\
        vera,Вера,Омск,$2b$10$abcdefghijklmnopqrstuv,\n\
        gleb,Глеб,Омск,qwerty123,\n\
        daria,Дарья,Пермь,,inactive\n";
    office.write("people.csv", people);
    let ran = office.crm(&["import", "operators", "people.csv"]);
    assert_eq!((ran.status, counts(&ran.out)), (1, [0, 1, 4]), "{ran:?}");
    for code in ["import.differs", "import.password_hash", "password.common", "city.not_found", "import.inactive"] {
        assert!(ran.out.contains(&format!("[{code}]")), "{code} is not in {}", ran.out);
    }
    assert!(!ran.out.contains("qwerty123") && !ran.out.contains("$2b$"), "{}", ran.out);
}

#[test]
fn masters_are_masters_whatever_else_a_file_says() {
    let office = office();
    office.write("masters.csv", "login;name;city\nsergey;Сергей;Омск\n");
    for expected in [[1, 0, 0], [0, 1, 0]] {
        assert_eq!(counts(&office.crm(&["import", "masters", "masters.csv"]).succeeds()), expected);
    }
    office.visit(async |crm| {
        let masters =
            crm.masters().list(&actor(), &MasterFilter::default(), &PageRequest::first()).await.unwrap().items;
        assert_eq!(masters.iter().map(|view| view.master.login.as_str()).collect::<Vec<_>>(), ["sergey"]);
    });
}

#[test]
fn a_line_that_is_there_with_something_else_is_not_passed_over() {
    let office = office();
    office.write(
        "lines.csv",
        "number,rk,city,avitoName\n8 (495) 000-00-01,авито,Омск,avito-omsk\n74950000001,Листовки,Омск,\n",
    );
    let ran = office.crm(&["import", "lines", "lines.csv"]);
    assert_eq!((ran.status, counts(&ran.out)), (1, [0, 1, 1]), "{ran:?}");
    assert!(ran.out.contains("[import.differs]"), "{}", ran.out);
}

#[test]
fn an_export_for_scripts_can_be_imported_into_another_office() {
    let first = office();
    first.write("calls.csv", CALLS);
    first.crm(&["import", "calls", "calls.csv", "--operators", "people.csv"]).succeeds();
    let exported = first.crm(&["export", "calls", "--for-scripts"]).succeeds();
    let second = office();
    second.write("calls.csv", &exported);
    assert_eq!(counts(&second.crm(&["import", "calls", "calls.csv"]).succeeds()), [3, 0, 0]);
    let again = second.crm(&["export", "calls", "--for-scripts"]).succeeds();
    // The numbers are each office's own.
    let without_ids = |csv: &str| csv.lines().map(|row| row.split_once(',').unwrap().1.to_owned()).collect::<Vec<_>>();
    assert_eq!(without_ids(&exported), without_ids(&again));
}

/// Enough for some hundred flushes of the disk.
const MANY: u64 = 6_000;

#[test]
fn an_import_that_was_killed_is_finished_by_repeating_it() {
    let office = Office::migrated();
    let mut file = "dateCreate,status,phoneClient,talkSeconds\n".to_owned();
    for n in 0..MANY {
        let (minute, second) = (n / 60 % 60, n % 60);
        writeln!(file, "2026-01-12T{:02}:{minute:02}:{second:02}Z,answered,7900{n:07},10", n / 3600).unwrap();
    }
    office.write("many.csv", file);
    let count = || -> u64 {
        let connection = rusqlite::Connection::open(office.path("crm.db")).unwrap();
        let found = connection.query_row("SELECT count(*) FROM calls", [], |row| row.get::<_, i64>(0));
        found.unwrap().unsigned_abs()
    };
    let mut import = office.command(&["import", "calls", "many.csv"]).stdout(Stdio::null()).spawn().unwrap();
    let deadline = Instant::now() + Duration::from_secs(60);
    while count() == 0 {
        assert!(Instant::now() < deadline, "nothing was imported in a minute");
        std::thread::yield_now();
    }
    import.kill().unwrap();
    assert!(!import.wait().unwrap().success(), "it was done before it could be killed");
    let before = count();
    assert!((1..MANY).contains(&before), "{before} were written");

    let [created, present, faulty] = counts(&office.crm(&["import", "calls", "many.csv"]).succeeds());
    assert_eq!((created + present, faulty, count()), (MANY, 0, MANY));
    assert_eq!(present, before);
    assert_eq!(counts(&office.crm(&["import", "calls", "many.csv"]).succeeds()), [0, MANY, 0]);
    office.crm(&["check"]).succeeds();
}

#[test]
fn the_sample_file_of_lines_goes_in_as_it_is() {
    let office = Office::migrated();
    office.visit(async |crm| {
        let city = NewCity::new(Text::new("Псков").unwrap(), Zone::MOSCOW);
        crm.cities().create(&actor(), &city, None).await.unwrap();
    });
    office.write("lines.csv", include_str!("../../examples/lines.csv"));
    office.crm(&["import", "lines", "lines.csv"]).succeeds();
    let lines = office.visit(async |crm| crm.lines().list(&actor()).await.unwrap());
    assert_eq!(lines.len(), 3, "{lines:?}");
}
