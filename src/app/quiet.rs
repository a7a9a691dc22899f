//! Quiet hours, as the user or an administrator has set them; the background script keeps them.

use super::Desk;
use crate::domain::QuietHours;

pub(super) const QUIET_HOURS: &str = "quiet-hours";

impl Desk {
    /// When nothing is to be shown or said unasked; none if there is no such time.
    pub fn quiet_hours(&self) -> Option<QuietHours> {
        self.setting(QUIET_HOURS).and_then(|text| QuietHours::parse(&text))
    }

    /// Sets quiet hours, or none.
    pub fn set_quiet_hours(&self, hours: Option<QuietHours>) {
        self.set_setting(QUIET_HOURS, &hours.map(|hours| hours.text()).unwrap_or_default());
    }
}
