//! Passwords: hashed with argon2id, verified off the async threads, old bcrypt hashes read and replaced.
//!
//! A password is taken byte for byte as it was typed. It is not Unicode-normalised: the hashes of an earlier system were
//! not, and a person types the same password on the same keyboard.

use std::fmt;
use std::sync::Arc;

use argon2::password_hash::phc;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::runtime::Handle;
use tokio::sync::Semaphore;

use super::AuthError;
use crate::kernel::Secret;

/// A stored password hash: a PHC string (`$argon2id$…`) or a bcrypt string of an earlier system (`$2b$…`). `Debug` hides
/// it and it does not serialise.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(Secret);

impl PasswordHash {
    /// A stored hash, taken as it is. Whether it can be read shows when a password is verified.
    pub fn from_stored(text: impl Into<String>) -> Self {
        Self(Secret::new(text))
    }
    /// Whether a password can be verified against it: argon2 or bcrypt, at a cost that is borne.
    pub fn is_readable(&self) -> bool {
        let text = self.0.expose();
        if text.starts_with("$2") { bcrypt_parts(text).is_ok() } else { argon2_parts(text).is_ok() }
    }
    /// The text to store. Storage is the only place it may go.
    pub fn expose_for_storage(&self) -> &str {
        self.0.expose()
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// What a verification found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Verdict {
    /// Whether the password is right.
    pub matches: bool,
    /// Whether it is right but its hash is of an older or weaker kind: hash the password again and store that.
    pub rehash: bool,
}

/// Hashes and verifies passwords: as many at once as there are processors, on the runtime's blocking threads, with a
/// bounded queue before them. Each argon2 computation holds its memory (19 MiB with [`Passwords::owasp`]) while it runs.
///
/// An unknown login is verified against a dummy of the same parameters, so it takes as long as a wrong password. A bcrypt
/// hash costs another time than argon2, so a wrong password for a person who still has one also pays for the dummy; that
/// person remains tellable by a slower answer unless [`Passwords::cover_for_bcrypt`] makes every failure pay for both.
/// The stored hash of other argon2 parameters takes the time of those until its owner signs in and it is replaced.
#[derive(Clone)]
pub struct Passwords {
    cost: Cost,
    running: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

// Copied into each blocking task.
#[derive(Debug, Clone, Copy)]
struct Cost {
    memory_kib: u32,
    passes: u32,
    bcrypt_cover: Option<u32>,
}

// How many callers may wait for each that runs: at 20 ms a hash, a little over a second of waiting.
const WAITING_PER_RUNNING: usize = 64;

// Beyond these a hash is damaged or hostile: verifying it would hold a processor for many seconds or exhaust memory.
const MAX_BCRYPT_COST: u32 = 15;
const MAX_MEMORY_KIB: u32 = 256 * 1024;
const MAX_PASSES: u32 = 32;
const MAX_LANES: u32 = 16;

impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Passwords").field("cost", &self.cost).finish_non_exhaustive()
    }
}

impl Passwords {
    /// Argon2id with 19 MiB, two passes and one lane: the first choice of the OWASP Password Storage Cheat Sheet.
    pub fn owasp() -> Self {
        Self::with(Cost { memory_kib: 19_456, passes: 2, bcrypt_cover: None })
    }

    /// Argon2id with 8 KiB and one pass: a hash takes microseconds and protects nothing. For tests only.
    pub fn weak_for_tests() -> Self {
        Self::with(Cost { memory_kib: 8, passes: 1, bcrypt_cover: None })
    }

    /// Makes every failed verification also pay for one bcrypt computation of `cost` (4 to 15; 10 is what most systems
    /// used), so that people whose hash is still bcrypt cannot be told by the time of the answer. Worth it while such
    /// hashes are left; it makes a failed attempt three to five times dearer.
    #[must_use]
    pub fn cover_for_bcrypt(mut self, cost: u32) -> Self {
        self.cost.bcrypt_cover = Some(cost.clamp(4, MAX_BCRYPT_COST));
        self
    }

    fn with(cost: Cost) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let queue = processors * (WAITING_PER_RUNNING + 1);
        Self { cost, running: Arc::new(Semaphore::new(processors)), queue: Arc::new(Semaphore::new(queue)) }
    }

    /// Hashes a new password with a fresh salt from the system. Must run within a tokio runtime.
    ///
    /// # Errors
    /// [`AuthError::Busy`] when too many wait already, [`AuthError::Failed`] when the system's random source or the
    /// runtime fails.
    pub async fn hash(&self, password: Secret) -> Result<PasswordHash, AuthError> {
        let cost = self.cost;
        self.off_thread(move || cost.hash(&password)).await
    }

    /// Verifies a password against the hash of a login, or against a dummy when the login is unknown. The answer for
    /// `None` is never a match. Must run within a tokio runtime.
    ///
    /// # Errors
    /// [`AuthError::Busy`] when too many wait already, [`AuthError::DamagedHash`] when the stored hash cannot be read,
    /// [`AuthError::Failed`] when the runtime fails.
    pub async fn verify(&self, password: Secret, stored: Option<&PasswordHash>) -> Result<Verdict, AuthError> {
        let cost = self.cost;
        let stored = stored.cloned();
        self.off_thread(move || cost.verify(&password, stored.as_ref())).await
    }

    // The permits move into the task: a caller who stops waiting does not let another computation start beside the one
    // that still runs.
    async fn off_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, AuthError> + Send + 'static,
    ) -> Result<T, AuthError> {
        let runtime = Handle::try_current().map_err(|_| AuthError::Failed("hashing outside a tokio runtime"))?;
        let queued = Arc::clone(&self.queue).try_acquire_owned().map_err(|_| AuthError::Busy)?;
        let running = Arc::clone(&self.running).acquire_owned().await.map_err(|_| AuthError::Busy)?;
        let task = runtime.spawn_blocking(move || {
            let _held = (queued, running);
            work()
        });
        task.await.map_err(|_| AuthError::Failed("password hashing"))?
    }
}

impl Cost {
    fn argon2(self) -> Result<Argon2<'static>, AuthError> {
        let params = Params::new(self.memory_kib, self.passes, 1, None)
            .map_err(|_| AuthError::Failed("setting up the password hash"))?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    fn hash(self, password: &Secret) -> Result<PasswordHash, AuthError> {
        let mut salt = [0_u8; 16];
        getrandom::fill(&mut salt).map_err(|_| AuthError::Failed("the system's random source"))?;
        let hash = self
            .argon2()?
            .hash_password_with_salt(password.expose().as_bytes(), &salt)
            .map_err(|_| AuthError::Failed("password hashing"))?;
        Ok(PasswordHash::from_stored(hash.to_string()))
    }

    fn verify(self, password: &Secret, stored: Option<&PasswordHash>) -> Result<Verdict, AuthError> {
        let Some(stored) = stored.map(PasswordHash::expose_for_storage) else {
            self.dummy_argon2(password)?;
            self.dummy_bcrypt(password);
            return Ok(Verdict { matches: false, rehash: false });
        };
        if stored.starts_with("$2") {
            let matches = verify_bcrypt(password, stored)?;
            if !matches {
                self.dummy_argon2(password)?;
            }
            return Ok(Verdict { matches, rehash: matches });
        }
        let (phc, params) = argon2_parts(stored)?;
        let matches = match self.argon2()?.verify_password(password.expose().as_bytes(), &phc) {
            Ok(()) => true,
            Err(argon2::password_hash::Error::PasswordInvalid) => false,
            Err(_) => return Err(AuthError::DamagedHash),
        };
        if !matches {
            self.dummy_bcrypt(password);
        }
        Ok(Verdict { matches, rehash: matches && self.is_weaker(&phc, &params) })
    }

    fn is_weaker(self, phc: &phc::PasswordHash, params: &Params) -> bool {
        phc.algorithm.as_str() != "argon2id"
            || phc.version != Some(Version::V0x13.into())
            || params.m_cost() < self.memory_kib
            || params.t_cost() < self.passes
            || params.output_len().is_some_and(|bytes| bytes < Params::DEFAULT_OUTPUT_LEN)
    }

    // The same computation as a verification, its result thrown away.
    fn dummy_argon2(self, password: &Secret) -> Result<(), AuthError> {
        let mut output = [0_u8; Params::DEFAULT_OUTPUT_LEN];
        self.argon2()?
            .hash_password_into(password.expose().as_bytes(), &[0; 16], &mut output)
            .map_err(|_| AuthError::Failed("password hashing"))?;
        std::hint::black_box(output);
        Ok(())
    }

    fn dummy_bcrypt(self, password: &Secret) {
        if let Some(cost) = self.bcrypt_cover {
            let _ = std::hint::black_box(bcrypt::hash_with_salt(password.expose(), cost, [0; 16]));
        }
    }
}

// bcrypt looks at the first 72 bytes only. The earlier system did so too, so a longer password goes on working; its
// new hash covers all of it. `$2x$` marks hashes of a library with a fault in bytes above 127: those of Latin passwords
// verify, others do not and their owners need a new password.
fn verify_bcrypt(password: &Secret, stored: &str) -> Result<bool, AuthError> {
    bcrypt_parts(stored)?;
    bcrypt::verify(password.expose(), stored).map_err(|_| AuthError::DamagedHash)
}

fn bcrypt_parts(stored: &str) -> Result<bcrypt::HashParts, AuthError> {
    let parts: bcrypt::HashParts = stored.parse().map_err(|_| AuthError::DamagedHash)?;
    if parts.get_cost() > MAX_BCRYPT_COST { Err(AuthError::DamagedHash) } else { Ok(parts) }
}

fn argon2_parts(stored: &str) -> Result<(phc::PasswordHash, Params), AuthError> {
    let phc = phc::PasswordHash::new(stored).map_err(|_| AuthError::DamagedHash)?;
    let params = Params::try_from(&phc).map_err(|_| AuthError::DamagedHash)?;
    let is_monstrous = params.m_cost() > MAX_MEMORY_KIB || params.t_cost() > MAX_PASSES || params.p_cost() > MAX_LANES;
    if is_monstrous || phc.salt.is_none() || phc.hash.is_none() {
        return Err(AuthError::DamagedHash);
    }
    Ok((phc, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIGHT: Result<Verdict, AuthError> = Ok(Verdict { matches: true, rehash: false });
    const RIGHT_BUT_OLD: Result<Verdict, AuthError> = Ok(Verdict { matches: true, rehash: true });
    const WRONG: Result<Verdict, AuthError> = Ok(Verdict { matches: false, rehash: false });

    #[tokio::test]
    async fn a_password_verifies_against_its_own_hash_only() {
        let passwords = Passwords::weak_for_tests();
        let hash = passwords.hash("тёплый чай".into()).await.unwrap();
        assert_eq!(passwords.verify("тёплый чай".into(), Some(&hash)).await, RIGHT);
        assert_eq!(passwords.verify("теплый чай".into(), Some(&hash)).await, WRONG);
    }

    #[tokio::test]
    async fn equal_passwords_have_different_hashes() {
        let passwords = Passwords::weak_for_tests();
        let first = passwords.hash("same words".into()).await.unwrap();
        let second = passwords.hash("same words".into()).await.unwrap();
        assert_ne!(first, second);
    }

    #[tokio::test]
    async fn an_unknown_login_never_matches() {
        let passwords = Passwords::weak_for_tests().cover_for_bcrypt(4);
        assert_eq!(passwords.verify("anything".into(), None).await, WRONG);
        assert_eq!(passwords.verify("".into(), None).await, WRONG);
    }

    #[tokio::test]
    async fn the_owasp_parameters_are_written_into_the_hash() {
        let hash = Passwords::owasp().hash("correct horse".into()).await.unwrap();
        assert!(hash.expose_for_storage().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    #[tokio::test]
    async fn a_weaker_hash_verifies_and_asks_for_a_new_one() {
        let weak = Passwords::weak_for_tests().hash("correct horse".into()).await.unwrap();
        let passwords = Passwords::owasp();
        assert_eq!(passwords.verify("correct horse".into(), Some(&weak)).await, RIGHT_BUT_OLD);
        assert_eq!(passwords.verify("wrong horse".into(), Some(&weak)).await, WRONG);
    }

    #[tokio::test]
    async fn a_bcrypt_hash_of_any_prefix_verifies_and_asks_for_a_new_one() {
        let passwords = Passwords::weak_for_tests();
        let parts = bcrypt::hash_with_salt("correct horse", 4, [7; 16]).unwrap();
        for version in [bcrypt::Version::TwoA, bcrypt::Version::TwoB, bcrypt::Version::TwoX, bcrypt::Version::TwoY] {
            let stored = PasswordHash::from_stored(parts.format_for_version(version));
            assert!(stored.is_readable());
            assert_eq!(passwords.verify("correct horse".into(), Some(&stored)).await, RIGHT_BUT_OLD);
            assert_eq!(passwords.verify("wrong horse".into(), Some(&stored)).await, WRONG);
        }
    }

    #[tokio::test]
    async fn a_published_bcrypt_vector_verifies() {
        // From the jBCrypt test vectors: "abc", cost 6.
        let stored = PasswordHash::from_stored("$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i");
        assert_eq!(Passwords::weak_for_tests().verify("abc".into(), Some(&stored)).await, RIGHT_BUT_OLD);
    }

    #[tokio::test]
    async fn a_long_password_of_the_earlier_system_goes_on_working() {
        let long = "x".repeat(100);
        let parts = bcrypt::hash_with_salt(&long, 4, [7; 16]).unwrap();
        let stored = PasswordHash::from_stored(parts.to_string());
        assert_eq!(Passwords::weak_for_tests().verify(long.into(), Some(&stored)).await, RIGHT_BUT_OLD);
    }

    #[tokio::test]
    async fn a_damaged_or_monstrous_hash_is_reported_and_not_computed() {
        let passwords = Passwords::weak_for_tests();
        let monsters = [
            "",
            "plain text",
            "$2b$10$short",
            "$2b$31$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
            "$argon2id$v=19$m=4294967295,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$argon2id$v=19$m=8,t=4000000000,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA",
        ];
        for stored in monsters {
            let stored = PasswordHash::from_stored(stored);
            let found = passwords.verify("abc".into(), Some(&stored)).await;
            assert_eq!((found, stored.is_readable()), (Err(AuthError::DamagedHash), false));
        }
    }

    #[tokio::test]
    async fn a_full_queue_says_busy_instead_of_growing() {
        let mut passwords = Passwords::weak_for_tests();
        passwords.queue = Arc::new(Semaphore::new(0));
        assert_eq!(passwords.hash("correct horse".into()).await, Err(AuthError::Busy));
    }

    #[test]
    fn a_hash_is_not_printed() {
        let hash = PasswordHash::from_stored("$2a$06$secret");
        assert_eq!(format!("{hash:?}"), "PasswordHash(…)");
    }
}
