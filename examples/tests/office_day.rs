//! The sample day, replayed into a file as `office_day` does.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test panics when it fails")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crm_core::kernel::Text;
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
    assert_eq!(second.to_string(), first.to_string());
    assert_eq!(json_lines(&second).unwrap(), json_lines(&first).unwrap());
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
    let text = day.to_string();
    assert!(text.contains("(неполный)") && text.contains("1  чужой ключ") && text.contains("not_json"), "{text}");
    assert_eq!(text.matches("Глеб Орлов").count(), 1, "nobody talked: {text}");
}
