//! The curl lines of README.md, run as they are written against the program.
#![cfg(unix)]

mod program;

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use program::{GOOD_PASSWORD, Office, run};

/// A server that ends with the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_curl_lines_work_as_they_are_written() {
    let readme = include_str!("../../README.md");
    let (_, after) = readme.split_once("in another terminal").unwrap();
    let lines = after.split("```").nth(1).unwrap().strip_prefix("sh\n").unwrap();

    let office = Office::migrated();
    office.crm_with(&["create-admin", "--login", "admin"], GOOD_PASSWORD).succeeds();
    let mut serve = office.command(&["serve", "--listen", "127.0.0.1:0"]);
    let mut server = Server(serve.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap());
    let mut said = String::new();
    BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut said).unwrap();
    let address = said.trim().strip_prefix("listening on ").unwrap();

    let script = format!("set -euo pipefail\n{}", lines.replace("http://127.0.0.1:5000", address));
    let mut shell = Command::new("bash");
    shell.args(["-c", &script]);
    let ran = run(shell, GOOD_PASSWORD);
    assert_eq!(ran.status, 0, "{ran:?}");
    let successes = ran.out.matches(r#""success":true"#).count();
    assert_eq!(successes, lines.matches("curl -fsS").count() - 1, "each but the sign-in says so: {}", ran.out);
    assert!(ran.out.contains("+79110000001"), "{}", ran.out);
}
