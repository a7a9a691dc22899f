//! Ready-made agendas: put on the agenda what is not there yet.

use super::agenda::PointDraft;
use super::{Desk, News};
use crate::domain::{PointId, PointState, RelationshipId};
use crate::questions::Template;

impl Desk {
    /// Adds the points of a ready-made agenda that this one does not have, in their order; says which.
    pub fn apply_template(&self, thread: &RelationshipId, template: &Template) -> Vec<PointId> {
        let Some(view) = self.thread(thread) else { return Vec::new() };
        // What was put off is there too, only not today.
        let there: Vec<_> = view.agenda.iter().chain(&view.put_off).cloned().collect();
        let draft = |point: &&crate::questions::TemplatePoint| PointDraft {
            minutes: point.minutes,
            aim: point.aim,
            ..PointDraft::titled(point.title.as_str())
        };
        let missing = template.missing_from(&there);
        missing.iter().filter_map(|point| self.add_point(thread, &draft(point))).collect()
    }

    /// Takes back points that were added together.
    pub fn drop_points(&self, thread: &RelationshipId, points: &[PointId]) {
        for point in points {
            self.close_point(thread, point, PointState::Dropped);
        }
        self.tell(News::Save);
    }
}
