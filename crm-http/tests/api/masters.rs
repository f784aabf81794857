//! Masters and their cash.

use axum::http::{StatusCode, header};
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{Office, PASSWORD};

fn newcomer() -> Value {
    json!({"name": "Семён Ключев", "login": "klyuchev", "password": PASSWORD, "city": "Москва"})
}

#[tokio::test]
async fn masters_are_listed() {
    let office = Office::open().await;
    assert_snapshot!("page", office.ask("GET /masters?status=active").by(&office.operator).shown().await);
    let (_, page) = office.ask("GET /masters").by(&office.stranger).answer().await;
    assert_eq!(page["data"], json!([]));
    assert_snapshot!("badly_asked", office.ask("GET /masters?city=Atlantis&status=x").by(&office.admin).shown().await);
    assert_snapshot!("for_nobody", office.ask("GET /masters").shown().await);
    assert_snapshot!("one", office.ask("GET /masters/5").by(&office.master).shown().await);
    assert_snapshot!("one_who_is_no_master", office.ask("GET /masters/2").by(&office.admin).shown().await);
}

#[tokio::test]
async fn a_master_is_added_by_a_director_of_the_city() {
    let office = Office::open().await;
    let add = |body: &Value| office.ask("POST /masters").by(&office.director).json(body);
    assert_snapshot!("added", add(&newcomer()).shown().await);
    assert_snapshot!("login_taken", add(&newcomer()).shown().await);
    let mut elsewhere = newcomer();
    elsewhere["city"] = json!("Омск");
    assert_snapshot!("elsewhere", add(&elsewhere).shown().await);
    let faults = json!({"name": "", "login": "", "password": "x", "city": "Atlantis", "moreCities": ["Lemuria"]});
    assert_snapshot!("with_faults", add(&faults).shown().await);
    let mut weak = newcomer();
    weak["password"] = json!("short");
    assert_snapshot!("weak_password", add(&weak).shown().await);
    let ask = office.ask("POST /masters").by(&office.operator).json(&newcomer());
    assert_snapshot!("refused_to_operators", ask.shown().await);
}

#[tokio::test]
async fn a_master_is_changed_and_locked_out() {
    let office = Office::open().await;
    let change = |body: &Value| office.ask("PATCH /masters/5").by(&office.director).json(body);
    assert_snapshot!(
        "changed",
        change(&json!({"version": 1, "extension": "301", "name": "Пётр Первый"})).shown().await
    );
    assert_snapshot!("too_late", change(&json!({"version": 1, "name": "Пётр"})).shown().await);
    assert_snapshot!("extension_taken", change(&json!({"version": 2, "extension": "101"})).shown().await);
    let faults = json!({"version": 2, "name": "", "city": "Atlantis", "status": "asleep"});
    assert_snapshot!("changed_with_faults", change(&faults).shown().await);
    assert_snapshot!("locked_out", office.ask("DELETE /masters/5?version=2").by(&office.director).shown().await);
}

impl Office {
    /// The master hands over this much of Moscow's money.
    async fn handed(&self, amount: &str) {
        let body = json!({"city": "Москва", "amount": amount, "note": "В конверте"});
        let (status, _) = self.ask("POST /masters/5/cash").by(&self.master).json(&body).answer().await;
        assert_eq!(status, StatusCode::CREATED);
    }
}

#[tokio::test]
async fn cash_is_handed_over_by_the_master() {
    let office = Office::open().await;
    let hand = |body: &Value| office.ask("POST /masters/5/cash").by(&office.master).json(body);
    let body = json!({"city": "москва", "amount": 1500.5, "note": "В конверте"});
    assert_snapshot!("handed", hand(&body).shown().await);
    let faults = json!({"city": "Atlantis", "amount": "a lot", "note": "\u{0}"});
    assert_snapshot!("handed_with_faults", hand(&faults).shown().await);
    assert_snapshot!("handed_nothing", hand(&json!({"city": "Москва", "amount": "0"})).shown().await);
    assert_snapshot!("handed_elsewhere", hand(&json!({"city": "Омск", "amount": "1"})).shown().await);
    let ask = office.ask("POST /masters/5/cash").by(&office.director).json(&body);
    assert_snapshot!("handed_by_another", ask.shown().await);
}

#[tokio::test]
async fn cash_is_handed_over_once_however_often_it_is_sent() {
    let office = Office::open().await;
    let hand = || {
        let body = json!({"city": "Москва", "amount": "1500"});
        let ask = office.ask("POST /masters/5/cash").by(&office.master).json(&body);
        ask.header("idempotency-key".parse().unwrap(), "k-1").answer()
    };
    assert_eq!(hand().await, hand().await);
    let (_, page) = office.ask("GET /cash").by(&office.master).answer().await;
    assert_eq!(page["pagination"]["total"], 1);
}

#[tokio::test]
async fn cash_is_accepted_declined_or_withdrawn() {
    let office = Office::open().await;
    for amount in ["100", "200", "300"] {
        office.handed(amount).await;
    }
    let ask = |request: &str| office.ask(request).by(&office.director);
    let tagged = ask("POST /cash/1/accept").header(header::IF_MATCH, "\"1\"");
    assert_snapshot!("accepted", tagged.shown().await);
    assert_snapshot!("accepted_twice", ask("POST /cash/1/accept").json(&json!({"version": 2})).shown().await);
    assert_snapshot!("accepted_too_late", ask("POST /cash/1/accept").json(&json!({"version": 1})).shown().await);
    assert_snapshot!("accepted_blindly", ask("POST /cash/2/accept").shown().await);
    let reason = json!({"version": 1, "reason": "Не хватает 50 рублей"});
    assert_snapshot!("declined", ask("POST /cash/2/decline").json(&reason).shown().await);
    assert_snapshot!("declined_without_reason", ask("POST /cash/3/decline").json(&json!({"version": 1})).shown().await);
    let ask = office.ask("POST /cash/3/accept").by(&office.master).json(&json!({"version": 1}));
    assert_snapshot!("own_accepted", ask.shown().await);
    let ask = office.ask("POST /cash/3/withdraw").by(&office.master).json(&json!({"version": 1, "reason": "Ошибся"}));
    assert_snapshot!("withdrawn", ask.shown().await);
    assert_snapshot!("balance", office.ask("GET /masters/5/cash").by(&office.director).shown().await);
    assert_snapshot!("balance_for_operators", office.ask("GET /masters/5/cash").by(&office.operator).shown().await);
    assert_snapshot!("handovers", office.ask("GET /cash?state=accepted&masterId=5").by(&office.director).shown().await);
    assert_snapshot!("handover_of_another_city", office.ask("GET /cash/1").by(&office.stranger).shown().await);
    assert_snapshot!(
        "handovers_badly_asked",
        office.ask("GET /cash?state=lost&masterId=0").by(&office.admin).shown().await
    );
    assert_snapshot!("handovers_for_nobody", office.ask("GET /cash").shown().await);
}
