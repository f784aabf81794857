//! The program `crm`: everything it does is in [`crm_http::cli`].

use std::process::ExitCode;

/// Exports and passwords take much on one thread and free it on another, and a system's allocator may keep that for good.
#[cfg(unix)]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    crm_http::cli::main()
}
