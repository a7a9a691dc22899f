//! Sharing a relationship: inviting, joining, stopping, and a new secret after a loss.

use thiserror::Error;

use super::{Desk, News};
use crate::domain::order::put_in_order;
use crate::domain::person::MINUTES;
use crate::domain::time::from_millis;
use crate::domain::{Cadence, Participant, PersonId, Relationship, RelationshipId, Role};
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
        match self.pairs.borrow().get(thread) {
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
        if self.pairs.borrow().get(thread).is_none_or(|pair| pair.joined) {
            let secret = Secret::new(&*self.ports.entropy).to_text();
            self.keep_pair(thread, Pair { secret, side: Side::A, joined: false, relay: self.relay_of(thread) });
            self.forget_peer(thread);
        }
        let pair = self.pairs.borrow().get(thread).cloned()?;
        let about = Invited {
            host: relationship.me.id,
            host_name: relationship.me.name,
            guest: relationship.counterpart.id,
            guest_role: relationship.counterpart.role.name().into(),
            cadence: relationship.cadence.name(),
            minutes: relationship.minutes,
            since: relationship.since.timestamp_millis(),
            relay: pair.relay,
        };
        self.tell(News::Save);
        Some(Invitation { secret: Secret::parse(&pair.secret)?, about }.write())
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
        self.keep_pair(&id, Pair { secret, side: Side::B, joined: false, relay });
        self.forget_peer(&id);
        self.tell(News::Changed);
        self.tell(News::Save);
        Ok(id)
    }

    /// Shares no more: what both have stays with both, and nothing new goes over.
    pub fn stop_sharing(&self, thread: &RelationshipId) {
        if self.newer_schema().is_some() || self.pairs.borrow_mut().remove(thread).is_none() {
            return;
        }
        self.remove(Key::Pair(thread.clone()));
        self.forget_peer(thread);
        self.tell_lines();
        self.tell(News::Changed);
        self.tell(News::Save);
    }

    /// A new secret in place of the old: whoever has only the old one reads nothing from now on. The other one has to
    /// join anew with the invitation that comes back.
    pub fn rotate(&self, thread: &RelationshipId) -> Option<String> {
        let relay = self.relay_of(thread);
        if self.newer_schema().is_some() || self.pairs.borrow_mut().remove(thread).is_none() {
            return None;
        }
        let secret = Secret::new(&*self.ports.entropy).to_text();
        self.keep_pair(thread, Pair { secret, side: Side::A, joined: false, relay });
        self.forget_peer(thread);
        self.tell(News::Changed);
        self.invite(thread, "")
    }

    /// The keys of a pair, and which side I am.
    pub(super) fn pair_keys(&self, thread: &RelationshipId) -> Option<(PairKeys, Side)> {
        let pair = self.pairs.borrow().get(thread).cloned()?;
        Some((PairKeys::of(&Secret::parse(&pair.secret)?), pair.side))
    }

    /// Everyone that something is shared with, in the order of their ids.
    pub fn shared_with(&self) -> Vec<RelationshipId> {
        let mut shared: Vec<_> = self.pairs.borrow().keys().cloned().collect();
        put_in_order(&mut shared, |a, b| a < b);
        shared
    }

    /// Something of the other side's has come in.
    pub(super) fn mark_joined(&self, thread: &RelationshipId) {
        let pair = self.pairs.borrow().get(thread).filter(|pair| !pair.joined).cloned();
        if let Some(pair) = pair {
            self.keep_pair(thread, Pair { joined: true, ..pair });
        }
    }

    pub(super) fn keep_pair(&self, thread: &RelationshipId, pair: Pair) {
        self.put(Key::Pair(thread.clone()), written::write_json(&pair));
        self.pairs.borrow_mut().insert(thread.clone(), pair);
        self.tell_lines();
    }

    fn relay_of(&self, thread: &RelationshipId) -> Option<RelayAddress> {
        let known = self.pairs.borrow().get(thread).and_then(|pair| pair.relay.clone());
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
        let mine = Mine { me: PersonId::new(entropy.id()), counterpart: PersonId::new(entropy.id()), archived: false };
        let role = Role::named(&invited.guest_role).unwrap_or(Role::Peer);
        let relationship = Relationship {
            id: id.clone(),
            me: Participant { id: mine.me.clone(), name: String::new(), role },
            counterpart: Participant { id: mine.counterpart.clone(), name: name.into(), role: role.opposite() },
            cadence: Cadence::named(&invited.cadence).unwrap_or(Cadence::NowAndThen),
            minutes: invited.minutes.clamp(*MINUTES.start(), *MINUTES.end()),
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
