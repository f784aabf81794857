//! The simulator against the core itself, and its sender against a server of a few lines.

mod api;
mod fold;
mod http;
mod office;
mod server;
