//! Random operations, applied to the backend and to the in-memory store: both must always answer the same.

mod answers;
mod operations;

use std::sync::Arc;

use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use self::answers::{answers, lists};
use self::operations::{Operation, Pitch, opening, sequences};
use super::support::{commit, effects};
use crate::conformance::{Fixture, MemoryStore};
use crate::store::{CommitError, Effects, Read, Store};

/// How many sequences of operations a run tries.
const SEQUENCES: u32 = 64;
/// The most units of a sequence.
const UNITS: usize = 20;
/// The most operations of a unit.
const OPERATIONS: usize = 3;

/// What a unit of random operations wants written, decided on what the reference holds.
async fn decide(reference: &dyn Store, unit: &[Operation]) -> Effects {
    let mut tx = reference.begin(Read::Snapshot).await.expect("the reference begins");
    let mut pitch = Pitch::default();
    for operation in unit {
        operation.decide(&mut *tx, &mut pitch).await;
    }
    pitch.effects
}

/// What came of a commit, as far as backends must agree: which of several broken rules is told is their own affair.
fn outcome(result: &Result<(), CommitError>) -> &'static str {
    match result {
        Ok(()) => "written",
        Err(CommitError::Stale | CommitError::Corrupt(_)) => "refused",
        Err(_) => "failed",
    }
}

async fn play(store: Arc<dyn Store>, units: Vec<Vec<Operation>>) -> Result<(), TestCaseError> {
    let reference = MemoryStore::new();
    for store in [&*store, &reference as &dyn Store] {
        commit(store, effects(opening)).await.map_err(|e| TestCaseError::fail(format!("the opening: {e}")))?;
    }
    for unit in units {
        let effects = decide(&reference, &unit).await;
        let expected = commit(&reference, effects.clone()).await;
        let got = commit(&*store, effects.clone()).await;
        if outcome(&got) != outcome(&expected) {
            return Err(TestCaseError::fail(format!("{effects:#?}\ngave {got:?}, the reference {expected:?}")));
        }
        compare(&answers(&*store).await, &answers(&reference).await, &effects)?;
    }
    compare(&lists(&*store).await, &lists(&reference).await, &Effects::none())
}

fn compare(got: &[String], expected: &[String], after: &Effects) -> Result<(), TestCaseError> {
    match got.iter().zip(expected).find(|(got, expected)| got != expected) {
        None => Ok(()),
        Some((got, expected)) => {
            Err(TestCaseError::fail(format!("after {after:#?}\nthe store answers {got}\nthe reference {expected}")))
        }
    }
}

/// Whatever is done to it, the backend refuses what the in-memory store refuses and answers what it answers.
#[expect(clippy::unused_async, reason = "cases are called alike")]
pub async fn random_operations_answer_as_the_reference_does(fx: &dyn Fixture) {
    let config = Config { cases: SEQUENCES, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    // The same operations in every run: a failure is found again.
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let result = tokio::task::block_in_place(|| {
        let runtime = tokio::runtime::Handle::current();
        runner.run(&sequences(UNITS, OPERATIONS), |units| {
            runtime.block_on(async {
                let store = fx.fresh().await;
                play(store, units).await
            })
        })
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}
