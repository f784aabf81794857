//! The program `crm`: everything it does is in [`crm_http::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    crm_http::cli::main()
}
