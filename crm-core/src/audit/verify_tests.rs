//! Every single change of a sealed log is found, and the first break is named.

use std::time::Duration;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::audit::{AuditActor, AuditLine, AuditPayload, NewAuditEntry, Signed, seal};
use crate::kernel::{Text, Timestamp};

fn at(second: i64) -> Timestamp {
    Timestamp::from_seconds(1_700_000_000 + second).unwrap()
}

fn entry(seq: i64) -> AuditEntry {
    NewAuditEntry {
        at: at(seq),
        actor: AuditActor::from_stored(&format!("operator:{}", seq % 5 + 1)),
        action: Text::from_stored("operator.changed"),
        subject: Text::from_stored(&format!("operator:{}", seq % 7 + 1)),
        payload: AuditPayload::new(&json!({ "seq": seq }), [u8::try_from(seq % 256).unwrap(); 16]),
    }
    .numbered(seq)
}

type Log = (Vec<BlockHeader>, Vec<AuditEntry>);

/// Blocks of the given sizes, then some unsealed rows; every third number is left out.
fn log(sizes: &[usize], unsealed: usize) -> Log {
    let mut numbers = (1..).filter(|n| n % 3 != 0);
    let (mut headers, mut entries): Log = (Vec::new(), Vec::new());
    for size in sizes {
        let mut rows: Vec<_> = numbers.by_ref().take(*size).map(entry).collect();
        let header = seal(headers.last(), &rows, at(5_000)).unwrap();
        for row in &mut rows {
            row.block_no = Some(header.number);
        }
        entries.extend(rows);
        headers.push(header);
    }
    entries.extend(numbers.take(unsealed).map(entry));
    (headers, entries)
}

fn break_of((headers, entries): &Log) -> Option<AuditBreak> {
    verify_offline(None, headers, entries, None).broken
}

/// Three blocks: rows 1 2 4 5, rows 7 8, rows 10 11 13; then row 14, unsealed.
fn three_blocks() -> Log {
    log(&[4, 2, 3], 1)
}

#[test]
fn an_untouched_log_holds_and_its_last_rows_are_reported_as_unsealed() {
    let (headers, entries) = three_blocks();
    let report = verify_offline(None, &headers, &entries, None);
    let head = headers[2].hash;
    assert_eq!(
        report,
        AuditReport { blocks: 3, sealed: 9, purged: 0, anchor: None, unsealed: 1, erased: 0, broken: None, head }
    );
}

#[test]
fn an_empty_log_holds() {
    let report = verify_offline(None, &[], &[], None);
    assert_eq!((report.blocks, report.broken, report.head), (0, None, Digest::NONE));
}

#[test]
fn erasing_particulars_breaks_nothing_and_is_counted() {
    let (headers, entries) = three_blocks();
    let erased: Vec<_> = entries.into_iter().map(AuditEntry::erased).collect();
    let report = verify_offline(None, &headers, &erased, None);
    assert_eq!((report.erased, report.broken), (10, None));
}

#[test]
fn each_kind_of_break_is_told_apart() {
    let broken = |change: fn(&mut Log)| {
        let mut log = three_blocks();
        change(&mut log);
        break_of(&log).unwrap().to_string()
    };
    assert_eq!(broken(|(headers, _)| headers.retain(|header| header.number != 2)), "block 2 is missing");
    assert_eq!(broken(|(headers, _)| headers.truncate(2)), "block 3 is missing");
    assert_eq!(broken(|(headers, _)| headers.swap(0, 1)), "block 1 is missing");
    assert_eq!(broken(|(headers, _)| headers.insert(1, headers[0].clone())), "block 1 stands where block 2 should");
    assert_eq!(broken(|(headers, _)| headers[1].count = 3), "the header of block 2 was changed");
    assert_eq!(
        broken(|(_, entries)| drop(entries.remove(4))),
        "block 2 sealed 2 rows from 7 to 8, but only 1 are there"
    );
    assert_eq!(broken(|(_, entries)| entries.swap(1, 2)), "row 2 stands after row 4: rows were reordered or repeated");
    assert_eq!(
        broken(|(_, entries)| entries[5].subject = Text::from_stored("operator:99")),
        "a row of block 2, between 7 and 8, was changed"
    );
    assert_eq!(
        broken(|(_, entries)| entries[5].payload.as_mut().unwrap().json = "{}".into()),
        "the particulars of row 8 were changed"
    );
    assert_eq!(
        broken(|(_, entries)| entries.push(AuditEntry { block_no: Some(3), ..entry(16) })),
        "row 16 was not sealed with the rows around it: it was added or moved"
    );
}

#[test]
fn a_block_rewritten_with_all_its_hashes_does_not_fit_the_next() {
    let (mut headers, mut entries) = three_blocks();
    entries[5].subject = Text::from_stored("operator:99");
    headers[1] = seal(Some(&headers[0]), &entries[4..6], headers[1].sealed_at).unwrap();
    assert_eq!(break_of(&(headers, entries)), Some(AuditBreak::BrokenLink { number: 3 }));
}

#[test]
fn cutting_the_end_off_is_found_by_a_head_noted_down_elsewhere() {
    let (headers, entries) = three_blocks();
    let verify = |blocks: usize, rows: usize| {
        let mut verifier = Verifier::new().expecting(3, headers[2].hash);
        for header in &headers[..blocks] {
            verifier.block(header);
            entries[..rows]
                .iter()
                .filter(|entry| entry.block_no == Some(header.number))
                .for_each(|entry| verifier.entry(entry));
        }
        verifier.finish().broken
    };
    assert_eq!(verify(3, 9), None);
    assert_eq!(verify(2, 6), Some(AuditBreak::WrongHead { number: 3 }));
    assert_eq!(break_of(&(headers[..2].to_vec(), entries[..6].to_vec())), None);
}

#[test]
fn a_log_rewritten_to_its_end_is_found_by_a_head_noted_down_elsewhere() {
    let (headers, _) = three_blocks();
    let (other, rows) = log(&[5, 1, 3], 0);
    let mut verifier = Verifier::new().expecting(2, headers[1].hash);
    for header in &other {
        verifier.block(header);
        rows.iter().filter(|row| row.block_no == Some(header.number)).for_each(|row| verifier.entry(row));
    }
    assert_eq!(verifier.finish().broken, Some(AuditBreak::WrongHead { number: 2 }));
}

#[test]
fn an_export_reads_back_as_it_was_and_refuses_what_no_hash_covers() {
    let (headers, mut entries) = three_blocks();
    entries[3] = entries[3].clone().erased();
    let lines = headers.into_iter().map(AuditLine::Block).chain(entries.into_iter().map(AuditLine::Entry));
    for line in lines {
        let text = line.to_json().unwrap();
        assert_eq!(AuditLine::parse(&text), Ok(line));
        assert!(AuditLine::parse(&text.replacen('{', "{\"note\":1,", 1)).is_err());
    }
    assert!(AuditLine::parse("{}").is_err());
}

/// One change to a sealed row.
fn change_row(row: &mut AuditEntry, field: usize) {
    match field {
        0 => row.seq += 1_000,
        1 => row.at = row.at.plus(Duration::from_micros(1)),
        2 => row.actor = AuditActor::from_stored("operator:999"),
        3 => row.action = Text::from_stored("operator.removed"),
        4 => row.subject = Text::from_stored("operator:999"),
        5 => row.payload_digest = Digest::NONE,
        6 => row.payload.as_mut().unwrap().salt[3] ^= 1,
        7 => row.payload.as_mut().unwrap().json = "{}".into(),
        8 => row.block_no = None,
        9 => row.block_no = row.block_no.map(|number| number + 1),
        10 => row.block_no = row.block_no.map(|number| number - 1),
        // Erased, but the digest that stays is not the one that was sealed.
        _ => *row = AuditEntry { payload_digest: Digest::NONE, ..row.clone().erased() },
    }
}

/// One change to a header.
fn change_header(header: &mut BlockHeader, field: usize) {
    match field {
        0 => header.number += 1,
        1 => header.first_seq -= 1,
        2 => header.last_seq += 1,
        3 => header.count += 1,
        4 => header.sealed_at = header.sealed_at.plus(Duration::from_micros(1)),
        5 => header.previous = header.root,
        6 => header.root = header.previous,
        _ => header.hash = header.root,
    }
}

fn any_sizes() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(1_usize..6, 1..6)
}

proptest! {
    #[test]
    fn any_log_holds_whatever_was_erased(sizes in any_sizes(), unsealed in 0_usize..4, erase: u64) {
        let (headers, entries) = log(&sizes, unsealed);
        let entries: Vec<_> = entries
            .into_iter()
            .map(|row| if erase >> (row.seq % 64) & 1 == 1 { row.erased() } else { row })
            .collect();
        let report = verify_offline(None, &headers, &entries, None);
        prop_assert_eq!(report.broken, None);
        prop_assert_eq!(report.sealed, i64::try_from(sizes.iter().sum::<usize>()).unwrap());
        prop_assert_eq!(report.unsealed, i64::try_from(unsealed).unwrap());
    }

    #[test]
    fn any_changed_field_of_a_sealed_row_is_found(
        sizes in any_sizes(), unsealed in 0_usize..4, row in any::<prop::sample::Index>(), field in 0_usize..12,
    ) {
        let mut log = log(&sizes, unsealed);
        let sealed = sizes.iter().sum();
        change_row(&mut log.1[row.index(sealed)], field);
        prop_assert!(break_of(&log).is_some());
    }

    #[test]
    fn any_changed_field_of_a_header_is_found(
        sizes in any_sizes(), unsealed in 0_usize..4, block in any::<prop::sample::Index>(), field in 0_usize..8,
    ) {
        let mut log = log(&sizes, unsealed);
        change_header(&mut log.0[block.index(sizes.len())], field);
        prop_assert!(break_of(&log).is_some());
    }

    #[test]
    fn any_dropped_swapped_or_added_row_is_found(
        sizes in any_sizes(), unsealed in 0_usize..4, one in any::<prop::sample::Index>(), other in any::<prop::sample::Index>(), what in 0_u8..4,
    ) {
        let mut log = log(&sizes, unsealed);
        let rows = &mut log.1;
        let (one, other) = (one.index(sizes.iter().sum()), other.index(rows.len()));
        match what {
            0 => drop(rows.remove(one)),
            1 => {
                prop_assume!(one != other);
                rows.swap(one, other);
            }
            2 => {
                let copy = rows[other].clone();
                rows.insert(one, copy);
            }
            // Every third number is free, so a new row fits between.
            _ => {
                let seq = rows[one].seq;
                let free = AuditEntry { block_no: rows[one].block_no, ..entry(seq - seq % 3 + 3) };
                let place = rows.partition_point(|row| row.seq < free.seq);
                rows.insert(place, free);
            }
        }
        prop_assert!(break_of(&log).is_some());
    }

    #[test]
    fn any_dropped_swapped_or_repeated_header_is_found(
        sizes in any_sizes(), one in any::<prop::sample::Index>(), other in any::<prop::sample::Index>(), what in 0_u8..3,
    ) {
        let mut log = log(&sizes, 1);
        let headers = &mut log.0;
        let (one, other) = (one.index(headers.len()), other.index(headers.len()));
        match what {
            0 => drop(headers.remove(one)),
            1 => {
                prop_assume!(one != other);
                headers.swap(one, other);
            }
            _ => {
                let copy = headers[other].clone();
                headers.insert(one, copy);
            }
        }
        prop_assert!(break_of(&log).is_some());
    }
}

fn keys(secret: &str) -> TokenKeys {
    TokenKeys::new(format!("{secret}: at least thirty-two bytes of it")).unwrap()
}

/// Three blocks of which rows up to `kept` were let go.
fn anchored(anchor: &Anchor, keys: Option<TokenKeys>, kept: i64) -> AuditReport {
    let (headers, mut entries) = three_blocks();
    entries.retain(|entry| entry.seq > kept);
    verify_offline(Some(anchor), &headers, &entries, keys)
}

#[test]
fn rows_may_be_missing_up_to_a_signed_anchor_and_not_after_it() {
    let anchor = Anchor::sign(&three_blocks().0[1], at(9_000), &keys("present")).unwrap();
    for (kept, purged) in [(0, 0), (1, 1), (5, 4), (8, 6)] {
        let report = anchored(&anchor, Some(keys("present")), kept);
        assert_eq!((report.broken, report.purged, report.sealed), (None, purged, 9 - purged), "kept from {kept}");
        assert_eq!((report.anchor, report.blocks, report.unsealed), (Some(Signed::ByKnownKey), 3, 1));
    }
    let report = anchored(&anchor, Some(keys("present")), 10);
    assert!(matches!(report.broken, Some(AuditBreak::MissingRow { block: 3, .. })), "{report:?}");
    let renewed = keys("later").accept_also(format!("{}: at least thirty-two bytes of it", "present")).unwrap();
    assert_eq!(anchored(&anchor, Some(renewed), 8).anchor, Some(Signed::ByKnownKey));
    let report = anchored(&anchor, None, 8);
    assert_eq!((report.anchor, report.broken), (Some(Signed::ByUnknownKey), None), "without keys nothing can be said");
    let report = anchored(&anchor, Some(keys("another")), 8);
    assert_eq!(report.broken, Some(AuditBreak::UnknownSigner { number: 2 }));
}

#[test]
fn an_anchor_that_was_changed_or_is_of_another_log_is_found() {
    let ours = Anchor::sign(&three_blocks().0[1], at(9_000), &keys("present")).unwrap();
    let broken = |anchor: &Anchor| anchored(anchor, Some(keys("present")), 8).broken;
    assert_eq!(broken(&ours), None);
    for changed in [
        Anchor { number: 3, ..ours.clone() },
        Anchor { at: at(1), ..ours.clone() },
        Anchor { hash: Digest::NONE, ..ours.clone() },
        Anchor { signature: Digest::NONE, ..ours.clone() },
    ] {
        assert_eq!(broken(&changed), Some(AuditBreak::ForgedAnchor { number: changed.number }));
    }
    let other = log(&[4, 1, 3], 1).0;
    let foreign = Anchor::sign(&other[1], at(9_000), &keys("present")).unwrap();
    assert_eq!(broken(&foreign), Some(AuditBreak::WrongAnchor { number: 2 }));
    let beyond = Anchor::sign(&log(&[1, 1, 1, 1], 0).0[3], at(9_000), &keys("present")).unwrap();
    assert_eq!(broken(&beyond), Some(AuditBreak::WrongAnchor { number: 4 }));
    let line = AuditLine::Anchor(ours.clone());
    assert_eq!(AuditLine::parse(&line.to_json().unwrap()), Ok(line));
}
