//! Sharing a relationship: inviting, joining, stopping, and a new secret after a loss.

use thiserror::Error;

use super::sent::SentKind;
use super::settings::is_address;
use super::{Desk, News};
use crate::domain::order::put_in_order;
use crate::domain::person::MINUTES;
use crate::domain::time::from_millis;
use crate::domain::{Cadence, First, Participant, PersonId, Relationship, RelationshipId, Role};
pub use crate::ports::RelayAddress;
use crate::ports::{Side, Value};
pub use crate::share::{Invitation, LineState, NotInvited, NotOpened, NotUnderstood, Refusal};
use crate::share::{Invited, PairKeys, Secret};
use crate::store::{DocumentName, Fault, Key, Mine, Pair, Peer, Thread, written};

/// How far two have come in sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    Alone,
    /// An invitation was made, and nothing of the other's has come in yet.
    Invited,
    /// I have joined, and nothing of the other's has come in yet.
    Joined,
    Together,
}

/// Why an invitation led nowhere. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotJoined {
    #[error("it is my own")]
    Mine,
    #[error("nobody said what they are called")]
    NoName,
    #[error("the store was written by a newer version of Duologue and cannot be changed by this one")]
    ReadOnly,
}

impl Desk {
    /// How far sharing has come with someone.
    pub fn sharing(&self, thread: &RelationshipId) -> Sharing {
        match self.pair(thread) {
            None => Sharing::Alone,
            Some(pair) if pair.joined => Sharing::Together,
            Some(pair) if pair.side == Side::A => Sharing::Invited,
            Some(_) => Sharing::Joined,
        }
    }

    /// Whether a relationship is shared with the other's Duologue.
    pub fn is_shared(&self, thread: &RelationshipId) -> bool {
        self.sharing(thread) == Sharing::Together
    }

    /// The invitation for someone: a new one, or the one that waits to be taken. `my_name` is what they will see; none
    /// if they are not known or the store cannot be written.
    pub fn invite(&self, thread: &RelationshipId, my_name: &str) -> Option<String> {
        if self.newer_schema().is_some() {
            return None;
        }
        self.call_myself(thread, my_name);
        let relationship = self.relationship(thread)?;
        if self.pair(thread).is_none_or(|pair| pair.joined) {
            let secret = Secret::new(&*self.ports.entropy).to_text();
            self.begin_pair(thread, secret, Side::A, self.relay_of(thread));
            self.forget_peer(thread);
        }
        let pair = self.pair(thread)?;
        let about = Invited {
            host: relationship.me.id,
            host_name: relationship.me.name,
            guest: relationship.counterpart.id,
            guest_role: relationship.counterpart.role.name().into(),
            cadence: relationship.cadence.name(),
            minutes: relationship.minutes,
            since: relationship.since.timestamp_millis(),
            relay: pair.relay.map(RelayAddress::for_the_other),
        };
        self.tell(News::Save);
        let text = Invitation { secret: Secret::parse(&pair.secret)?, about }.write();
        self.note_sent(SentKind::ByHand, "", text.len());
        Some(text)
    }

    /// The person that an invitation comes from, if this is not the first one of theirs.
    pub fn known_host(&self, invitation: &Invitation) -> Option<RelationshipId> {
        let threads = self.threads.borrow();
        let secret = invitation.secret.to_text();
        let is_it = |id: &RelationshipId, thread: &Thread| {
            let same = thread.same_person();
            let stands = |id: &PersonId| same.stands_for(id);
            let tied = stands(&invitation.about.host) == stands(&thread.mine.counterpart)
                && stands(&invitation.about.guest) == stands(&thread.mine.me);
            tied || self.pairs.borrow().get(id).is_some_and(|pair| pair.secret == secret)
        };
        threads.iter().find(|(id, thread)| is_it(id, thread)).map(|(id, _)| id.clone())
    }

    /// Joins what an invitation opens: as one thread with someone who is known, or with someone new of that name. The
    /// same invitation twice is joining once.
    ///
    /// # Errors
    /// If it is my own, has no name to go by, or the store cannot be written.
    pub fn join(
        &self,
        invitation: &Invitation,
        with: Option<&RelationshipId>,
        name: &str,
    ) -> Result<RelationshipId, NotJoined> {
        if self.newer_schema().is_some() {
            return Err(NotJoined::ReadOnly);
        }
        let secret = invitation.secret.to_text();
        let same =
            self.pairs.borrow().iter().find(|(_, pair)| pair.secret == secret).map(|(id, p)| (id.clone(), p.side));
        match same {
            Some((_, Side::A)) => return Err(NotJoined::Mine),
            Some((id, Side::B)) => return Ok(id),
            None => {}
        }
        let known = with.filter(|id| self.relationship(id).is_some()).cloned();
        let id = known.or_else(|| self.meet_host(&invitation.about, name)).ok_or(NotJoined::NoName)?;
        self.tie(&id, &invitation.about);
        let relay = invitation.about.relay.clone();
        self.begin_pair(&id, secret, Side::B, relay);
        self.forget_peer(&id);
        self.tell(News::Changed);
        self.tell(News::Save);
        Ok(id)
    }

    /// Shares no more: what both have stays with both, and nothing new goes over.
    pub fn stop_sharing(&self, thread: &RelationshipId) {
        let Some(pair) = self.pair(thread).filter(|_| self.newer_schema().is_none()) else { return };
        let changed = self.after(thread);
        let ended = Pair { secret: String::new(), joined: false, relay: None, changed, ended: true, ..pair };
        self.keep_pair(thread, ended);
        self.forget_peer(thread);
        self.tell_lines();
        self.tell(News::Changed);
        self.tell(News::Save);
    }

    /// A new secret in place of the old: whoever has only the old one reads nothing from now on. The other one has to
    /// join anew with the invitation that comes back.
    pub fn rotate(&self, thread: &RelationshipId) -> Option<String> {
        let relay = self.relay_of(thread);
        self.pair(thread).filter(|_| self.newer_schema().is_none())?;
        let secret = Secret::new(&*self.ports.entropy).to_text();
        self.begin_pair(thread, secret, Side::A, relay);
        self.forget_peer(thread);
        self.tell(News::Changed);
        self.invite(thread, "")
    }

    /// The relay of a pair, and what whoever runs it must know to let me in: the room, and the side. None if nothing is
    /// shared.
    pub fn relay_of_pair(&self, thread: &RelationshipId) -> Option<(Option<RelayAddress>, String, Side)> {
        let (keys, side) = self.pair_keys(thread)?;
        let relay = self.pair(thread).and_then(|pair| pair.relay);
        Some((relay, keys.room, side))
    }

    /// Sets the relay of a pair, or none. False if the address is none of a relay; then nothing was changed.
    pub fn set_relay_of_pair(&self, thread: &RelationshipId, relay: RelayAddress) -> bool {
        let Some(pair) = self.pair(thread).filter(|_| self.newer_schema().is_none()) else {
            return false;
        };
        let url = relay.url.trim();
        if !url.is_empty() && !is_address(url) {
            return false;
        }
        let credential = relay.credential.filter(|credential| !credential.trim().is_empty());
        let relay = (!url.is_empty()).then(|| RelayAddress { url: url.into(), credential });
        self.keep_pair(thread, Pair { relay, ..pair });
        self.tell(News::Changed);
        self.tell(News::Save);
        true
    }

    /// The keys of a pair, and which side I am.
    pub(super) fn pair_keys(&self, thread: &RelationshipId) -> Option<(PairKeys, Side)> {
        let pair = self.pair(thread)?;
        Some((PairKeys::of(&Secret::parse(&pair.secret)?), pair.side))
    }

    /// Everyone that something is shared with, in the order of their ids.
    pub fn shared_with(&self) -> Vec<RelationshipId> {
        let pairs = self.pairs.borrow();
        let mut shared: Vec<_> = pairs.iter().filter(|(_, pair)| !pair.ended).map(|(id, _)| id.clone()).collect();
        put_in_order(&mut shared, |a, b| a < b);
        shared
    }

    /// Something of the other side's has come in.
    pub(super) fn mark_joined(&self, thread: &RelationshipId) {
        let pair = self.pair(thread).filter(|pair| !pair.joined);
        if let Some(pair) = pair {
            self.keep_pair(thread, Pair { joined: true, ..pair });
        }
    }

    /// How a relationship is shared; none if it is not, or not any more.
    pub(super) fn pair(&self, thread: &RelationshipId) -> Option<Pair> {
        self.pairs.borrow().get(thread).filter(|pair| !pair.ended).cloned()
    }

    /// Takes over how another device of mine shares a relationship, if that is later than what is known here.
    pub(super) fn take_later_pair(&self, thread: &RelationshipId, pair: Pair) {
        let is_later = self.pairs.borrow().get(thread).is_none_or(|known| pair.is_later_than(known));
        if is_later {
            let is_another = self.pairs.borrow().get(thread).is_none_or(|known| known.secret != pair.secret);
            self.keep_pair(thread, pair);
            if is_another {
                self.forget_peer(thread);
            }
        }
    }

    fn begin_pair(&self, thread: &RelationshipId, secret: String, side: Side, relay: Option<RelayAddress>) {
        let changed = self.after(thread);
        self.keep_pair(thread, Pair { secret, side, joined: false, relay, changed, ended: false });
    }

    /// Now, and in any case after the last change of how a relationship is shared.
    fn after(&self, thread: &RelationshipId) -> i64 {
        let last = self.pairs.borrow().get(thread).map_or(0, |pair| pair.changed);
        self.now().timestamp_millis().max(last + 1)
    }

    pub(super) fn keep_pair(&self, thread: &RelationshipId, pair: Pair) {
        self.put(Key::Pair(thread.clone()), written::write_json(&pair));
        self.pairs.borrow_mut().insert(thread.clone(), pair);
        self.tell_lines();
    }

    fn relay_of(&self, thread: &RelationshipId) -> Option<RelayAddress> {
        let known = self.pair(thread).and_then(|pair| pair.relay);
        known.or_else(|| self.default_relay())
    }

    fn forget_peer(&self, thread: &RelationshipId) {
        self.remove(Key::Peer(thread.clone()));
        self.peers.borrow_mut().insert(thread.clone(), Peer::default());
    }

    fn call_myself(&self, thread: &RelationshipId, name: &str) {
        let name = name.trim();
        let Some(mut relationship) = self.relationship(thread).filter(|r| !name.is_empty() && r.me.name != name) else {
            return;
        };
        relationship.me.name = name.into();
        self.write_about(&relationship);
    }

    /// Says that the two of a thread are the two of an invitation.
    fn tie(&self, thread: &RelationshipId, invited: &Invited) {
        let Some(mine) = self.threads.borrow().get(thread).map(|thread| thread.mine.clone()) else { return };
        for (known, also) in [(&mine.me, &invited.guest), (&mine.counterpart, &invited.host)] {
            if known != also {
                self.edit(thread, DocumentName::About, |thread| thread.edit_about(|about| about.tie(known, also)));
            }
        }
    }

    /// Begins a relationship with whoever invites. The two get ids of my own, under which stands what I call them.
    fn meet_host(&self, invited: &Invited, name: &str) -> Option<RelationshipId> {
        let name = Some(name.trim()).filter(|name| !name.is_empty()).or(Some(invited.host_name.trim()))?;
        if name.is_empty() {
            return None;
        }
        let entropy = &*self.ports.entropy;
        let id = RelationshipId::new(entropy.id());
        let [me, counterpart] = [(); 2].map(|()| PersonId::new(entropy.id()));
        let mine = Mine { me, counterpart, archived: false, back: None };
        let role = Role::named(&invited.guest_role).unwrap_or(Role::Peer);
        let relationship = Relationship {
            id: id.clone(),
            me: Participant { id: mine.me.clone(), name: String::new(), role },
            counterpart: Participant { id: mine.counterpart.clone(), name: name.into(), role: role.opposite() },
            cadence: Cadence::named(&invited.cadence).unwrap_or(Cadence::NowAndThen),
            minutes: invited.minutes.clamp(*MINUTES.start(), *MINUTES.end()),
            goes_first: First::ByRole,
            since: from_millis(invited.since),
            archived: false,
        };
        self.put(Key::Mine(id.clone()), written::write_json(&mine));
        self.threads.borrow_mut().insert(id.clone(), Thread::new(id.clone(), mine, entropy));
        self.write_about(&relationship);
        Some(id)
    }

    /// Takes over the record of a pair that was read or has changed; says whether it is of interest.
    pub(super) fn take_pair(&self, key: &str, thread: RelationshipId, value: Option<&Value>) -> bool {
        match value.map(written::read_json::<Pair>) {
            Some(Ok(pair)) => self.pairs.borrow_mut().insert(thread, pair.clone()) != Some(pair),
            Some(Err(damage)) => {
                self.take_faults(Some(&[]), vec![Fault { key: key.into(), damage }]);
                true
            }
            None => self.pairs.borrow_mut().remove(&thread).is_some(),
        }
    }
}
