//! What a user does, in the domain's words, over storage in memory. All stories are one program: each program more is
//! linked anew and takes 25 MB.

#[path = "../support/mod.rs"]
mod support;

mod actions_and_notes;
mod agenda;
mod agenda_text;
mod aims;
mod answers;
mod backup;
mod calendar;
mod capture_and_popup;
mod check_in;
mod choice;
mod corrections;
mod deleting;
mod devices;
mod due;
mod echoes;
mod experiments;
mod fading;
mod hand_over;
mod import;
mod insights;
mod kept_days;
mod load;
mod meeting;
mod off_the_record;
mod own_bank;
mod pages;
mod people_and_calls;
mod planning;
mod privacy;
mod record;
mod relay;
mod reminders;
mod restore;
mod retro;
mod sealed_backup;
mod search;
mod sharing;
mod shorten;
mod suggestions;
