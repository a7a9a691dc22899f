//! The order of an agenda: who comes first, and where a new or moved point goes.

use fractional_index::FractionalIndex;

use super::order::put_in_order;
use super::{MeetingNumber, PersonId, TalkingPoint};

/// The points that the agenda of `meeting` shows, in order: open ones and those just discussed in it.
pub fn shown(mut points: Vec<TalkingPoint>, meeting: MeetingNumber) -> Vec<TalkingPoint> {
    points.retain(|point| point.is_open_in(meeting) || point.was_discussed_in(meeting));
    sort(&mut points);
    points
}

/// Puts points in the agenda's order. Two that were given the same place at the same time keep one order everywhere.
pub fn sort(points: &mut [TalkingPoint]) {
    put_in_order(points, |a, b| (&a.order, &a.id) < (&b.order, &b.id));
}

/// The place of a new point by `author`: at the end, or for the one who goes first, behind the last of their own and
/// before the other's.
pub fn place_of_new(points: &[TalkingPoint], author: &PersonId, first: Option<&PersonId>) -> String {
    let index = if first == Some(author) {
        points.iter().rposition(|point| point.author == *author).map_or(0, |last| last + 1)
    } else {
        points.len()
    };
    place_at(points, index)
}

/// The place between the points at `index - 1` and `index`.
pub fn place_at(points: &[TalkingPoint], index: usize) -> String {
    let read = |point: &TalkingPoint| FractionalIndex::from_string(&point.order).ok();
    let before = index.checked_sub(1).and_then(|at| points.get(at)).and_then(read);
    // Two points that share a place have nothing between them: take the next one that lies behind.
    let after = points.iter().skip(index).filter_map(read).find(|after| before.as_ref().is_none_or(|b| b < after));
    FractionalIndex::new(before.as_ref(), after.as_ref()).unwrap_or_default().to_string()
}

/// The place of the point at `from` if it is to stand at position `to` of the list without it.
/// None if it stands there already or there is no such point.
pub fn place_of_moved(points: &[TalkingPoint], from: usize, to: usize) -> Option<String> {
    let to = to.min(points.len().checked_sub(1)?);
    if from >= points.len() || from == to {
        return None;
    }
    let mut others = points.to_vec();
    others.remove(from);
    Some(place_at(&others, to))
}

#[cfg(test)]
mod tests {
    use super::super::{PointId, PointState, time::from_millis};
    use super::*;

    fn point(id: &str, author: &str, order: String) -> TalkingPoint {
        TalkingPoint {
            id: PointId::new(id),
            born: MeetingNumber::FIRST,
            title: id.into(),
            notes: String::new(),
            author: PersonId::new(author),
            minutes: None,
            aim: None,
            guessed: false,
            state: PointState::Open,
            question: None,
            not_before: None,
            order,
            added: from_millis(0),
            closed: None,
            fades: None,
        }
    }

    fn add(points: &mut Vec<TalkingPoint>, id: &str, author: &str, first: Option<&str>) {
        let order = place_of_new(points, &PersonId::new(author), first.map(PersonId::new).as_ref());
        points.push(point(id, author, order));
        sort(points);
    }

    fn ids(points: &[TalkingPoint]) -> Vec<&str> {
        points.iter().map(|point| point.id.as_str()).collect()
    }

    #[test]
    fn the_reports_points_come_first_in_the_order_in_which_they_were_added() {
        let mut agenda = Vec::new();
        for (id, author) in [("m1", "manager"), ("r1", "report"), ("m2", "manager"), ("r2", "report")] {
            add(&mut agenda, id, author, Some("report"));
        }
        assert_eq!(ids(&agenda), ["r1", "r2", "m1", "m2"]);
    }

    #[test]
    fn between_peers_a_new_point_goes_to_the_end() {
        let mut agenda = Vec::new();
        for (id, author) in [("a", "me"), ("b", "them"), ("c", "me")] {
            add(&mut agenda, id, author, None);
        }
        assert_eq!(ids(&agenda), ["a", "b", "c"]);
    }

    #[test]
    fn a_point_can_be_moved_to_every_position_and_back() {
        for from in 0..4 {
            for to in 0..6 {
                let mut agenda = Vec::new();
                for id in ["a", "b", "c", "d"] {
                    add(&mut agenda, id, "me", None);
                }
                let mut expected = ids(&agenda).iter().map(|id| id.to_string()).collect::<Vec<_>>();
                let moved = expected.remove(from);
                expected.insert(to.min(3), moved);
                if let Some(order) = place_of_moved(&agenda, from, to) {
                    agenda[from].order = order;
                }
                sort(&mut agenda);
                assert_eq!(ids(&agenda), expected, "{from} to {to}");
            }
        }
    }

    #[test]
    fn points_that_were_given_the_same_place_or_a_garbled_one_can_still_be_sorted_around() {
        let shared = FractionalIndex::default().to_string();
        let mut agenda = vec![point("a", "me", shared.clone()), point("b", "me", shared), point("c", "me", "?".into())];
        sort(&mut agenda);
        add(&mut agenda, "z", "me", None);
        assert_eq!(agenda.len(), 4);
        assert!(!place_at(&agenda, 1).is_empty());
    }
}
