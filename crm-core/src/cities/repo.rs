//! What a backend must be able to read for cities.

use async_trait::async_trait;

use super::City;
use crate::kernel::CityId;
use crate::store::{Loaded, StoreError};

/// Reads cities.
#[async_trait]
pub trait CityRepo: Send {
    /// One city; `None` if there is none with that id.
    async fn get(&mut self, id: CityId) -> Result<Option<Loaded<City>>, StoreError>;
    /// The city of that name, compared without case; `None` if there is none.
    async fn by_name(&mut self, name: &str) -> Result<Option<Loaded<City>>, StoreError>;
    /// Every city by name, archived ones included. Cities are few: at most some hundreds.
    async fn all(&mut self) -> Result<Vec<City>, StoreError>;
}
