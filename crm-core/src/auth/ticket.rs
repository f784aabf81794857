//! Tickets: what stands in an address where no header can be sent, such as that of a browser's `EventSource`. A token must not
//! stand there: addresses are written into logs.

use std::time::Duration;

use super::{Auth, AuthError, TicketClaims, TokenId};
use crate::kernel::{Error, Secret, Text};
use crate::store::{Effects, IdempotencyKey, IdempotencyRecord, Outcome};

/// How long a ticket may be used: 30 s.
pub const TICKET_LIFETIME: Duration = Duration::from_secs(30);
/// How much longer it is remembered that it was: another process's clock may be that far behind.
const REMEMBERED: Duration = Duration::from_secs(300);
/// What the use of a ticket is written down as.
const OPERATION: &str = "auth.redeem";

impl Auth<'_> {
    /// A ticket for whoever has this access token. Any process that signs with the same keys takes it.
    ///
    /// # Errors
    /// `auth.token_*`. Whether the session still lives is asked when the ticket is used.
    pub fn ticket(&self, access_token: &str) -> Result<Secret, Error> {
        let now = self.core.now();
        let mut access = self.core.tokens.read_access(access_token, now).map_err(AuthError::from)?;
        // Each ticket has a name of its own, which is what can be used once.
        access.jti = TokenId::random()?;
        access.iat = now;
        Ok(self.core.tokens.issue_ticket(&TicketClaims { access, until: now.plus(TICKET_LIFETIME) }))
    }

    /// The access token for a ticket, once among all processes of the office. It ends when the one that the ticket was issued
    /// for does.
    ///
    /// # Errors
    /// `auth.ticket_invalid` for one that is unknown, used or too old; storage errors.
    #[tracing::instrument(name = "auth.redeem", level = "debug", skip_all)]
    pub async fn redeem(&self, ticket: &str) -> Result<Secret, Error> {
        let claims = self.core.tokens.read_ticket(ticket, self.core.now()).map_err(|_| AuthError::TicketInvalid)?;
        let TicketClaims { access, until } = &claims;
        let key: &IdempotencyKey = &Text::new(access.jti.as_str()).map_err(|_| AuthError::TicketInvalid)?;
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let actor = format!("operator:{}", access.sub);
                    if a.tx.idempotency().find(&actor, OPERATION, key).await?.is_some() {
                        return Err(AuthError::TicketInvalid.into());
                    }
                    let mut effects = Effects::none();
                    effects.idempotency(IdempotencyRecord {
                        actor,
                        operation: OPERATION,
                        key: key.clone(),
                        fingerprint: IdempotencyRecord::fingerprint(access),
                        result: access.sid.get(),
                        expires_at: until.plus(REMEMBERED),
                    });
                    Ok(Outcome::done((), effects))
                })
            })
            .await?;
        Ok(self.core.tokens.issue_access(&claims.access))
    }
}
