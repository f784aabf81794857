//! The fold against recorded traffic, told scenes and arbitrary facts.

mod properties;
mod recorded;
mod scenes;

use super::super::sample::Rng;
use super::super::{Fact, mango};
use crate::calls::Extension;

/// The facts of a conversation told as `(path, json)`.
fn facts(deliveries: &[(String, String)]) -> Vec<Fact> {
    deliveries.iter().map(|(path, json)| mango::read(path, json, 0).unwrap().fact).collect()
}

/// The same facts in another order, some of them again.
fn shuffled(facts: &[Fact], rng: &mut Rng) -> Vec<Fact> {
    let again = rng.below(facts.len() + 1);
    let repeated: Vec<Fact> = (0..again).filter_map(|_| rng.pick(facts).cloned()).collect();
    let mut all = [facts, &repeated].concat();
    rng.shuffle(&mut all);
    all
}

fn text(extension: Option<&Extension>) -> Option<&str> {
    extension.map(Extension::as_str)
}
