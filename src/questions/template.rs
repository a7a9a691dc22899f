//! Ready-made agendas: ours in every language, and the user's own.

use serde::{Deserialize, Serialize};

use crate::domain::order::put_in_order;
use crate::domain::{Aim, Role, TalkingPoint};

/// One point of a ready-made agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplatePoint {
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aim: Option<Aim>,
}

/// A ready-made agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    pub id: String,
    pub name: String,
    /// What a counterpart is to me where it fits best; empty if to anyone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suits: Vec<Role>,
    pub points: Vec<TemplatePoint>,
    /// Whether the user made it.
    #[serde(skip)]
    pub own: bool,
}

impl Template {
    /// The points of the template that an agenda does not have yet, by their titles.
    pub fn missing_from<'a>(&'a self, agenda: &[TalkingPoint]) -> Vec<&'a TemplatePoint> {
        let same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
        let is_there = |point: &&TemplatePoint| agenda.iter().any(|there| same(&there.title, &point.title));
        self.points.iter().filter(|point| !is_there(point)).collect()
    }
}

/// Puts what is likeliest to be wanted first: the user's own, then what is made for such a counterpart, then what fits
/// anyone, and last what is made for others.
pub fn sort_for(templates: &mut [Template], counterpart: Role) {
    let rank = |template: &Template| match (template.own, template.suits.is_empty()) {
        (true, _) => 0,
        (false, true) => 2,
        (false, false) if template.suits.contains(&counterpart) => 1,
        (false, false) => 3,
    };
    put_in_order(templates, |a, b| rank(a) < rank(b));
}
