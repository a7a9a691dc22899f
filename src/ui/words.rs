//! The words for what the domain only names. Every text in quotes here is a key of the message catalogue.

use super::kit::language::{month, short_day, t, t_count, t_with};
use crate::app::bundles::{CameIn, NotTaken};
use crate::app::devices::NotMine;
use crate::app::for_background::Surface;
use crate::app::lines::LineView;
use crate::app::sharing::{Invitation, LineState, NotInvited, NotOpened, NotUnderstood, Refusal};
use crate::domain::hand_over::ItemKind;
use crate::domain::load::{Because, Change};
use crate::domain::reminder::{About, Reminder};
use crate::domain::{Aim, Cadence, Helped, RecordKind, RelationshipId, Role, When};
use crate::questions::bank::{Asker, Fit};
use crate::questions::{PackProblem, Reason};
use crate::search::Kind;

/// The name of an aim.
pub fn aim(aim: Aim) -> String {
    t(match aim {
        Aim::Wellbeing => "aim-wellbeing",
        Aim::Career => "aim-career",
        Aim::Feedback => "aim-feedback",
        Aim::Team => "aim-team",
        Aim::Roadblock => "aim-roadblock",
        Aim::Alignment => "aim-alignment",
        Aim::Connection => "aim-connection",
        Aim::Status => "aim-status",
    })
}

/// What a counterpart is to me.
pub fn role(role: Role) -> String {
    t(match role {
        Role::Manager => "role-manager",
        Role::Report => "role-report",
        Role::Peer => "role-peer",
        Role::Mentor => "role-mentor",
        Role::Mentee => "role-mentee",
        Role::SkipLevel => "role-skip-level",
        Role::SkipReport => "role-skip-report",
    })
}

/// How often two people meet.
pub fn cadence(cadence: Cadence) -> String {
    match cadence {
        Cadence::Weekly => t("cadence-weekly"),
        Cadence::Biweekly => t("cadence-biweekly"),
        Cadence::Monthly => t("cadence-monthly"),
        Cadence::NowAndThen => t("cadence-now-and-then"),
        Cadence::EveryDays(days) => t_count("cadence-days", i64::from(days), &[]),
    }
}

/// What one entry of my record is.
pub fn record_kind(kind: RecordKind) -> String {
    t(match kind {
        RecordKind::Win => "record-win",
        RecordKind::Feedback => "record-feedback",
        RecordKind::Growth => "record-growth",
    })
}

/// What several entries of my record are.
pub fn record_kinds(kind: RecordKind) -> String {
    item_kinds(ItemKind::of_record(kind))
}

/// What one item of a pack is.
pub fn item_kind(kind: ItemKind) -> String {
    t(match kind {
        ItemKind::HowWeWork => "handover-how-we-work",
        ItemKind::Win => "record-win",
        ItemKind::Feedback => "record-feedback",
        ItemKind::Growth => "record-growth",
        ItemKind::Promise => "handover-promise",
        ItemKind::Experiment => "handover-experiment",
        ItemKind::Point => "handover-point",
    })
}

/// What several items of a pack are.
pub fn item_kinds(kind: ItemKind) -> String {
    t(match kind {
        ItemKind::HowWeWork => "handover-how-we-work",
        ItemKind::Win => "record-wins",
        ItemKind::Feedback => "record-feedback",
        ItemKind::Growth => "record-growth",
        ItemKind::Promise => "handover-promises",
        ItemKind::Experiment => "handover-experiments",
        ItemKind::Point => "handover-points",
    })
}

/// Where the sidebar stands.
pub fn surface(surface: Surface) -> String {
    t(match surface {
        Surface::Dock => "surface-dock",
        Surface::Panel => "surface-panel",
        Surface::Window => "surface-window",
    })
}

/// What a reminder says: its title, and the rest.
pub fn reminder(reminder: &Reminder, name: &str) -> (String, String) {
    match &reminder.about {
        About::Prepare { due, points } => {
            let title = t_with("remind-prepare", &[("name", name), ("day", &short_day(*due))]);
            let points = i64::try_from(*points).unwrap_or(i64::MAX);
            let text = if points == 0 { t("remind-nothing") } else { t_count("remind-points", points, &[]) };
            (title, text)
        }
        About::Overdue { due } => {
            let title = t_with("remind-late", &[("name", name), ("day", &short_day(*due))]);
            (title, t("remind-late-hint"))
        }
        About::Promise { text } => (t_with("remind-promise", &[("name", name)]), text.clone()),
    }
}

/// The kind of something that was found.
pub fn kind(kind: Kind) -> String {
    t(match kind {
        Kind::Point => "kind-point",
        Kind::Question => "kind-question",
        Kind::Promise => "kind-promise",
        Kind::Answer => "kind-answer",
        Kind::Heard => "kind-heard",
        Kind::Experiment => "kind-experiment",
        Kind::PrivateNote => "kind-private-note",
        Kind::Person => "kind-person",
    })
}

/// What made a meeting worth it.
pub fn helped(helped: Helped) -> String {
    t(match helped {
        Helped::FeltHeard => "helped-felt-heard",
        Helped::ClearNextSteps => "helped-clear-next-steps",
        Helped::UsefulFeedback => "helped-useful-feedback",
        Helped::Career => "helped-career",
        Helped::GotUnstuck => "helped-got-unstuck",
        Helped::GoodLaugh => "helped-good-laugh",
    })
}

/// When a promise is to be kept.
pub fn when(when: &When) -> String {
    match when {
        When::Date(date) => short_day(*date),
        When::Cue(cue) => cue.clone(),
    }
}

/// Why a question is suggested.
pub fn reason(reason: Reason) -> String {
    match reason {
        Reason::LightOne(minutes) => t_count("reason-light-one", minutes, &[]),
        Reason::FollowUp(asked) => t_with("reason-follow-up", &[("month", &month(asked))]),
        Reason::AskedFor(subject) => t_with("reason-asked-for", &[("aim", &aim(subject))]),
        Reason::LongGap(weeks) => t_count("reason-long-gap", weeks, &[]),
        Reason::FirstMeeting => t("reason-first-meeting"),
        Reason::NotYet(subject) => t_with("reason-not-yet", &[("aim", &aim(subject))]),
        Reason::NotForWeeks(subject, weeks) => t_count("reason-not-for-weeks", weeks, &[("aim", &aim(subject))]),
        Reason::NotForDays(subject, days) => t_count("reason-not-for-days", days, &[("aim", &aim(subject))]),
        Reason::OnceMore(subject) => t_with("reason-once-more", &[("aim", &aim(subject))]),
    }
}

/// How deep a question goes.
pub fn depth(depth: u8) -> String {
    t(match depth {
        ..=1 => "depth-light",
        2 => "depth-real",
        3.. => "depth-deep",
    })
}

/// Who may ask a question.
pub fn asker(asker: Asker) -> String {
    t(match asker {
        Asker::Anyone => "asker-anyone",
        Asker::Manager => "asker-manager",
        Asker::Report => "asker-report",
        Asker::Peer => "asker-peer",
        Asker::Mentor => "asker-mentor",
        Asker::Mentee => "asker-mentee",
    })
}

/// The situation that a question is made for, if it is for a special one.
pub fn fit(fit: Fit) -> Option<String> {
    let key = match fit {
        Fit::Any => return None,
        Fit::First => "fit-first",
        Fit::TimeOff => "fit-time-off",
        Fit::Remote => "fit-remote",
    };
    Some(t(key))
}

/// What is wrong with a line of a pack, or with a question.
pub fn problem(problem: &PackProblem) -> String {
    match problem {
        PackProblem::NoPack => t("pack-no-pack"),
        PackProblem::Newer(version) => t_with("pack-newer", &[("version", &version.to_string())]),
        PackProblem::NotUnderstood(reason) => t_with("pack-not-understood", &[("reason", reason)]),
        PackProblem::Id => t("pack-id"),
        PackProblem::Twice(line) => t_with("pack-twice", &[("line", &line.to_string())]),
        PackProblem::Text => t("pack-text"),
        PackProblem::Status => t("pack-status"),
        PackProblem::Depth => t("pack-depth"),
        PackProblem::Cooldown => t("pack-cooldown"),
        PackProblem::Follows(original) => t_with("pack-follows", &[("question", original)]),
        PackProblem::TooMany => t("pack-too-many"),
        PackProblem::Points => t("pack-points"),
    }
}

/// Who an invitation comes from, and what they are to me.
pub fn invited_by(invitation: &Invitation) -> String {
    let theirs = Role::named(&invitation.about.guest_role).unwrap_or(Role::Peer).opposite();
    t_with("invited-by", &[("name", &invitation.about.host_name), ("role", &role(theirs))])
}

/// Why a text is no invitation.
pub fn not_invited(error: NotInvited) -> String {
    t(match error {
        NotInvited::NoInvitation => "invitation-none",
        NotInvited::Damaged => "invitation-damaged",
    })
}

/// What came in with an update.
pub fn came_in(came: CameIn, name: &str) -> String {
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let with_name = [("name", name)];
    match came {
        CameIn { points: 0, actions: 0, documents: 0 } => t("import-nothing-new"),
        CameIn { points: 0, actions: 0, .. } => t_with("update-changes", &with_name),
        CameIn { points, actions: 0, .. } => t_count("reply-added", count(points), &with_name),
        CameIn { points: 0, actions, .. } => t_count("update-actions", count(actions), &with_name),
        CameIn { points, actions, .. } => {
            let points = t_count("reply-added", count(points), &with_name);
            format!("{points} {}", t_count("update-actions", count(actions), &with_name))
        }
    }
}

/// Why an update was not taken in. `name_of` tells who another relationship is with.
pub fn not_taken(error: &NotTaken, name: &str, name_of: impl Fn(&RelationshipId) -> String) -> String {
    let with_name = [("name", name)];
    match error {
        NotTaken::NoUpdate => t("update-none"),
        NotTaken::NotShared => t_with("update-not-shared", &with_name),
        NotTaken::Mine => t_with("update-mine", &with_name),
        NotTaken::ForAnother(other) => t_with("update-for-another", &[("name", &name_of(other))]),
        NotTaken::Foreign => t_with("update-foreign", &with_name),
        NotTaken::NotOpened(NotOpened::Version(_)) | NotTaken::NotUnderstood(NotUnderstood::Form) => t("update-newer"),
        NotTaken::NotOpened(_) => t_with("update-damaged", &with_name),
        NotTaken::NotUnderstood(NotUnderstood::Damaged) => t("update-not-understood"),
        NotTaken::ReadOnly => t("reply-not-open"),
        NotTaken::Storage(error) => t_with("update-storage", &[("reason", &error.to_string())]),
    }
}

/// How it stands with a relay.
pub fn line(line: LineView, name: &str) -> String {
    match line.state {
        LineState::CaughtUp if line.in_step => t_with("line-in-step", &[("name", name)]),
        LineState::CaughtUp => t("line-sending"),
        LineState::Connecting => t("line-connecting"),
        LineState::Offline(Refusal::Refused) => t("line-refused"),
        LineState::Offline(Refusal::Expired) => t("line-expired"),
        LineState::Offline(Refusal::NotSetUp) => t("line-not-set-up"),
        LineState::Offline(_) => t("line-offline"),
    }
}

/// What is odd about a relay, if anything is.
pub fn line_warning(line: LineView) -> Option<String> {
    let warnings = line.warnings;
    match (warnings.too_large, warnings.strange, warnings.went_back) {
        (true, ..) => Some(t("line-too-large")),
        (_, 1.., _) => Some(t("line-strange")),
        (.., true) => Some(t("line-went-back")),
        _ => None,
    }
}

/// Why nothing came of a text from another device of mine.
pub fn not_mine(error: &NotMine) -> String {
    match error {
        NotMine::NoCode => t("device-no-code"),
        NotMine::Damaged => t("device-code-damaged"),
        NotMine::NoUpdate => t("update-none"),
        NotMine::Alone => t("device-alone"),
        NotMine::NotOpened(NotOpened::Version(_)) => t("update-newer"),
        NotMine::NotOpened(_) => t("device-not-mine"),
        NotMine::NotUnderstood => t("update-not-understood"),
        NotMine::NotImported(error) => t_with("import-failed", &[("reason", &error.to_string())]),
        NotMine::Storage(error) => t_with("update-storage", &[("reason", &error.to_string())]),
        NotMine::ReadOnly => t("reply-not-open"),
    }
}

/// Why another rhythm is suggested.
pub fn because(because: Because) -> String {
    t(match because {
        Because::Rare => "load-rare",
        Because::PeersMonthly => "load-peers-monthly",
        Because::Shorter => "load-shorter",
        Because::EverySecondWeek => "load-every-second-week",
    })
}

/// The other rhythm.
pub fn change(change: Change) -> String {
    match change {
        Change::Cadence(wanted) => cadence(wanted),
        Change::Minutes(minutes) => t_count("minutes", i64::from(minutes), &[]),
    }
}

/// How deleting everything went: how many values relays have let go of, and how many relays could not be asked.
pub fn deleted(told: &str) -> String {
    let number = |text: &str| text.parse::<i64>().unwrap_or_default();
    let (gone, unreached) = told.split_once('.').map_or((0, 0), |(a, b)| (number(a), number(b)));
    let relay = match (gone, unreached) {
        (0, 0) => String::new(),
        (gone, 0) => t_count("deleted-relay", gone, &[]),
        (_, unreached) => t_count("deleted-not-reached", unreached, &[]),
    };
    [t("deleted-all"), relay].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}
