//! What became of the promises of each, on one scale.

use leptos::prelude::*;

use super::{n, short};
use crate::domain::insights::Each;
use crate::domain::insights::promises::Promises;
use crate::ui::kit::chart::{Part, figure, legend, section, stack, table};
use crate::ui::kit::language::{t, t_with};

/// The picture.
pub fn picture(promises: &Each<Promises>, name: &str) -> AnyView {
    let most = i64::from(promises.mine.all().max(promises.theirs.all()));
    if most == 0 {
        return section(t("promises"), vec![t("promises-none")], ().into_any());
    }
    let both = [(t("you"), promises.mine), (name.to_string(), promises.theirs)];
    let said = |(who, of): &(String, Promises)| {
        let values = [("who", who.clone()), ("kept", n(of.kept)), ("open", n(of.open)), ("dropped", n(of.dropped))];
        t_with("promises-of", &values.each_ref().map(|(key, value)| (*key, value.as_str())))
    };
    let row = |(who, of): &(String, Promises)| {
        let part = |class, amount| Part { class, amount: i64::from(amount) };
        let parts = vec![part("is-full", of.kept), part("is-empty", of.open), part("is-hatched", of.dropped)];
        stack(short(who), parts, most)
    };
    let picture = view! {
        {both.iter().map(row).collect_view()}
        {legend(vec![
            ("is-full", t("promise-kept")),
            ("is-empty", t("promise-open")),
            ("is-hatched", t("promise-dropped")),
        ])}
    };
    let cells = |(who, of): &(String, Promises)| vec![who.clone(), n(of.kept), n(of.open), n(of.dropped)];
    let heads = vec![t("whose"), t("promise-kept"), t("promise-open"), t("promise-dropped")];
    let table = table(t("promises"), heads, both.iter().map(cells).collect());
    figure(t("promises"), both.iter().map(said).collect(), picture.into_any(), table)
}
