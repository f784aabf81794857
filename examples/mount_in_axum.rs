//! An axum service of your own with the CRM mounted inside it: one listener, one process, one `Crm` for both.
//!
//! ```sh
//! cargo run -p crm-examples --example mount_in_axum -- 127.0.0.1:8000
//! ```
//!
//! The service keeps its own routes and state. What the CRM brings lies below `/api`; what is neither is a 404 of the
//! service. The handler of `/shop/visits` shows the other half: the same office, called as a library.

use std::error::Error;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::kernel::{PageRequest, Secret, Text};
use crm_core::operators::{Login, NewOperator};
use crm_core::orders::{OrderFilter, OrderStatus};
use crm_store_sqlite::SqliteStore;
use serde_json::{Value, json};

/// What the service has besides the CRM.
#[derive(Clone)]
struct Shop {
    name: &'static str,
    crm: Crm,
}

/// The whole service.
fn service(crm: Crm) -> Router {
    let shop = Shop { name: "Repairs & Parts", crm: crm.clone() };
    Router::new()
        .route("/", get(async |State(shop): State<Shop>| shop.name))
        .route("/shop/visits", get(visits))
        .with_state(shop)
        .merge(crm_http::router(crm, crm_http::Options::default()))
        .fallback(async || (StatusCode::NOT_FOUND, "the shop has no such page"))
}

/// How many orders wait for a master: the service asks the office as itself, not as one of its users.
async fn visits(State(shop): State<Shop>) -> Result<Json<Value>, StatusCode> {
    let filter = OrderFilter { status: Some(OrderStatus::New), ..OrderFilter::default() };
    let page = shop.crm.orders().list(&Actor::system("shop"), &filter, &PageRequest::first()).await;
    let total = page.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?.total;
    Ok(Json(json!({ "waiting": total.map(|total| total.count) })))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let crm = Crm::builder(SqliteStore::open(folder.path().join("office.db"))?).open().await?;
    let password = random_password()?;
    let admin = NewOperator::admin(Text::new("Administrator")?, Login::new("admin")?, Secret::new(password.clone()));
    crm.operators().create(&Actor::system("setup"), &admin, None).await?;

    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let listener = tokio::net::TcpListener::bind(&address).await?;
    println!("http://{}/api/docs  login admin, password {password}", listener.local_addr()?);
    let stop = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    axum::serve(listener, service(crm.clone())).with_graceful_shutdown(stop).await?;
    Ok(crm.close().await?)
}

fn random_password() -> Result<String, String> {
    let mut bytes = [0; 12];
    getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
    Ok(hex::encode(bytes))
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use crm_core::conformance::MemoryStore;
    use tower::ServiceExt as _;

    use super::{Crm, service};

    async fn ask(path: &str) -> (u16, String) {
        let crm = Crm::builder(MemoryStore::new()).open().await.unwrap();
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = service(crm).oneshot(request).await.unwrap();
        let status = answer.status().as_u16();
        (status, String::from_utf8(to_bytes(answer.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap())
    }

    #[tokio::test]
    async fn the_shop_and_the_crm_live_in_one_service() {
        assert_eq!(ask("/").await, (200, "Repairs & Parts".to_owned()));
        assert_eq!(ask("/shop/visits").await, (200, r#"{"waiting":0}"#.to_owned()));
        assert_eq!(ask("/elsewhere").await, (404, "the shop has no such page".to_owned()));
        let (status, body) = ask("/api/calls").await;
        assert!(status == 401 && body.contains("auth.token_missing"), "{body}");
    }
}
