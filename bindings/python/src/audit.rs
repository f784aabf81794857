//! The audit: who did what.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};

use crm_core::access::Actor;
use crm_core::audit::{self, AuditLine, Digest, Signed, Verifier};
use crm_core::auth::{TokenKeys, WeakSecret};
use crm_core::{Crm, Error};
use pyo3::exceptions::PyValueError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyString};
use pyo3::{IntoPyObjectExt, type_hint_identifier, type_hint_subscript};

use crate::codes::Code;
use crate::crm::Progress;
use crate::listing::{Backwards, RowsOf, Source, back};
use crate::record::record;
use crate::session::desk;
use crate::values::{At, Hidden, Json, Out};

record! {
    /// A row of the audit.
    AuditEntry of audit::AuditEntry as (audit::AuditEntry {
        seq, at, actor, action, subject, payload, payload_digest, block_no
    }) {
        /// Its place in the order of the log, from 1. Numbers may be left out, never used twice.
        seq: i64 = seq,
        /// When it happened.
        at: At = at,
        /// Who acted, such as `operator:12` or `system:import`.
        actor: String = actor,
        /// What was done, such as `operator.created`.
        action: String = action,
        /// About what or whom, such as `operator:12`.
        subject: String = subject,
        /// The particulars; `None` when erased.
        payload: Option<Json> = payload.map(|payload| Json(payload.json.into())),
        /// The digest of the particulars as they were written, 64 hexadecimal digits. It stays for ever.
        payload_digest: String = payload_digest,
        /// The number of the block that seals it; `None` while it is not sealed.
        block_no: Option<i64> = block_no,
    }
}

/// The ways in which a log is not what was sealed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum BreakKind {
    MissingBlock,
    MisplacedBlock,
    ChangedBlock,
    BrokenLink,
    MissingRow,
    ForeignRow,
    ReorderedRow,
    ChangedRow,
    ChangedPayload,
    ForgedAnchor,
    UnknownSigner,
    WrongAnchor,
    WrongHead,
}

/// A break: its kind, its block and its rows.
fn place(found: &audit::AuditBreak) -> (BreakKind, Option<i64>, Option<(i64, i64)>) {
    use audit::AuditBreak as Break;
    match *found {
        Break::MissingBlock { number } => (BreakKind::MissingBlock, Some(number), None),
        Break::MisplacedBlock { number, .. } => (BreakKind::MisplacedBlock, Some(number), None),
        Break::ChangedBlock { number } => (BreakKind::ChangedBlock, Some(number), None),
        Break::BrokenLink { number } => (BreakKind::BrokenLink, Some(number), None),
        Break::MissingRow { block, first_seq, last_seq, .. } => {
            (BreakKind::MissingRow, Some(block), Some((first_seq, last_seq)))
        }
        Break::ForeignRow { seq } => (BreakKind::ForeignRow, None, Some((seq, seq))),
        Break::ReorderedRow { seq, .. } => (BreakKind::ReorderedRow, None, Some((seq, seq))),
        Break::ChangedRow { block, first_seq, last_seq } => {
            (BreakKind::ChangedRow, Some(block), Some((first_seq, last_seq)))
        }
        Break::ChangedPayload { seq } => (BreakKind::ChangedPayload, None, Some((seq, seq))),
        Break::ForgedAnchor { number } => (BreakKind::ForgedAnchor, Some(number), None),
        Break::UnknownSigner { number } => (BreakKind::UnknownSigner, Some(number), None),
        Break::WrongAnchor { number } => (BreakKind::WrongAnchor, Some(number), None),
        Break::WrongHead { number } => (BreakKind::WrongHead, Some(number), None),
    }
}

record! {
    /// The first place where a log is not what was sealed.
    AuditBreak of audit::AuditBreak as (found) {
        /// In which way.
        kind: Code<BreakKind> = place(&found).0,
        /// The same for people, with every number.
        message: String = found.to_string(),
        /// The number of the block that is to blame, where it is one.
        block: Option<i64> = place(&found).1,
        /// The first of the rows among which it is, where it is one.
        first_seq: Option<i64> = place(&found).2.map(|(first, _)| first),
        /// The last of them.
        last_seq: Option<i64> = place(&found).2.map(|(_, last)| last),
    }
}

record! {
    /// What a verification found.
    AuditReport of audit::AuditReport as (audit::AuditReport {
        blocks, sealed, purged, anchor, unsealed, erased, broken, head
    }) {
        /// How many blocks hold.
        blocks: i64 = blocks,
        /// How many rows of those blocks are there.
        sealed: i64 = sealed,
        /// How many were let go.
        purged: i64 = purged,
        /// What is known of who let them go; `None` when none were.
        anchor: Option<Code<Signed>> = anchor,
        /// How many rows are younger than the last seal: nothing can be said of them yet.
        unsealed: i64 = unsealed,
        /// How many rows have had their particulars erased.
        erased: i64 = erased,
        /// The first break; `None` when the log is what was sealed. The counts stop there.
        broken: Option<AuditBreak> = broken,
        /// The hash of the last block that holds, 64 hexadecimal digits. Noted down elsewhere with the number of blocks, it
        /// proves later that nothing before it was removed.
        head: String = head,
    }
}

struct Of(Option<String>);

impl Backwards for Of {
    type Row = audit::AuditEntry;
    async fn below(&self, crm: &Crm, actor: &Actor, before: Option<i64>) -> Result<Vec<Self::Row>, Error> {
        crm.audit().latest(actor, self.0.as_deref(), before).await
    }
    fn number(entry: &Self::Row) -> i64 {
        entry.seq
    }
}

/// The lines of a log, from a file that has no name and goes with whoever reads it.
struct Told(BufReader<File>);

impl Source for Told {
    fn next<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let mut line = String::new();
        self.0.read_line(&mut line)?;
        // Each line has its end.
        line.strip_suffix('\n').map(|line| line.into_bound_py_any(py)).transpose()
    }

    fn ready(&self) -> usize {
        usize::from(self.0.buffer().contains(&b'\n'))
    }
}

fn write(file: &mut BufWriter<File>, line: &AuditLine) -> io::Result<()> {
    writeln!(file, "{}", line.to_json().map_err(io::Error::other)?)
}

/// From its beginning.
fn reread(file: BufWriter<File>) -> io::Result<Told> {
    let mut file = file.into_inner()?;
    file.rewind()?;
    Ok(Told(BufReader::new(file)))
}

desk! {
    /// The audit: who did what, in an order that cannot be rewritten unseen.
    Audit
}

#[pymethods]
impl Audit {
    /// Entries, the latest first, of a subject such as `call:12` where one is given, and below the number `before` where one
    /// is. They are read as the walk goes, a hundred at a time.
    ///
    /// Raises ForbiddenError.
    #[pyo3(signature = (subject=None, *, before=None))]
    fn latest(&self, subject: Option<String>, before: Option<i64>) -> RowsOf<AuditEntry> {
        back(&self.0, Of(subject), before)
    }

    /// Seals what is older than a second into one block. `Crm.housekeeping` does it too.
    ///
    /// Raises ForbiddenError.
    fn seal(&self, py: Python<'_>) -> PyResult<Progress> {
        self.0.with(py, async |crm, actor| crm.audit().seal(actor).await).map(Out::out)
    }

    /// Lets go of a part of the entries that have been kept for as long as the settings say. Where the office was opened
    /// without a `token_secret` nothing goes. `Crm.housekeeping` does it too.
    ///
    /// Raises ForbiddenError, InternalError (`store.corrupt`) for entries that are not what was sealed.
    fn purge(&self, py: Python<'_>) -> PyResult<Progress> {
        self.0.with(py, async |crm, actor| crm.audit().purge(actor).await).map(Out::out)
    }

    /// Verifies the whole log. A broken one is a finding in the report, and raises nothing.
    ///
    /// Raises ForbiddenError.
    fn verify(&self, py: Python<'_>) -> PyResult<AuditReport> {
        self.0.with(py, async |crm, actor| crm.audit().verify(actor).await).map(Out::out)
    }

    /// Every line of the log as JSON, without line breaks: what `verify_audit` reads without a database. All is read now,
    /// into a temporary file without a name, and given line by line.
    ///
    /// Raises ForbiddenError, OSError.
    fn walk(&self, py: Python<'_>) -> PyResult<RowsOf<String>> {
        let mut file = BufWriter::new(tempfile::tempfile()?);
        let mut written = Ok(());
        self.0.with(py, async |crm, actor| {
            crm.audit()
                .walk(actor, |line| {
                    if written.is_ok() {
                        written = write(&mut file, &line);
                    }
                })
                .await
        })?;
        written?;
        Ok(RowsOf::new(reread(file)?))
    }
}

/// Text that comes line by line, as from a file.
pub(crate) struct TextLines<'py>(Bound<'py, PyIterator>);

impl<'py> FromPyObject<'_, 'py> for TextLines<'py> {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("collections.abc", "Iterable"),
        type_hint_identifier!("builtins", "str")
    );

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        given.try_iter().map(Self)
    }
}

/// Verifies a log that `Audit.walk` told, without a database; an open text file will do. With the secrets of the office also
/// who let entries go; with `expecting`, the number of blocks and the head of an earlier report, also that those blocks are
/// still there.
///
/// Raises ValueError for a line that is none of an audit.
#[pyfunction]
#[pyo3(signature = (lines, *, token_secrets=None, expecting=None))]
pub(crate) fn verify_audit(
    lines: TextLines<'_>,
    token_secrets: Option<Vec<Hidden>>,
    expecting: Option<(i64, String)>,
) -> PyResult<AuditReport> {
    let mut verifier = Verifier::new();
    let weak = |error: WeakSecret| PyValueError::new_err(error.to_string());
    let mut secrets = token_secrets.unwrap_or_default().into_iter();
    if let Some(secret) = secrets.next() {
        let mut keys = TokenKeys::new(secret.0).map_err(weak)?;
        for secret in secrets {
            keys = keys.accept_also(secret.0).map_err(weak)?;
        }
        verifier = verifier.trusting(keys);
    }
    if let Some((blocks, head)) = expecting {
        let bad = || PyValueError::new_err("expecting: a head is 64 hexadecimal digits");
        verifier = verifier.expecting(blocks, Digest::parse(&head).ok_or_else(bad)?);
    }
    for (number, line) in lines.0.enumerate() {
        let line = line?;
        let line = line.cast::<PyString>()?.to_cow()?;
        if line.trim().is_empty() {
            continue;
        }
        let bad = |error| PyValueError::new_err(format!("line {}: {error}", number + 1));
        match AuditLine::parse(&line).map_err(bad)? {
            AuditLine::Anchor(anchor) => verifier.anchor(&anchor),
            AuditLine::Block(header) => verifier.block(&header),
            AuditLine::Entry(entry) => verifier.entry(&entry),
        }
    }
    Ok(verifier.finish().out())
}
