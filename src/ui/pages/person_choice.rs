//! Which of the known people a section of the dashboard is about.

use leptos::prelude::*;

use crate::domain::Relationship;
use crate::ui::kit::choice::Select;
use crate::ui::kit::erase::dynamic;
use crate::ui::kit::language::t;
use crate::ui::session::Session;

/// One person out of everyone; the first, until another is chosen.
#[derive(Clone, Copy)]
pub struct PersonChoice {
    session: Session,
    place: RwSignal<usize>,
}

impl PersonChoice {
    /// Nobody chosen yet.
    pub fn new(session: Session) -> Self {
        Self { session, place: RwSignal::new(0) }
    }

    /// The one that is chosen; none only if nobody is known.
    pub fn person(&self) -> Option<Relationship> {
        self.people().get(self.place.get()).cloned()
    }

    /// Chooses the one of that id, if they are known.
    pub fn choose(&self, id: &str) {
        let place = self.session.desk().people().iter().position(|person| person.id.as_str() == id);
        place.into_iter().for_each(|place| self.place.set(place));
    }

    /// The list to choose from.
    pub fn field(self) -> AnyView {
        dynamic(move || {
            let options = self.people().into_iter().map(|person| person.counterpart.name).collect();
            view! { <Select label=t("with") options chosen=self.place on_choose=move |place: usize| self.place.set(place) /> }
                .into_any()
        })
    }

    fn people(&self) -> Vec<Relationship> {
        self.session.track();
        self.session.desk().people()
    }
}
