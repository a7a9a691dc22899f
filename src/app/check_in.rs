//! My check-ins: at most one a day, asked for at most once a day, and for nobody but me.

use chrono::NaiveDate;

use super::{Desk, News};
use crate::domain::{CheckIn, day};
use crate::ports::StorageError;
use crate::store::{Key, written};

/// The day on which the popup last asked, or that it is not to ask.
const ASKED: &str = "check-in";
const NEVER: &str = "never";

impl Desk {
    /// Reads what I said today, if anything.
    ///
    /// # Errors
    /// If storage fails.
    pub async fn open_today(&self) -> Result<(), StorageError> {
        if !self.has_record_open.get() {
            self.read_registers(&[Key::CheckIn(self.today()).text()]).await?;
            self.tell(News::Changed);
        }
        Ok(())
    }

    /// What I said on a day; blank if nothing, or as long as that was not read.
    pub fn check_in(&self, day: NaiveDate) -> CheckIn {
        self.check_ins.borrow().get(&day::write(day)).cloned().unwrap_or_default()
    }

    /// All that I ever said, by day.
    pub fn check_ins(&self) -> Vec<(NaiveDate, CheckIn)> {
        self.check_ins.borrow().iter().filter_map(|(day, said)| Some((day::read(day)?, said.clone()))).collect()
    }

    /// Says how I am on a day, anew if need be; a blank one is deleted. Gives what was there before.
    pub fn write_check_in(&self, day: NaiveDate, said: CheckIn) -> CheckIn {
        let before = self.check_in(day);
        if self.newer_schema().is_some() || said == before {
            return before;
        }
        let said = (!said.is_blank()).then_some(said);
        let register = self.check_ins.borrow_mut().write(&day::write(day), said, self.now().timestamp_millis());
        self.put(Key::CheckIn(day), written::write_json(&register));
        self.tell(News::Changed);
        self.tell(News::SaveSoon);
        before
    }

    /// Whether the popup may ask today: it does so once a day, and not if I have said something or do not want it to.
    pub fn is_to_ask_how_i_am(&self) -> bool {
        let today = self.today();
        self.asks_how_i_am()
            && self.setting(ASKED).is_none_or(|asked| asked != day::write(today))
            && self.check_in(today).is_blank()
    }

    /// It has asked: not again today.
    pub fn have_asked_how_i_am(&self) {
        if self.asks_how_i_am() {
            self.set_setting(ASKED, &day::write(self.today()));
        }
    }

    /// Whether the popup asks at all.
    pub fn asks_how_i_am(&self) -> bool {
        self.setting(ASKED).as_deref() != Some(NEVER)
    }

    /// Lets it ask, or never again.
    pub fn let_ask_how_i_am(&self, asks: bool) {
        self.set_setting(ASKED, if asks { "" } else { NEVER });
    }
}
