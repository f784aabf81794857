//! A disk that really is full: the office refuses, reads on, loses nothing, and goes on when there is space again.
//!
//! The test starts itself again as a child in a mount namespace of its own, where a small file system in memory is
//! mounted. Where that is not allowed it says so, and the page quota in `store.rs` is all that stands for a full disk.

// Mount namespaces are Linux's.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test panics when it fails")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::calls::{Call, CallDirection, CallStatus, Classification, NewCall};
use crm_core::kernel::{Text, Timestamp};
use crm_store_sqlite::SqliteStore;
use tokio::task::JoinSet;

/// Set for the child: where the small file system is mounted.
const DISK: &str = "CRM_FULL_DISK";
/// How large it is, and how much of it something else takes up at first.
const SIZE: &str = "size=6m";
const FILLER: usize = 3_000_000;
const TASKS: usize = 8;

fn admin() -> Actor {
    Actor::system("test")
}

/// Runs a program where `disk` is a small file system that nobody else sees.
fn on_small_disk(disk: &Path, program: &Path, arguments: &[&str]) -> std::io::Result<Output> {
    let script = format!("mount -t tmpfs -o {SIZE} full \"$1\" && shift && exec \"$@\"");
    Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", &script, "sh"])
        .args([disk, program])
        .args(arguments)
        .env(DISK, disk)
        .output()
}

fn text_of(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn an_office_outlives_a_full_disk() {
    let disk = tempfile::tempdir().unwrap();
    let possible = on_small_disk(disk.path(), Path::new("true"), &[]);
    match &possible {
        Ok(output) if output.status.success() => {}
        Ok(output) => return println!("skipped, nothing can be mounted here: {}", text_of(output)),
        Err(error) => return println!("skipped, there is no unshare here: {error}"),
    }
    let child = ["--exact", "child", "--ignored", "--nocapture"];
    let output = on_small_disk(disk.path(), &std::env::current_exe().unwrap(), &child).unwrap();
    let said = text_of(&output);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

async fn open(path: &Path) -> Crm {
    Crm::builder(SqliteStore::open(path).unwrap()).open().await.unwrap()
}

fn large_call() -> NewCall {
    NewCall {
        direction: CallDirection::In,
        status: CallStatus::Answered,
        client: None,
        line: None,
        started_at: Timestamp::from_seconds(1_700_000_000).unwrap(),
        wait_seconds: 5,
        talk_seconds: 60,
        classification: Classification { category: None, note: Some(Text::new(&"x".repeat(2000)).unwrap()) },
    }
}

/// Several tasks write calls until each is refused; answers what was acknowledged.
async fn fill(crm: &Crm) -> Vec<Call> {
    let mut tasks = JoinSet::new();
    for _ in 0..TASKS {
        let crm = crm.clone();
        tasks.spawn(async move {
            let mut acknowledged = Vec::new();
            loop {
                assert!(acknowledged.len() < 100_000, "the disk was never full");
                match crm.calls().record(&admin(), &large_call(), None).await {
                    Ok(call) => acknowledged.push(call),
                    Err(error) => {
                        assert_eq!(error.code(), "store.unavailable", "{error}");
                        return acknowledged;
                    }
                }
            }
        });
    }
    tasks.join_all().await.concat()
}

async fn assert_kept(crm: &Crm, acknowledged: &[Call]) {
    for call in acknowledged {
        assert_eq!(crm.calls().get(&admin(), call.id).await.unwrap().call, *call);
    }
}

/// The child.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "the other test starts it where the disk is small"]
async fn child() {
    // Run by itself, as with `--include-ignored`, there is no small disk to fill.
    let Some(disk) = std::env::var_os(DISK).map(PathBuf::from) else { return };
    let (path, filler) = (disk.join("office.db"), disk.join("filler"));
    std::fs::write(&filler, vec![1; FILLER]).unwrap();
    let crm = open(&path).await;

    let mut acknowledged = fill(&crm).await;
    assert!(acknowledged.len() > 50, "the disk was full from the start");
    assert_kept(&crm, &acknowledged).await;

    std::fs::remove_file(&filler).unwrap();
    let again = fill(&crm).await;
    assert!(again.len() > 50, "the open office did not use the space it was given");
    acknowledged.extend(again);
    assert_kept(&crm, &acknowledged).await;

    // It is full once more when it is opened anew.
    drop(crm);
    let crm = open(&path).await;
    assert_kept(&crm, &acknowledged).await;
    assert_eq!(crm.audit().verify(&admin()).await.unwrap().broken, None);
}
