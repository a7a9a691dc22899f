//! The words for what the domain only names. Every text in quotes here is a key of the message catalogue.

use super::kit::language::{month, short_day, t, t_count, t_with};
use crate::domain::{Aim, Cadence, Helped, Role, When};
use crate::questions::bank::{Asker, Fit};
use crate::questions::{PackProblem, Reason};

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
