//! For whom each operation works: whoever adds one decides it here. A line names an operation and those for whom it works:
//!
//! `a` an admin, `d` Moscow's director, `o` Moscow's operator, `s` Omsk's operator, `m` Moscow's master.

use std::collections::{BTreeMap, BTreeSet};

/// What needs no signing in; the webhooks have signatures of their own.
pub(super) const OPEN: [&str; 8] = [
    "GET /health/live",
    "GET /health/ready",
    "GET /metrics",
    "GET /webhooks/mango/{path}",
    "POST /auth/login",
    "POST /auth/refresh",
    "POST /webhooks/mango/{path}",
    "POST /webhooks/sip/{source}",
];

/// A line for each other operation, by path.
const TABLE: &str = "
    GET    /admin/database                  a
    GET    /admin/integrations              a
    GET    /admin/jobs                      a
    POST   /admin/jobs/{id}/retry           a
    GET    /admin/unknown-lines             a
    GET    /audit                           a
    GET    /audit/verify                    a
    POST   /auth/logout                     a d o s m
    PUT    /auth/password                   a d o s m
    GET    /auth/profile                    a d o s m
    GET    /auth/sessions                   a d o s m
    DELETE /auth/sessions/{id}              a   o
    GET    /callbacks                       a d o s m
    POST   /callbacks/{id}/close            a d o
    POST   /callbacks/{id}/release          a   o
    POST   /callbacks/{id}/take             a   o
    GET    /calls                           a d o s m
    POST   /calls                           a   o s
    GET    /calls/stats                     a d
    GET    /calls/{id}                      a d o
    PATCH  /calls/{id}                      a   o
    GET    /campaigns                       a d o s m
    POST   /campaigns                       a
    GET    /campaigns/{id}                  a d o s m
    PATCH  /campaigns/{id}                  a
    DELETE /campaigns/{id}                  a
    GET    /campaigns/{id}/costs            a d o s m
    POST   /campaigns/{id}/costs            a
    GET    /campaigns/{id}/costs/{costId}   a d
    PATCH  /campaigns/{id}/costs/{costId}   a
    DELETE /campaigns/{id}/costs/{costId}   a
    GET    /cash                            a d o s m
    GET    /cash/{id}                       a d     m
    POST   /cash/{id}/accept                a d
    POST   /cash/{id}/decline               a d
    POST   /cash/{id}/withdraw                      m
    GET    /cities                          a d o s m
    POST   /cities                          a
    GET    /cities/{id}                     a d o s m
    PATCH  /cities/{id}                     a
    DELETE /cities/{id}                     a
    GET    /clients/{phone}                 a d o s m
    GET    /events                          a d o s m
    POST   /events/ticket                   a d o s m
    GET    /export/calls.csv                a d o s
    GET    /export/calls.xlsx               a d o s
    GET    /export/orders.csv               a d o s
    GET    /export/orders.xlsx              a d o s
    GET    /export/stats.csv                a d
    GET    /export/stats.xlsx               a d
    GET    /lines                           a d o s m
    POST   /lines                           a
    GET    /lines/{id}                      a d o
    PATCH  /lines/{id}                      a
    DELETE /lines/{id}                      a
    GET    /masters                         a d o s m
    POST   /masters                         a d
    GET    /masters/{id}                    a d o   m
    PATCH  /masters/{id}                    a d
    DELETE /masters/{id}                    a d
    GET    /masters/{id}/cash               a d     m
    POST   /masters/{id}/cash                       m
    GET    /operators                       a d o s m
    POST   /operators                       a
    PUT    /operators/me/work-state         a d o s m
    GET    /operators/{id}                  a d o
    PATCH  /operators/{id}                  a
    DELETE /operators/{id}                  a
    PUT    /operators/{id}/password         a
    PATCH  /operators/{id}/status           a
    GET    /operators/{id}/time             a d o
    GET    /operators/{id}/work-log         a d o
    PUT    /operators/{id}/work-state       a   o
    GET    /orders                          a d o s m
    POST   /orders                          a d o
    POST   /orders/from-call                a d o
    GET    /orders/{id}                     a d o   m
    PATCH  /orders/{id}                     a d o
    GET    /orders/{id}/history             a d o   m
    GET    /orders/{id}/ledger              a d o   m
    PUT    /orders/{id}/master              a d o
    PUT    /orders/{id}/status              a d o   m
    GET    /settings                        a d o s m
    PATCH  /settings                        a
    GET    /shifts                          a d o s m
    POST   /shifts                          a d
    GET    /shifts/attendance               a d o s m
    GET    /shifts/{id}                     a d o
    PATCH  /shifts/{id}                     a d
    DELETE /shifts/{id}                     a d
    GET    /slots                           a d o s m
    GET    /stats/campaigns                 a d
    GET    /stats/cities                    a d
    GET    /stats/daily                     a d
    GET    /stats/masters                   a d
    GET    /stats/my                        a d o s m
    GET    /stats/operator/{id}             a d o
    GET    /stats/operators                 a d
    GET    /stats/overall                   a d
    GET    /stats/service-level             a d
    GET    /stats/staffing                  a d
    GET    /stats/wallboard                 a d o s
";

/// The letters of those for whom an operation works, by operation.
pub(super) fn table() -> BTreeMap<String, BTreeSet<&'static str>> {
    let mut table = BTreeMap::new();
    for line in TABLE.lines().filter(|line| !line.trim().is_empty()) {
        let mut words = line.split_whitespace();
        let operation = format!("{} {}", words.next().unwrap(), words.next().unwrap());
        assert!(table.insert(operation.clone(), words.collect()).is_none(), "{operation} has two lines");
    }
    table
}
