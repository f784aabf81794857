//! The program `crm`: everything it does is in [`crm_http::cli`].

use std::process::ExitCode;

/// Many small things of many threads come and go with each request; what they leave is given back to the system.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    crm_http::cli::main()
}
