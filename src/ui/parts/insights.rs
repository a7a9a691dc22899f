//! The pictures about one relationship, each with its sentences and its table.

mod points;
mod promises;
mod rhythm;
mod scores;
mod times;

use leptos::prelude::*;

use crate::domain::insights::Insights;
use crate::ui::kit::chart::section;
use crate::ui::kit::language::{number, t, t_with};

/// All pictures, of which `name` is the counterpart's.
pub fn pictures(insights: &Insights, name: &str) -> AnyView {
    view! {
        {points::picture(&insights.points, name)}
        {scores::picture(&insights.scores, name)}
        {promises::picture(&insights.promises, name)}
        {rhythm::picture(&insights.rhythm, name)}
        {times::used(&insights.time)}
        {times::on_time(&insights.on_time)}
    }
    .into_any()
}

/// Says that there is too little for a picture, and from when on there is one.
fn too_little(title: &str, key: &str, least: usize, so_far: usize, more: Vec<String>) -> AnyView {
    let said = t_with(key, &[("least", &least.to_string()), ("n", &so_far.to_string())]);
    section(t(title), vec![said].into_iter().chain(more).collect(), ().into_any())
}

/// The counterpart's first name, for where there is little room.
fn short(name: &str) -> String {
    name.split_whitespace().next().unwrap_or_default().to_string()
}

/// A figure as text.
fn n(count: impl TryInto<i64>) -> String {
    number(count.try_into().unwrap_or(i64::MAX))
}
