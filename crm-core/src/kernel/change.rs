//! Changes to fields that may be empty.

/// What a patch does to a field that may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Change<T> {
    /// Leaves it as it is.
    #[default]
    Keep,
    /// Empties it.
    Clear,
    /// Sets it.
    To(T),
}

impl<T> Change<T> {
    /// The field after the change.
    pub fn apply(self, field: Option<T>) -> Option<T> {
        match self {
            Self::Keep => field,
            Self::Clear => None,
            Self::To(value) => Some(value),
        }
    }
    /// The value it sets, if it sets one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::To(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }
}
