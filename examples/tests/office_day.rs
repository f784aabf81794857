//! The sample day, replayed into a file as `office_day` does.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test panics when it fails")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crm_core::callbacks::{CallbackDifference, CallbackState};
use crm_core::counters::{CounterDifference, Measure, Subject, Tally};
use crm_core::kernel::{Money, Phone, Text};
use crm_core::money::LedgerKind;
use crm_core::operators::WorkState;
use crm_core::orders::OrderStatus;
use crm_core::stats::{Ratio, ServiceLevelVariant};
use crm_core::telephony::{IngestRefusal, MangoAccount, mango};
use crm_examples::deliveries::{DeliveryFile, read_folder};
use crm_examples::replay::{Day, Taken, replay};
use crm_examples::report::json_lines;
use crm_store_sqlite::SqliteStore;
use serde_json::{Value, json};

fn sample() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("office_day")
}

async fn replay_into(database: &Path, files: &[DeliveryFile]) -> Day {
    let store = SqliteStore::open(database).unwrap();
    let mut told = 0;
    let day = replay(Arc::new(store), files, |done| told = done).await.unwrap();
    assert_eq!(told, files.iter().map(|file| file.deliveries.len() as u64).sum::<u64>());
    day
}

/// What each file expects, as the one line of JSON it must give, by conversation.
fn expected() -> BTreeMap<String, Value> {
    let files = std::fs::read_dir(sample()).unwrap().map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
    let expected = files.map(|text| serde_json::from_slice::<Value>(&text).unwrap()["expected"].take());
    expected.map(|call| (call["entry_id"].as_str().unwrap().to_owned(), call)).collect()
}

#[tokio::test]
async fn the_sample_day_gives_the_calls_its_files_expect() {
    let folder = tempfile::tempdir().unwrap();
    let day = replay_into(&folder.path().join("office.db"), &read_folder(&sample()).unwrap()).await;
    let lines = json_lines(&day).unwrap();
    let calls = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let calls: BTreeMap<_, _> = calls.map(|call| (call["entry_id"].as_str().unwrap().to_owned(), call)).collect();
    assert_eq!(calls.len(), 12);
    assert_eq!(calls, expected());
    assert!(day.is_sound());
    let refused: Vec<_> = day.refused.iter().map(|(reason, bodies)| (*reason, bodies.len())).collect();
    assert_eq!(refused, [(IngestRefusal::ForeignKey, 1), (IngestRefusal::WrongSignature, 2)]);
    let text = day.to_string();
    for words in [
        "01.01 13:00",
        "Анна Лебедева → Дарья Зимина",
        "Пропущен: положил трубку до ответа",
        "Всего 12: отвечено 7, пропущено 4, не дозвонились 1, идёт 0",
        "2  неверная подпись",
        "1  sip:line1@vpbx000000.mangosip.ru",
        "разговоров 12, расхождений нет",
    ] {
        assert!(text.contains(words), "{words:?} is not in\n{text}");
    }
}

#[tokio::test]
async fn a_second_replay_changes_nothing_and_tells_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("office.db");
    let files = read_folder(&sample()).unwrap();
    let first = replay_into(&database, &files).await;
    let second = replay_into(&database, &files).await;
    assert_eq!(second.taken, Taken { new: 0, repeated: first.taken.new + first.taken.repeated });
    assert_eq!(second.calls, first.calls);
    assert_eq!(second.books.orders, first.books.orders);
    assert_eq!(second.books.ledger, first.books.ledger);
    assert_eq!(second.audit.sealed, first.audit.sealed);
    assert_eq!(second.to_string(), first.to_string());
    assert_eq!(json_lines(&second).unwrap(), json_lines(&first).unwrap());
}

fn roubles(roubles: i64) -> Money {
    Money::from_kopecks(roubles * 100).unwrap()
}

async fn sample_day() -> (tempfile::TempDir, Day) {
    let folder = tempfile::tempdir().unwrap();
    let day = replay_into(&folder.path().join("office.db"), &read_folder(&sample()).unwrap()).await;
    (folder, day)
}

#[tokio::test]
async fn the_figures_of_the_sample_day_are_those_computed_by_hand() {
    let (_folder, day) = sample_day().await;
    let overall = &day.books.overall;
    let calls = &overall.calls;
    // 11 inbound and 1 outbound; 7 answered; 4 missed and 1 busy; 7 / 12 is 58.3 %.
    assert_eq!((calls.total.value, calls.accepted.value, calls.missed.value), (11 + 1, 7, 4 + 1));
    assert_eq!(calls.acceptance_rate.value, 58);
    let queue = &overall.queue;
    // The outbound call and the one out of hours were not offered; nobody answered after 25, 1 and 20 seconds.
    assert_eq!((queue.offered.value, queue.handled.value, queue.abandoned.value), (12 - 2, 7, 3));
    assert_eq!(queue.abandonment.value, Ratio::new(3, 10));
    // All 7 in 20 s; the abandon of 1 s is short and left out.
    assert_eq!(queue.target.variant, ServiceLevelVariant::ShortAbandonsExcluded);
    assert_eq!(queue.service_level.value, Ratio::new(7, 7 + 3 - 1));
    assert_eq!(queue.is_met, Some(false));
    // The client of the group waited 15 s, 6 of them before the first phone rang.
    let wait = 8 + 5 + (15 - 6) + 8 + 5 + 7 + 8;
    let talk = 95 + 86 + 120 + 30 + 60 + 20 + 30;
    // Anna, Boris and Daria each wrapped up once: Anna's calls overlapped.
    let wrap_up = 3 * 60;
    let mean = |seconds: u64| Some(Duration::from_nanos(seconds * 1_000_000_000 / 7));
    let near = |one: Option<Duration>, other: Option<Duration>| {
        one.unwrap().abs_diff(other.unwrap()) < Duration::from_micros(1)
    };
    assert!(near(overall.handling.average_speed_of_answer.value, mean(wait)));
    assert!(near(overall.handling.average_handle_time.value, mean(talk + wrap_up)));

    let orders = &overall.orders;
    assert_eq!((orders.total.value, orders.conversion.value), (7, Ratio::new(7, 7)));
    let by_status: Vec<_> = orders.by_status.value.iter().filter(|(_, number)| *number > 0).cloned().collect();
    let expected = [
        (OrderStatus::Accepted, 1),
        (OrderStatus::Deferred, 1),
        (OrderStatus::Completed, 3),
        (OrderStatus::Cancelled, 1),
        (OrderStatus::Void, 1),
    ];
    assert_eq!(by_status, expected);
    let closings = &overall.closings;
    let turnover = (4500 - 1200) + 2800 + (6700 - 1500);
    assert_eq!((turnover, closings.turnover.value), (11_300, roubles(turnover)));
    // Three completed, one refused.
    assert_eq!(closings.closed.value, 3 + 1);
    assert_eq!(closings.average_check.value, Some(roubles(11_300 / 4)));
    assert_eq!(closings.completed_share.value, Ratio::new(3, 4));

    assert_eq!(day.books.campaigns.len(), 1);
    let campaign = &day.books.campaigns[0];
    // One call, and the order from it, came by a number that is no line. 3,000 were spent.
    assert_eq!((campaign.calls.total.value, campaign.orders.total.value), (12 - 1, 7 - 1));
    assert_eq!(campaign.costs.roi.value, Ratio::new(11_300 - 3000, 3000));
    assert_eq!(campaign.costs.cost_per_call.value, Money::from_kopecks(27_273));
    assert_eq!(campaign.costs.cost_per_order.value, Some(roubles(500)));
    let masters: Vec<_> = day.books.masters.iter().map(|of| (&*of.name, of.closings.turnover.value)).collect();
    let of_sergey = 3300 + 5200;
    assert_eq!(masters, [("Сергей Волков", roubles(of_sergey)), ("Павел Гусев", roubles(2800))]);
    let held: Vec<_> = day.books.cash.iter().map(|(_, of)| (of.earned, of.accepted, of.held())).collect();
    let nothing = Money::ZERO;
    assert_eq!(held, [(roubles(of_sergey), roubles(of_sergey), nothing), (roubles(2800), nothing, roubles(2800))]);

    // From 13:30 to 21:00 in Saratov.
    let shift = Duration::from_secs((21 * 60 - (13 * 60 + 30)) * 60);
    for of in &day.books.operators {
        assert_eq!(of.work_time.value.iter().map(|(_, time)| *time).sum::<Duration>(), shift, "{}", of.name);
    }
    let boris = &day.books.operators[1].work_time.value;
    assert!(boris.contains(&(WorkState::Busy, Duration::from_secs(120))), "{boris:?}");
    assert!(boris.contains(&(WorkState::Break, Duration::from_secs(20 * 60))), "{boris:?}");
}

#[tokio::test]
async fn the_money_of_the_orders_is_the_money_of_the_ledger() {
    let (_folder, day) = sample_day().await;
    let books = &day.books;
    let kopecks = |amounts: &mut dyn Iterator<Item = Money>| amounts.map(Money::kopecks).sum::<i64>();
    for view in &books.orders {
        let order = &view.order;
        let (result, expenditure) = (order.result.unwrap_or(Money::ZERO), order.expenditure.unwrap_or(Money::ZERO));
        assert_eq!(order.clean().unwrap_or(Money::ZERO), result.checked_sub(expenditure).unwrap());
        let mut posted = books.ledger.iter().filter(|entry| entry.order == order.id).map(|entry| entry.amount);
        assert_eq!(kopecks(&mut posted), order.clean().map_or(0, Money::kopecks), "order {}", order.id);
    }
    let turnover = books.overall.closings.turnover.value.kopecks();
    assert_eq!(kopecks(&mut books.ledger.iter().map(|entry| entry.amount)), turnover);

    let corrected = books.orders.iter().find(|view| view.order.closing == 2).unwrap().order.id;
    let entries = books.ledger.iter().filter(|entry| entry.order == corrected);
    let entries: Vec<_> = entries.map(|entry| (entry.closing, entry.kind.clone(), entry.amount)).collect();
    let expected = [
        (1, LedgerKind::Result, roubles(6000)),
        (1, LedgerKind::Expenditure, roubles(-1500)),
        (1, LedgerKind::ResultReversal, roubles(-6000)),
        (1, LedgerKind::ExpenditureReversal, roubles(1500)),
        (2, LedgerKind::Result, roubles(6700)),
        (2, LedgerKind::Expenditure, roubles(-1500)),
    ];
    assert_eq!(entries, expected);
}

#[tokio::test]
async fn the_report_names_period_zone_and_variant_and_tells_every_verdict() {
    let (_folder, day) = sample_day().await;
    let text = day.to_string();
    for words in [
        "Звонки и очередь, 01.01.2026 по Europe/Moscow",
        "Уровень сервиса: без коротких потерянных    77,8 %",
        "цель за 20 с, не достигнута",
        "Модерн до 04.01",
        "Сторно прихода  Сергей Волков  -6 000,00",
        "276,7 %",
        "Аудит цел",
        "Счётчики пересчитаны",
        "Перезвоны выведены заново: телефонов 1, расхождений нет",
    ] {
        assert!(text.contains(words), "{words:?} is not in\n{text}");
    }
    // The missed client talked with Anna 4 s after the first missed call had ended, and is not called again.
    let closed: Vec<_> =
        day.books.callbacks.iter().map(|view| (view.callback.episode.missed, view.callback.delay())).collect();
    assert_eq!(closed, [(3, Some(Duration::from_secs(4)))]);
}

#[tokio::test]
async fn one_wrong_counter_or_call_back_is_enough_for_a_day_not_to_be_sound() {
    let (_folder, mut day) = sample_day().await;
    assert!(day.is_sound());
    let measure = Measure::Orders(OrderStatus::New);
    let (stored, derived) = (Tally::ZERO, Tally::ZERO);
    let wrong = CounterDifference { subject: Subject::Office, day: None, measure, stored, derived };
    day.books.counter_check.differences.push(wrong);
    assert!(!day.is_sound());
    assert!(day.to_string().contains("СЧЁТЧИКИ ПЕРЕСЧИТАНЫ: счётчиков"));
    day.books.counter_check.differences.clear();
    assert!(day.is_sound());
    let phone = Phone::parse("+79000000101").unwrap();
    day.books.callback_check.differences.push(CallbackDifference { phone, stored: Vec::new(), derived: Vec::new() });
    assert!(!day.is_sound());
    assert!(day.to_string().contains("РАСХОЖДЕНИЙ 1"));
}

/// A call that rings and never ends, signed by an account of its own.
fn silent_call(key: &str, salt: &str) -> DeliveryFile {
    let account = MangoAccount::new(Text::new("any").unwrap(), key.into(), salt.into(), 0).unwrap();
    let ringing = json!({ "entry_id": format!("silent-{key}-{salt}"), "call_id": "leg", "seq": 1,
        "timestamp": 1_767_261_600, "call_state": "Appeared", "location": "abonent",
        "from": { "number": "79000000103" }, "to": { "extension": "104", "line_number": "74950000001" } });
    let delivery = |json: &str| json!({ "received_at": 1_767_261_601, "path": "/events/call", "raw_body": mango::encode_form(&account, json) });
    let deliveries = [delivery(&ringing.to_string()), delivery(r#"{"entry_id": "#)];
    serde_json::from_value(json!({ "vpbx_api_key": key, "vpbx_api_salt": salt, "deliveries": deliveries })).unwrap()
}

#[tokio::test]
async fn files_of_several_accounts_make_one_day_in_which_silent_calls_are_closed() {
    let folder = tempfile::tempdir().unwrap();
    let mut files =
        vec![silent_call("key-1", "salt-1"), silent_call("key-1", "salt-2"), silent_call("key-2", "salt-1")];
    // This one is signed by nobody the folder knows.
    files[2].deliveries.extend(silent_call("key-3", "salt-1").deliveries.into_iter().take(1));
    let day = replay_into(&folder.path().join("office.db"), &files).await;
    assert!(day.is_sound());
    assert_eq!(day.calls.len(), 3);
    let rejected: BTreeMap<_, _> =
        day.calls.iter().map(|view| (view.call.provider_id.as_deref().unwrap(), day.refused_beside(view))).collect();
    let expected = [("silent-key-1-salt-1", 0), ("silent-key-1-salt-2", 0), ("silent-key-2-salt-1", 1)];
    assert_eq!(rejected, expected.into());
    assert!(day.calls.iter().all(|view| view.call.facts.is_ended() && !view.call.facts.complete));
    // All three are of one client, whom nobody has talked with.
    let waiting: Vec<_> =
        day.books.callbacks.iter().map(|view| (&view.callback.state, view.callback.episode.missed)).collect();
    assert_eq!(waiting, [(&CallbackState::Open, 3)]);
    let text = day.to_string();
    assert!(text.contains("ждут звонка: 1"), "{text}");
    assert!(text.contains("(неполный)") && text.contains("1  чужой ключ") && text.contains("not_json"), "{text}");
    assert_eq!(text.matches("Глеб Орлов").count(), 2, "in the totals and the work time, for nobody talked: {text}");
}
