//! The bank of a page: read once it is on screen, in its language, and as the user made it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::page;
use crate::questions::{Bank, PackFault};
use crate::ui::kit::language;
use crate::ui::session::Session;

/// A handle on the bank.
#[derive(Clone, Copy)]
pub struct Questions {
    session: Session,
    ours: RwSignal<Arc<Bank>>,
    /// The bank as the user made it.
    pub bank: Memo<Arc<Bank>>,
    /// What is wrong with the pack that an administrator has added.
    pub fault: RwSignal<Option<PackFault>>,
}

impl Questions {
    /// An empty bank, which fills once the page is on screen.
    pub fn reading(session: Session) -> Self {
        let (ours, fault) = (RwSignal::new(Arc::<Bank>::default()), RwSignal::new(None));
        let turn = Memo::new(move |_| {
            session.track();
            session.desk().own_bank_turn()
        });
        let bank = Memo::new(move |_| {
            // Read and not only tracked: a memo that nobody reads is asleep, and tells nobody anything.
            turn.get();
            Arc::new(session.desk().bank(&ours.get(), &language::language()))
        });
        spawn_local(async move {
            let words = format!("bank/{}.json", language::language());
            let (entries, words) = (page::own_file("bank/entries.json").await, page::own_file(&words).await);
            // Without a bank there are no suggestions, and everything else goes on.
            if let Ok(bank) = Bank::parse(&entries.unwrap_or_default(), &words.unwrap_or_default()) {
                let with_pack = session.desk().with_pack_of_the_house(&bank, &language::language());
                ours.set(Arc::new(with_pack.unwrap_or_else(|refused| {
                    fault.set(Some(refused));
                    bank
                })));
            }
            // What cannot be read now is read by the next page; ours is there meanwhile.
            let _ = session.desk().open_own_bank().await;
        });
        Self { session, ours, bank, fault }
    }

    /// The bank as we ship it, with what an administrator has added, in the language of the page.
    pub fn ours(&self) -> Arc<Bank> {
        self.ours.get_untracked()
    }

    /// The page that it belongs to.
    pub fn session(&self) -> Session {
        self.session
    }
}
