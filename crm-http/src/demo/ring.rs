//! Calls that come in while somebody looks at the demonstration.

use std::time::Duration;

use crm_core::access::Actor;
use crm_core::kernel::{PageRequest, Text};
use crm_core::operators::{Operator, OperatorFilter, Role, WorkState};
use crm_core::orders::OrderFilter;
use crm_core::telephony::MangoAccount;
use crm_core::{Crm, Error};

use super::phone::Conversation;
use super::{DemoError, office};

/// How long nobody rings after a call, and how often the demonstration looks whether somebody is at work.
const PAUSE: Duration = Duration::from_secs(20);
// In seconds: until an operator answers, how long they talk, how long a client rings in vain.
const ANSWERED: i64 = 6;
const TALKED: i64 = 45;
const IN_VAIN: i64 = 15;

/// The provider's account that a demonstration's calls are signed with.
///
/// # Errors
/// The system has no random numbers.
pub fn account() -> Result<MangoAccount, DemoError> {
    Ok(MangoAccount::new(Text::from_stored("demo"), office::random_secret(16)?, office::random_secret(16)?, 0)?)
}

/// Has clients ring the operators who are at work, one after the other, for as long as it is polled. Every fourth call is
/// missed. While nobody is at work nobody rings, so that a demonstration that is left alone does not fill with missed calls.
///
/// # Errors
/// Storage errors.
pub async fn ring(crm: &Crm, account: &MangoAccount) -> Result<(), Error> {
    let program = Actor::system("demo");
    for nth in 0_usize.. {
        tokio::time::sleep(PAUSE).await;
        let Some(call) = next_call(crm, &program, nth).await? else { continue };
        for post in call.posts() {
            tokio::time::sleep(post.at.since(crm.now())).await;
            crm.telephony().mango(post.path, post.body(account).as_bytes()).await?;
        }
    }
    Ok(())
}

pub(super) async fn next_call(crm: &Crm, program: &Actor, nth: usize) -> Result<Option<Conversation>, Error> {
    let page = PageRequest::first().limit(100)?;
    let operators = OperatorFilter { role: Some(Role::Operator), ..OperatorFilter::default() };
    let at_work =
        |user: &Operator| user.is_active() && user.work_state == WorkState::Online && user.extension.is_some();
    let mut people = crm.operators().list(program, &operators, &page).await?.items;
    people.retain(at_work);
    let Some(operator) = people.get(nth % people.len().max(1)) else { return Ok(None) };
    let lines = crm.lines().list(program).await?;
    let mine = lines.iter().find(|line| !line.archived && line.attribution.city == operator.city);
    let orders = OrderFilter { city: operator.city, ..OrderFilter::default() };
    let known = crm.orders().list(program, &orders, &page).await?.items;
    let (Some(line), Some(client)) = (mine, known.get(nth * 7 % known.len().max(1))) else { return Ok(None) };

    let started = crm.now().seconds();
    let is_missed = nth % 4 == 3;
    Ok(Some(Conversation {
        entry: format!("demo-live-{started}-{nth}"),
        line: line.number.as_str().trim_start_matches('+').to_owned(),
        client: client.order.phone.digits().to_owned(),
        extension: operator.extension.as_ref().map(ToString::to_string),
        is_outbound: false,
        started,
        talked: (!is_missed).then_some(started + ANSWERED),
        ended: started + if is_missed { IN_VAIN } else { ANSWERED + TALKED },
        code: 1110,
    }))
}
