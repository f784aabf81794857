//! What providers of telephony post. The core checks who signed it and decides what becomes of it.
//!
//! A success means that the post is stored, now or before, or that there was nothing to store: a provider may forget it.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::routing::get;
use crm_core::kernel::{Code, Refusal};
use crm_core::telephony::{IngestRefusal, Receipt};
use crm_core::{Error, ErrorKind};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::wire::{Data, Problem, Rest, unread};

/// The base address with nothing below it is only ever probed, so the document does not list it.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(mango, probe))
        .routes(routes!(sip))
        .route("/webhooks/mango", get(probe).post(mango_root))
        .route("/webhooks/mango/", get(probe).post(mango_root))
}

const X_SIGN: HeaderName = HeaderName::from_static("x-sign");

/// A body as it was sent: signatures are over its bytes.
#[derive(Debug)]
struct Raw(Bytes);

impl<S: Send + Sync> FromRequest<S> for Raw {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        Bytes::from_request(request, state).await.map(Self).map_err(|rejection| unread(rejection.status()))
    }
}

/// What became of a post.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Receipt)]
pub(crate) struct ReceiptBody {
    /// `taken`: stored and understood; `unread`: stored, and listed for the admin; `duplicate`: stored before; `probe`:
    /// nothing to store.
    receipt: ReceiptKind,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ReceiptKind {
    Taken,
    Unread,
    Duplicate,
    Probe,
}

impl From<Receipt> for Data<ReceiptBody> {
    fn from(receipt: Receipt) -> Self {
        let receipt = match receipt {
            Receipt::Taken { .. } => ReceiptKind::Taken,
            Receipt::Unread => ReceiptKind::Unread,
            Receipt::Duplicate => ReceiptKind::Duplicate,
            Receipt::Probe => ReceiptKind::Probe,
        };
        Self::new(ReceiptBody { receipt })
    }
}

/// A form post of Mango Office.
#[derive(Debug, ToSchema)]
#[schema(as = MangoPost)]
#[expect(dead_code, reason = "the core reads the bytes; this tells the document what they are")]
pub(crate) struct MangoForm {
    /// The account's key.
    vpbx_api_key: String,
    /// `hex(sha256(key + json + salt))`.
    #[schema(pattern = "^[0-9A-Fa-f]{64}$")]
    sign: String,
    /// The event.
    json: String,
}

/// Takes an event of Mango Office: `/api/webhooks/mango` is the base address to give it, and it adds the event's path.
///
/// An empty body, and an unsigned post to `/ping`, are its connection check.
#[utoipa::path(post, path = "/webhooks/mango/{*path}", tag = "telephony", security(()),
    params(("path" = String, Path, description = "The event's path, such as `events/call`")),
    request_body(content = Option<MangoForm>, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, description = "Stored, or nothing to store", body = Data<ReceiptBody>),
        (status = 403, description = "Not signed by an account of this office", body = Problem,
            content_type = "application/problem+json")))]
async fn mango(app: App, Rest(path): Rest, Raw(body): Raw) -> Result<Data<ReceiptBody>, Problem> {
    take_mango(&app, &path, &body).await
}

async fn mango_root(app: App, Raw(body): Raw) -> Result<Data<ReceiptBody>, Problem> {
    take_mango(&app, "", &body).await
}

async fn take_mango(app: &App, path: &str, body: &[u8]) -> Result<Data<ReceiptBody>, Problem> {
    Ok(app.crm.telephony().mango(path, body).await.map_err(refused)?.into())
}

/// Answers whoever looks whether the address is there.
#[utoipa::path(get, path = "/webhooks/mango/{*path}", tag = "telephony", security(()),
    params(("path" = String, Path, description = "Any path")),
    responses((status = 200, description = "It is", body = Data<ReceiptBody>)))]
async fn probe() -> Data<ReceiptBody> {
    Receipt::Probe.into()
}

/// Takes an event of a SIP server, signed in `X-Sign`: `hex(sha256(key + body + salt))`, or `hmac-sha256=` and the HMAC-SHA256
/// of the body under the salt, in hex.
#[utoipa::path(post, path = "/webhooks/sip/{source}", tag = "telephony", security(()),
    params(("source" = String, Path, description = "The configured source"),
        ("x-sign" = Option<String>, Header, description = "The signature of the body")),
    request_body(content = Object, content_type = "application/json"),
    responses((status = 200, description = "Stored", body = Data<ReceiptBody>),
        (status = 403, description = "Not signed by this source", body = Problem,
            content_type = "application/problem+json")))]
async fn sip(app: App, Rest(source): Rest, headers: HeaderMap, Raw(body): Raw) -> Result<Data<ReceiptBody>, Problem> {
    // A header that is not text cannot be a signature.
    let sign = headers.get(X_SIGN).map(|value| value.to_str().unwrap_or_default());
    Ok(app.crm.telephony().sip(&source, sign, &body).await.map_err(refused)?.into())
}

/// Every refusal of a signature is one and the same: whoever guesses learns nothing of keys. Which sources there are is no
/// secret, and whoever sets one up has to be told of a wrong address.
fn refused(error: Error) -> Problem {
    const UNKNOWN_SOURCE: IngestRefusal = IngestRefusal::UnknownSource;
    let code: Code = error.code();
    match error.kind() {
        ErrorKind::Forbidden if code == UNKNOWN_SOURCE.code() => {
            Problem::new(StatusCode::NOT_FOUND, UNKNOWN_SOURCE.code(), UNKNOWN_SOURCE.to_string())
        }
        ErrorKind::Forbidden => Problem::new(
            StatusCode::FORBIDDEN,
            "telephony.refused",
            "the post is not signed by an account that is configured here",
        ),
        _ => error.into(),
    }
}
