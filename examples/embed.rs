//! An office in one SQLite file: open it, sign in, take a call from the provider, list the calls.
use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::auth::SignInRequest;
use crm_core::calls::{CallFilter, CallSort};
use crm_core::kernel::{PageRequest, Secret, Text};
use crm_core::operators::{Login, NewOperator};
use crm_core::telephony::{MangoAccount, mango};
use crm_store_sqlite::SqliteStore;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let account = MangoAccount::new(Text::new("main")?, "sample-key".into(), "sample-salt".into(), 0)?;
    let store = SqliteStore::open(folder.path().join("office.db"))?;
    let crm = Crm::builder(store).mango(account.clone()).open().await?;
    let password = Secret::new("a sample password");
    let anna = NewOperator::admin(Text::new("Anna")?, Login::new("anna")?, password.clone());
    crm.operators().create(&Actor::system("setup"), &anna, None).await?;
    let anna = crm.auth().login(&SignInRequest::new("anna", password)).await?.actor();
    let (began, talked, ended) = (crm.now().seconds() - 103, crm.now().seconds() - 95, crm.now().seconds());
    let summary = format!(
        r#"{{"entry_id": "conversation-1", "call_direction": 1, "from": {{"number": "79000000101"}},
        "create_time": {began}, "talk_time": {talked}, "end_time": {ended}, "to": {{"extension": "101"}}}}"#
    );
    crm.telephony().mango("/events/summary", mango::encode_form(&account, &summary).as_bytes()).await?;
    for view in crm.calls().list(&anna, &CallFilter::default(), CallSort::Latest, &PageRequest::first()).await?.items {
        let call = view.call.facts;
        println!("{} {} {}, {} s", call.started_at, call.direction, call.status, call.talk_seconds().unwrap_or(0));
    }
    Ok(crm.close().await?)
}
