//! A 1:1 to practise with, in the middle of its meeting: nothing of it is stored.

use crate::app::Desk;
use crate::app::actions::ActionDraft;
use crate::app::agenda::PointDraft;
use crate::app::people::NewPerson;
use crate::domain::{Cadence, RelationshipId, Role};
use crate::ui::kit::language::t;

/// Makes somebody up, with a few points, and begins the meeting.
pub fn practice(desk: &Desk) -> Option<RelationshipId> {
    let new = NewPerson { name: t("practice-name"), role: Role::Report, cadence: Cadence::Weekly, minutes: 30 };
    let id = desk.meet(&new)?;
    let counterpart = desk.relationship(&id)?.counterpart.id;
    let theirs = PointDraft { author: Some(counterpart.clone()), ..PointDraft::titled(t("practice-point-theirs")) };
    let first = desk.add_point(&id, &theirs)?;
    for mine in ["practice-point-one", "practice-point-two"].map(t) {
        desk.add_point(&id, &PointDraft::titled(mine));
    }
    let promise = ActionDraft { text: t("practice-promise"), owner: Some(counterpart), when: None };
    desk.add_action(&id, &promise);
    desk.talk_about(&id, Some(&first));
    Some(id)
}
