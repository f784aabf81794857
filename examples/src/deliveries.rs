//! Files of recorded deliveries: what a provider posted, byte for byte, and when.

use std::path::{Path, PathBuf};

use crm_core::kernel::Timestamp;
use serde::Deserialize;

/// One file: the deliveries of one account. Further fields, such as what they must lead to, are not read.
#[derive(Debug, Clone, Deserialize)]
pub struct DeliveryFile {
    /// The account's `vpbx_api_key`.
    #[serde(rename = "vpbx_api_key")]
    pub key: String,
    /// The account's `vpbx_api_salt`.
    #[serde(rename = "vpbx_api_salt")]
    pub salt: String,
    /// The deliveries in the order of arrival.
    pub deliveries: Vec<Delivery>,
}

/// One POST of the provider.
#[derive(Debug, Clone, Deserialize)]
pub struct Delivery {
    /// When it arrived.
    #[serde(deserialize_with = "unix_seconds")]
    pub received_at: Timestamp,
    /// What the provider appended to the base address, such as `/events/call`.
    pub path: String,
    /// The body as it was received.
    pub raw_body: String,
}

/// Why a folder cannot be replayed.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The folder or a file in it cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file is not JSON, or not of the expected shape.
    #[error("{} is not a file of deliveries: {source}", path.display())]
    NotDeliveries {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and where.
        source: serde_json::Error,
    },
    /// There is nothing to replay.
    #[error("{} holds no .json file of deliveries", path.display())]
    Empty {
        /// The folder.
        path: PathBuf,
    },
}

/// Reads every `*.json` of a folder, by name.
///
/// # Errors
/// [`FolderError`]: one file that cannot be read stops the whole, so that no part of a day is left out unseen.
pub fn read_folder(folder: &Path) -> Result<Vec<DeliveryFile>, FolderError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| FolderError::Unreadable { path, source }
    };
    let mut paths = std::fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>())
        .map_err(unreadable(folder))?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    if paths.is_empty() {
        return Err(FolderError::Empty { path: folder.to_owned() });
    }
    let read = |path: PathBuf| {
        let text = std::fs::read(&path).map_err(unreadable(&path))?;
        serde_json::from_slice(&text).map_err(|source| FolderError::NotDeliveries { path, source })
    };
    paths.into_iter().map(read).collect()
}

fn unix_seconds<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    let seconds = i64::deserialize(deserializer)?;
    Timestamp::from_seconds(seconds).ok_or_else(|| serde::de::Error::custom(format!("{seconds} is not a unix time")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    const GOOD: &str = r#"{"vpbx_api_key": "k", "vpbx_api_salt": "s", "more": 1, "deliveries": [
        {"received_at": 1767261600, "method": "POST", "path": "/ping", "raw_body": ""}]}"#;

    #[test]
    fn files_are_read_by_name_and_others_are_passed_over() {
        let second = GOOD.replace("\"k\"", "\"l\"");
        let folder = folder_with(&[("2.json", second.as_str()), ("1.json", GOOD), ("readme.txt", "not JSON")]);
        let files = read_folder(folder.path()).unwrap();
        assert_eq!(files.iter().map(|file| file.key.as_str()).collect::<Vec<_>>(), ["k", "l"]);
        assert_eq!(files[0].deliveries[0].received_at.to_string(), "2026-01-01T10:00:00Z");
    }

    #[test]
    fn what_is_wrong_is_told_with_the_name_of_the_file() {
        let message = |folder: &Path| read_folder(folder).unwrap_err().to_string();
        let broken = folder_with(&[("1.json", GOOD), ("2.json", "{")]);
        assert!(message(broken.path()).contains("2.json is not a file of deliveries: EOF"));
        let far = GOOD.replace("1767261600", "9223372036854775807");
        assert!(message(folder_with(&[("far.json", far.as_str())]).path()).contains("is not a unix time"));
        assert!(message(folder_with(&[]).path()).contains("holds no .json file"));
        assert!(message(&broken.path().join("absent")).starts_with("cannot read "));
    }
}
