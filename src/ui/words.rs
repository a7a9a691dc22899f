//! The words for what the domain only names. Every text in quotes here is a key of the message catalogue.

use super::kit::language::{short_day, t, t_count, t_with};
use crate::domain::{Aim, Cadence, Helped, Role, When};
use crate::questions::Reason;

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
        Reason::NotForWeeks(subject, weeks) => t_count("reason-not-for-weeks", weeks, &[("aim", &aim(subject))]),
        Reason::NotYet(subject) => t_with("reason-not-yet", &[("aim", &aim(subject))]),
        Reason::LongestAgo(subject) => t_with("reason-longest-ago", &[("aim", &aim(subject))]),
        Reason::LightOne(minutes) => t_count("reason-light-one", minutes, &[]),
    }
}
