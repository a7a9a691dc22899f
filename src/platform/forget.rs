//! What the background script does about everything: delete it.

use serde::Deserialize;

use super::extension::{ask, object};

/// Asks for it. None if nobody answered; else the keys that are still there, of which there should be none.
pub async fn forget_everything() -> Option<Vec<String>> {
    #[derive(Deserialize)]
    struct Answer {
        left: Vec<String>,
    }
    ask::<Answer>(&object(&[("type", "forget-everything".into())])).await.map(|answer| answer.left)
}
