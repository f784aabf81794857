//! The program `crm`: wrong usage, help, `migrate` and `create-admin`.
#![cfg(feature = "cli")]

mod program;

use program::{GOOD_PASSWORD, Office};

#[test]
fn every_command_explains_itself_with_examples() {
    let office = Office::empty();
    let top = office.crm(&["--help"]).succeeds();
    let listed = top.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // A summary that is too long for a line goes on in the next, deeper.
    let commands = listed.filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
    for line in commands {
        let command = line.split_whitespace().next().unwrap();
        let help = office.crm(&[command, "--help"]).succeeds();
        assert!(help.contains("Examples:\n"), "{command} has no examples:\n{help}");
        // With or without a short form; what stands deeper is text.
        let flags = help.lines().filter_map(|line| match line.split_at_checked(6)? {
            ("      ", flag) => flag.strip_prefix("--"),
            (short, flag) if short.trim_start().starts_with('-') => flag.strip_prefix("--"),
            _ => None,
        });
        for name in flags.filter_map(|flag| flag.split_whitespace().next()).filter(|name| *name != "help") {
            let variable = format!("CRM_{}", name.replace('-', "_").to_uppercase());
            assert!(help.contains(&variable), "{command}: --{name} is no variable {variable}:\n{help}");
        }
    }
}

#[test]
fn wrong_usage_is_told_apart_from_failure() {
    let office = Office::empty();
    let wrong = office.crm(&["migrate", "--no-such-flag"]);
    assert_eq!(wrong.status, 2, "{wrong:?}");
    let failed = office.crm(&["create-admin", "--login", "admin"]);
    assert!(failed.fails_with("cli.no_database").contains("crm migrate"));
}

#[test]
fn migrate_makes_the_database_once_and_then_has_nothing_to_do() {
    let office = Office::empty();
    let first = office.crm(&["migrate"]).succeeds();
    let latest = crm_store_sqlite::SqliteStore::latest_schema();
    assert_eq!(first, format!("schema 0 -> {latest}\n"));
    assert_eq!(office.crm(&["migrate"]).succeeds(), format!("schema {latest}: nothing to do\n"));
}

#[test]
fn a_flag_beats_its_variable_which_beats_the_documented_name() {
    let office = Office::empty();
    let url = |name: &str| format!("sqlite://{}", office.path(name).display());
    let (flag, variable, documented) = (url("flag.db"), url("variable.db"), url("documented.db"));
    let mut command = office.command(&["migrate", "--database", &flag]);
    command.env("CRM_DATABASE", &variable).env("DATABASE_URL", &documented);
    program::run(command, "").succeeds();
    let mut command = office.command(&["migrate"]);
    command.env("CRM_DATABASE", &variable).env("DATABASE_URL", &documented);
    program::run(command, "").succeeds();
    let made = |name| office.path(name).exists();
    assert_eq!((made("flag.db"), made("variable.db"), made("documented.db")), (true, true, false));
}

#[test]
fn an_address_where_nobody_answers_is_told_without_repeating_its_password() {
    let office = Office::empty();
    let nobody = "postgresql://u:hunter2@127.0.0.1:1/crm";
    for (url, code) in [(nobody, "store.unavailable"), ("mysql://u:hunter2@db", "store.bad_url")] {
        let said = office.crm(&["migrate", "--database", url]).fails_with(code);
        assert!(!said.contains("hunter2"), "{said}");
    }
}

#[test]
fn a_file_of_another_program_is_left_as_it_is() {
    let office = Office::empty();
    std::fs::write(office.path("crm.db"), "a letter, and no database at all: much longer than a header would be")
        .unwrap();
    office.crm(&["migrate"]).fails_with("store.corrupt");
    assert!(std::fs::read_to_string(office.path("crm.db")).unwrap().starts_with("a letter"));
}

#[test]
fn create_admin_takes_the_password_from_the_input_and_the_admin_can_sign_in() {
    let office = Office::migrated();
    let said = office.crm_with(&["create-admin", "--login", "olga", "--name", "Ольга"], GOOD_PASSWORD).succeeds();
    assert_eq!(said, "admin olga added as user 1\n");
    office.visit(async |crm| {
        let request = crm_core::auth::SignInRequest::new("olga", GOOD_PASSWORD.trim());
        assert!(crm.auth().login(&request).await.is_ok());
    });
}

#[test]
fn a_weak_password_is_refused_with_every_reason_and_not_repeated() {
    let office = Office::migrated();
    for nothing in ["", "\n"] {
        let said = office.crm_with(&["create-admin", "--login", "olga"], nothing).fails_with("cli.no_password");
        assert!(said.starts_with("error: there is no password: "), "{said}");
    }
    let said = office.crm_with(&["create-admin", "--login", "olga"], "olga\n").fails_with("auth.password_policy");
    assert!(said.contains("at least 8 characters") && said.contains("must not be the login"), "{said}");
    let said = office.crm_with(&["create-admin", "--login", "olga"], "qwerty123\n").fails_with("auth.password_policy");
    assert!(!said.contains("qwerty123"), "{said}");
}

#[test]
fn a_login_that_is_taken_in_any_case_is_said_to_be() {
    let office = Office::migrated();
    office.crm_with(&["create-admin", "--login", "olga"], GOOD_PASSWORD).succeeds();
    office.crm_with(&["create-admin", "--login", "OLGA"], GOOD_PASSWORD).fails_with("operator.login_taken");
}

#[test]
fn the_api_document_is_printed_as_it_is_served() {
    let printed = Office::empty().crm(&["openapi"]).succeeds();
    let printed: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(printed, serde_json::to_value(crm_http::openapi()).unwrap());
}
