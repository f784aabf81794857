//! The server's own API, as far as the simulator needs it: sign in, set the office up, read the calls back.
//!
//! Every path and field that is used is in this file.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crm_core::calls::{CallDirection, CallStatus, MissReason};
use crm_core::kernel::{LineNumber, Secret, Timestamp};
use reqwest::header::RETRY_AFTER;
use reqwest::{Client, Method, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use super::compare::Stated;
use super::office::{self, CITIES, EMPLOYEES, LINES};

/// For how long a request is made again while the server is away or asks for patience.
const PATIENCE: Duration = Duration::from_secs(60);
const PAGE: u32 = 100;

/// Why the server's API could not be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ApiError {
    /// It did not answer.
    #[error("{0} does not answer")]
    Away(String),
    /// It answered with a refusal.
    #[error("{path} was refused with {status}: {detail}")]
    Refused {
        /// The path.
        path: String,
        /// The status.
        status: u16,
        /// What the problem document says.
        detail: String,
    },
    /// It answered with something else than the contract says.
    #[error("{path} was answered with something unexpected: {detail}")]
    Unexpected {
        /// The path.
        path: String,
        /// What does not fit.
        detail: String,
    },
    /// The system gives no random bytes for the passwords of new users.
    #[error("the system gives no random bytes")]
    NoRandomness,
}

/// A signed-in user of the server.
#[derive(Debug)]
pub(crate) struct Api {
    client: Client,
    base: String,
    login: String,
    password: Secret,
    token: Secret,
}

/// What setting the office up has added.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Added {
    /// Cities.
    pub(crate) cities: usize,
    /// Campaigns.
    pub(crate) campaigns: usize,
    /// Lines.
    pub(crate) lines: usize,
    /// Operators.
    pub(crate) operators: usize,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SignedIn {
    access_token: String,
}

#[derive(Deserialize)]
struct Listed {
    data: Vec<Value>,
    pagination: Option<Pagination>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Pagination {
    next_cursor: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    conversation_id: Option<String>,
    direction: Option<String>,
    status: String,
    miss_reason: Option<String>,
    operator: Option<Person>,
    final_operator_id: Option<i64>,
    wait_seconds: Option<i64>,
    talk_seconds: Option<i64>,
    rk: Option<String>,
    city: Option<String>,
    phone_ats: Option<String>,
    complete: bool,
}

#[derive(Deserialize)]
struct Person {
    id: i64,
}

impl Api {
    /// Signs in at a server, by its address without a path.
    ///
    /// # Errors
    /// [`ApiError`]; a wrong password is `Refused`.
    pub(crate) async fn sign_in(
        client: Client,
        server: &str,
        login: String,
        password: Secret,
    ) -> Result<Self, ApiError> {
        let base = format!("{}/api", server.trim_end_matches('/'));
        let mut api = Self { client, base, login, password, token: Secret::new("") };
        api.renew().await?;
        Ok(api)
    }

    async fn renew(&mut self) -> Result<(), ApiError> {
        let body = json!({ "login": self.login, "password": self.password.expose() });
        let signed: SignedIn = self.once(&Method::POST, "/auth/login", Some(&body)).await?;
        self.token = Secret::new(signed.access_token);
        Ok(())
    }

    /// One request, made again while the server is away or asks for patience.
    async fn once<T: DeserializeOwned>(
        &self,
        method: &Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<T, ApiError> {
        let began = Instant::now();
        loop {
            let mut request = self.client.request(method.clone(), format!("{}{path}", self.base));
            if !self.token.expose().is_empty() {
                request = request.bearer_auth(self.token.expose());
            }
            if let Some(body) = body {
                request = request.json(body);
            }
            let over = began.elapsed() >= PATIENCE;
            let (status, pause, bytes) = match request.send().await {
                Ok(answer) => {
                    let pause = answer.headers().get(RETRY_AFTER).and_then(|it| it.to_str().ok()?.parse().ok());
                    (answer.status(), pause.unwrap_or(1), answer.bytes().await.unwrap_or_default())
                }
                Err(_) if over => return Err(ApiError::Away(self.base.clone())),
                Err(_) => {
                    sleep(Duration::from_millis(500)).await;
                    continue;
                }
            };
            let busy = matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
            if busy && !over {
                sleep(Duration::from_secs(pause).min(PATIENCE)).await;
                continue;
            }
            let path = path.to_owned();
            if !status.is_success() {
                return Err(ApiError::Refused { path, status: status.as_u16(), detail: detail(&bytes) });
            }
            return serde_json::from_slice(&bytes)
                .map_err(|error| ApiError::Unexpected { path, detail: error.to_string() });
        }
    }

    /// The same, with a new sign-in when the old one has run out.
    async fn request<T: DeserializeOwned>(
        &mut self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<T, ApiError> {
        match self.once(&method, path, body).await {
            Err(ApiError::Refused { status: 401, .. }) => {
                self.renew().await?;
                self.once(&method, path, body).await
            }
            other => other,
        }
    }

    /// Every row of a list.
    async fn all(&mut self, path: &str, parameters: &[(&str, String)]) -> Result<Vec<Value>, ApiError> {
        let (mut rows, mut cursor) = (Vec::new(), None::<String>);
        loop {
            let mut query = form_urlencoded::Serializer::new(String::new());
            for (name, value) in parameters {
                query.append_pair(name, value);
            }
            if let Some(cursor) = &cursor {
                query.append_pair("cursor", cursor);
            }
            let query = query.finish();
            let asked = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
            let page: Listed = self.request(Method::GET, &asked, None).await?;
            rows.extend(page.data);
            cursor = page.pagination.and_then(|pagination| pagination.next_cursor);
            if cursor.is_none() {
                return Ok(rows);
            }
        }
    }

    /// Adds the cities, campaigns, lines and operators of the simulated office that the server does not have. Users get
    /// random passwords that nobody knows.
    ///
    /// # Errors
    /// [`ApiError`]; it takes an admin.
    pub(crate) async fn set_up(&mut self) -> Result<Added, ApiError> {
        let cities = CITIES.iter().map(|city| (city.name.to_owned(), json!({ "name": city.name, "zone": city.zone })));
        let cities = self.add_missing("/cities", "name", cities.collect()).await?;
        let campaigns = office::campaigns().map(|name| (name.to_owned(), json!({ "name": name })));
        let campaigns = self.add_missing("/campaigns", "name", campaigns.collect()).await?;
        let city_name = |place: usize| CITIES.get(place).map(|city| city.name);
        let lines = LINES.iter().filter_map(|line| {
            let number = LineNumber::from_provider(Some(line.number))?.to_string();
            let body = json!({ "number": number, "rk": line.campaign, "city": city_name(line.city) });
            Some((number, body))
        });
        let lines = self.add_missing("/lines", "number", lines.collect()).await?;
        let mut operators = Vec::new();
        for employee in &EMPLOYEES {
            let mut password = [0; 24];
            getrandom::fill(&mut password).map_err(|_| ApiError::NoRandomness)?;
            let login = format!("simulated.{}", employee.extension);
            let body = json!({ "name": employee.name, "login": login, "password": hex::encode(password),
                "role": "operator", "city": city_name(employee.city), "extension": employee.extension });
            operators.push((employee.extension.to_owned(), body));
        }
        let operators = self.add_missing("/operators", "extension", operators).await?;
        Ok(Added { cities, campaigns, lines, operators })
    }

    /// Adds whatever the list does not name yet.
    async fn add_missing(&mut self, path: &str, name: &str, wanted: Vec<(String, Value)>) -> Result<usize, ApiError> {
        let known: BTreeSet<String> =
            self.all(path, &[]).await?.iter().filter_map(|row| row.get(name)?.as_str().map(str::to_owned)).collect();
        let mut added = 0;
        for (_, body) in wanted.into_iter().filter(|(key, _)| !known.contains(key)) {
            match self.request::<Value>(Method::POST, path, Some(&body)).await {
                Ok(_) => added += 1,
                // Somebody else was quicker, or it is archived and not listed.
                Err(ApiError::Refused { status: 409, .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(added)
    }

    /// The calls that began within `from ..= to`, by the provider's id of the conversation. Calls without one are left out.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) async fn calls(
        &mut self,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<BTreeMap<String, Vec<Stated>>, ApiError> {
        let people: BTreeMap<i64, String> = self.all("/operators", &[]).await?.iter().filter_map(extension).collect();
        let until = to.plus(Duration::from_secs(1));
        let parameters = [
            ("dateFrom", from.to_string()),
            ("dateTo", until.to_string()),
            ("sort", "dateCreate".to_owned()),
            ("limit", PAGE.to_string()),
        ];
        let mut calls: BTreeMap<String, Vec<Stated>> = BTreeMap::new();
        for row in self.all("/calls", &parameters).await? {
            let row: Row = serde_json::from_value(row)
                .map_err(|error| ApiError::Unexpected { path: "/calls".into(), detail: error.to_string() })?;
            if let Some(id) = row.conversation_id.clone() {
                calls.entry(id).or_default().push(stated(row, &people));
            }
        }
        Ok(calls)
    }
}

fn extension(person: &Value) -> Option<(i64, String)> {
    Some((person.get("id")?.as_i64()?, person.get("extension")?.as_str()?.to_owned()))
}

fn name(id: i64, people: &BTreeMap<i64, String>) -> String {
    people.get(&id).cloned().unwrap_or_else(|| "?".to_owned())
}

fn stated(row: Row, people: &BTreeMap<i64, String>) -> Stated {
    Stated {
        direction: row.direction.map(|code| CallDirection::from_stored(&code)),
        status: CallStatus::from_stored(&row.status),
        miss_reason: row.miss_reason.map(|code| MissReason::from_stored(&code)),
        operator: row.operator.map(|person| name(person.id, people)),
        final_operator: row.final_operator_id.map(|id| name(id, people)),
        wait_seconds: row.wait_seconds,
        talk_seconds: row.talk_seconds,
        campaign: row.rk,
        city: row.city,
        line: row.phone_ats,
        complete: row.complete,
    }
}

/// What a problem document says, in short.
fn detail(bytes: &[u8]) -> String {
    let problem: Value = serde_json::from_slice(bytes).unwrap_or_default();
    let text = |name: &str| problem.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let errors = problem.get("errors").filter(|errors| errors.as_array().is_some_and(|errors| !errors.is_empty()));
    format!("{} {} {}", text("code"), text("detail"), errors.map(ToString::to_string).unwrap_or_default())
        .trim()
        .chars()
        .take(400)
        .collect()
}
