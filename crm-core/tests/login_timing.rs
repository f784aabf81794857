//! Whether the time of a refused sign-in tells an unknown login from a wrong password. Printed, not asserted: these
//! machines are noisy.

use std::time::{Duration, Instant};

use crm_core::auth::Passwords;
use crm_core::kernel::Secret;

const ROUNDS: usize = 64;

fn quartiles(mut times: Vec<Duration>) -> [f64; 3] {
    times.sort_unstable();
    let milliseconds = |at: usize| times.get(at).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0);
    [times.len() / 4, times.len() / 2, times.len() * 3 / 4].map(milliseconds)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn measured_unknown_login_beside_wrong_password() {
    let passwords = Passwords::owasp();
    let stored = passwords.hash(Secret::new("a fine long password")).await.unwrap();
    let wrong = || Secret::new("not that password");
    // The hash that unknown logins are verified against is made once: not part of what is measured.
    assert!(!passwords.verify(wrong(), None).await.unwrap().matches);

    let mut times = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS {
        // In the order of the Thue-Morse sequence, so that what the allocator does on every second call, or every fourth,
        // falls on both alike: a thread that gets its 19 MiB anew takes half as long again.
        let first = round.count_ones() as usize % 2;
        for which in [first, 1 - first] {
            let hash = (which == 1).then_some(&stored);
            let begun = Instant::now();
            assert!(!passwords.verify(wrong(), hash).await.unwrap().matches);
            times[which].push(begun.elapsed());
        }
    }
    let [unknown, wrong] = times.map(quartiles);
    for (what, [low, median, high]) in [("unknown login", unknown), ("wrong password", wrong)] {
        println!("{what:>14}: median {median:5.1} ms, quartiles {low:5.1} to {high:5.1} ms ({ROUNDS} rounds)");
    }
    println!("ratio of the medians: {:.3}", unknown[1] / wrong[1]);
}
