//! The room that an address of a call service leads to, and the address that leads back. `content/providers/` says the
//! same in the call page; one table of addresses (`tests/fixtures/calls/addresses.json`) holds both.

use super::{CallRoom, Provider};

/// An `https` address that is beyond doubt, taken apart.
struct Address {
    host: String,
    /// The parts of the path, decoded; none if one cannot be, or hides a slash.
    parts: Option<Vec<String>>,
    /// The path as it is written, with its slashes.
    path: String,
    query: String,
    fragment: String,
}

/// Whereby's own pages; everybody else's first word is a room.
const WHEREBY_PAGES: &str = " information user users org business pricing blog embed login signin sign-in signup sign-up \
     download search product solutions about contact favicon.ico robots.txt ";

impl CallRoom {
    /// The room of a service of ours that this address leads to. None for anything that is not beyond doubt: a link that
    /// is not understood is only not linked.
    pub fn at(address: &str) -> Option<Self> {
        let address = Address::read(address)?;
        let host = address.host.as_str();
        let below = |name: &str| host == name || host.strip_suffix(name).is_some_and(|before| before.ends_with('.'));
        match host {
            "meet.google.com" => Self::named("meet", &meet(&address)?),
            "teams.microsoft.com" | "teams.cloud.microsoft" | "teams.live.com" => {
                Self::named("teams", &teams(&address)?)
            }
            "meet.jit.si" | "8x8.vc" => Self::named("jitsi", &jitsi(&address)?),
            _ if below("zoom.us") || below("zoom.com") => Self::named("zoom", &zoom(&address)?),
            _ if below("webex.com") => Self::named("webex", &webex(&address)?),
            _ if below("whereby.com") => Self::named("whereby", &whereby(&address)?),
            _ => None,
        }
    }

    /// The rooms that a text leads to, in the order in which they stand there.
    pub fn all_in(text: &str) -> impl Iterator<Item = Self> {
        let starts = text.match_indices("https://").map(|(at, _)| at);
        starts.filter_map(|at| {
            // What ends an address in running text and in the HTML that some calendars put there.
            let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | '|' | '^' | '`');
            let address = text[at..].split(ends).next()?;
            Self::at(address.trim_end_matches(['.', ',', ';', ')', ']', '!', '?']))
        })
    }

    /// An address that leads to the room; none for a service whose rooms have more than one place.
    pub fn address(&self) -> Option<String> {
        let name = self.name();
        let room = as_written(name.split_once(':')?.1)?;
        let in_site = |domain: &str| {
            let (site, rest) = room.split_once('/')?;
            Some((if site.is_empty() { domain.to_string() } else { format!("{site}.{domain}") }, escaped(rest)))
        };
        match self.provider {
            Provider::Meet => Some(format!("https://meet.google.com/{room}")),
            Provider::Zoom => Some(format!("https://zoom.us/j/{room}")),
            Provider::Teams if room.starts_with("19:") => {
                Some(format!("https://teams.microsoft.com/l/meetup-join/{}/0", escaped(&room)))
            }
            Provider::Teams => Some(format!("https://teams.live.com/meet/{room}")),
            Provider::Jitsi if room.starts_with("8x8.vc/") => Some(format!("https://{}", escaped(&room))),
            Provider::Jitsi => Some(format!("https://meet.jit.si/{}", escaped(&room))),
            Provider::Whereby => match in_site("whereby.com") {
                Some((host, room)) => Some(format!("https://{host}/{room}")),
                None => Some(format!("https://whereby.com/{}", escaped(&room))),
            },
            Provider::Webex => {
                let (host, room) = in_site("webex.com").filter(|(_, room)| !room.contains('/'))?;
                Some(format!("https://{host}/meet/{room}"))
            }
            Provider::Site => Some(format!("https://{room}")),
        }
    }

    fn named(provider: &str, room: &str) -> Option<Self> {
        Self::parse(&format!("{provider}:{}", as_room(room)))
    }
}

impl Address {
    fn read(text: &str) -> Option<Self> {
        let text = text.trim().replace('\\', "/");
        let (scheme, rest) = text.split_once("://")?;
        if !scheme.eq_ignore_ascii_case("https") {
            return None;
        }
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let host = host.strip_suffix(":443").unwrap_or(host).to_ascii_lowercase();
        if host.is_empty() || !host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.')) {
            return None;
        }
        let path = tidied(path);
        Some(Self { host, parts: parts_of(&path), path, query: query.into(), fragment: fragment.into() })
    }

    /// The value of a parameter, decoded.
    fn parameter(&self, name: &str) -> Option<String> {
        let mut pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name).and_then(|(_, value)| decoded(&value.replace('+', " ")))
    }

    /// What stands before the service's own name: `acme` in `acme.webex.com`.
    fn site(&self, domain: &str) -> String {
        self.host.strip_suffix(domain).unwrap_or_default().trim_end_matches('.').into()
    }
}

/// The path without `.` and `..`, as every browser reads it.
fn tidied(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let parts: Vec<_> = path.strip_prefix('/').unwrap_or(path).split('/').collect();
    let last = parts.len() - 1;
    for (at, part) in parts.into_iter().enumerate() {
        match part {
            "." | ".." => {
                if part == ".." {
                    kept.pop();
                }
                if at == last {
                    kept.push("");
                }
            }
            part => kept.push(part),
        }
    }
    format!("/{}", kept.join("/"))
}

fn parts_of(path: &str) -> Option<Vec<String>> {
    let path = path.strip_prefix('/').unwrap_or(path);
    let path = path.strip_suffix('/').unwrap_or(path);
    let parts: Option<Vec<_>> = path.split('/').map(decoded).collect();
    parts.filter(|parts| parts.iter().all(|part| !part.contains('/')))
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        if *first == b'%' {
            let (code, tail) = rest.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(core::str::from_utf8(code).ok()?, 16).ok()?);
            rest = tail;
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}

fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/');
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Any text as the name of a room, no two texts as the same one.
fn as_room(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("_{byte:02x}") }).collect()
}

/// The text that [`as_room`] made a name of.
fn as_written(room: &str) -> Option<String> {
    decoded(&room.replace('_', "%"))
}

fn digits(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Two spellings of one letter would be two rooms, and only a browser can tell that they are one.
fn is_in_doubt(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{300}'..='\u{36f}'))
}

fn meet(address: &Address) -> Option<String> {
    let room = address.path.strip_prefix('/')?;
    let room = room.strip_suffix('/').unwrap_or(room);
    let parts: Vec<_> = room.split('-').collect();
    let lengths: Vec<_> = parts.iter().map(|part| part.len()).collect();
    let letters = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_lowercase()));
    (lengths == [3, 4, 3] && letters).then(|| room.into())
}

fn zoom(address: &Address) -> Option<String> {
    let path = address.path.strip_prefix('/')?;
    let parts: Vec<_> = path.strip_suffix('/').unwrap_or(path).split('/').collect();
    let room = match parts[..] {
        ["j" | "s" | "w", room] | ["wc", "join", room] => room,
        ["wc", room, ..] => room,
        _ => return None,
    };
    digits(room, 9, 11).then(|| room.into())
}

fn teams(address: &Address) -> Option<String> {
    let is_launch = address.path == "/dl/launcher" || address.path.starts_with("/dl/launcher/");
    if !is_launch {
        return teams_room(address);
    }
    let target = address.parameter("url")?;
    let target = if target.starts_with('/') { format!("https://{}{target}", address.host) } else { target };
    let target = Address::read(&target)?;
    let is_theirs = ["teams.microsoft.com", "teams.cloud.microsoft", "teams.live.com"].contains(&target.host.as_str());
    if is_theirs { teams_room(&target) } else { None }
}

fn teams_room(address: &Address) -> Option<String> {
    // Older links carry the path behind a `#`.
    let behind = address.fragment.split('?').next().unwrap_or_default();
    let behind = parts_of(behind).unwrap_or_default();
    for parts in [address.parts.clone().unwrap_or_default(), behind] {
        let parts: Vec<_> = parts.iter().map(String::as_str).collect();
        match parts[..] {
            ["l", "meetup-join", thread, ..] if is_thread(thread) => return Some(thread.into()),
            ["meet", number, ..] if digits(number, 10, 15) => return Some(number.into()),
            _ => {}
        }
    }
    None
}

fn is_thread(text: &str) -> bool {
    let inside = text.strip_prefix("19:").and_then(|rest| rest.split_once("@thread."));
    inside.is_some_and(|(name, end)| {
        let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        !name.is_empty() && name.chars().all(word) && !end.is_empty() && end.chars().all(small)
    })
}

fn jitsi(address: &Address) -> Option<String> {
    const OWN: [&str; 7] = ["static", "libs", "css", "images", "sounds", "fonts", "lang"];
    const FILES: [&str; 6] = [".html", ".js", ".css", ".json", ".ico", ".txt"];
    let parts = address.parts.as_ref()?;
    let (first, last) = (parts.first()?, parts.last()?);
    let is_file = FILES.iter().any(|end| last.ends_with(end));
    if parts.iter().any(String::is_empty) || OWN.contains(&first.as_str()) || is_file {
        return None;
    }
    let has_tenant = address.host == "8x8.vc";
    let path = parts.join("/").to_lowercase();
    if parts.len() > 2 || (has_tenant && parts.len() != 2) || is_in_doubt(&path) {
        return None;
    }
    Some(if has_tenant { format!("8x8.vc/{path}") } else { path })
}

fn webex(address: &Address) -> Option<String> {
    let site = address.site("webex.com");
    let parts: Vec<_> = address.parts.as_ref()?.iter().map(String::as_str).collect();
    match parts[..] {
        ["meet" | "join", room] if !room.is_empty() => Some(format!("{site}/{}", room.to_lowercase())),
        [_, "j.php"] => {
            let meeting = address.parameter("MTID")?.to_lowercase();
            let hex = |rest: &str| rest.len() == 32 && rest.bytes().all(|byte| byte.is_ascii_hexdigit());
            meeting.strip_prefix('m').is_some_and(hex).then(|| format!("{site}/j/{meeting}"))
        }
        _ => None,
    }
}

fn whereby(address: &Address) -> Option<String> {
    const OWN: [&str; 9] = ["www", "api", "docs", "cdn", "status", "help", "support", "blog", "embed"];
    let owner = address.site("whereby.com");
    let parts = address.parts.as_ref()?;
    let [room] = &parts[..] else { return None };
    let room = room.to_lowercase();
    let is_own = OWN.contains(&owner.as_str()) || owner == "dev" || owner.contains('.');
    if room.is_empty() || is_own || is_in_doubt(&room) || WHEREBY_PAGES.contains(&format!(" {room} ")) {
        return None;
    }
    Some(if owner.is_empty() { room } else { format!("{owner}/{room}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Only a browser knows one spelling of a letter from another, and what a guest's address carries in base64; neither
    /// stands in an invitation.
    fn is_for_browsers(url: &str) -> bool {
        url.contains("light-meetings") || url.contains("%CC%88")
    }

    #[test]
    fn an_address_leads_to_the_same_room_as_in_the_call_page() {
        let table: Vec<(Option<String>, String, Option<String>)> =
            serde_json::from_str(include_str!("../../tests/fixtures/calls/addresses.json")).expect("a table of ours");
        assert!(table.len() > 150);
        for (service, url, room) in table {
            let found = CallRoom::at(&url).map(|room| room.name());
            let known = service.filter(|name| name != "site").zip(room).map(|(name, room)| format!("{name}:{room}"));
            if is_for_browsers(&url) {
                assert_eq!(found, None, "{url}");
            } else {
                assert_eq!(found, known, "{url}");
            }
        }
    }

    #[test]
    fn the_address_of_a_room_leads_back_to_it() {
        for name in [
            "meet:abc-defg-hij",
            "zoom:12345678901",
            "teams:19_3ameeting_5fYWJjLTEyMw_5fx_40thread.v2",
            "teams:9312345678901",
            "webex:acme_2fandr_c3_a9",
            "jitsi:gespr_c3_a4ch",
            "jitsi:8x8.vc_2facme_2ftalk",
            "whereby:acme_2froom",
            "whereby:ana",
        ] {
            let room = CallRoom::parse(name).expect("a room");
            let address = room.address().expect("it has one");
            assert_eq!(CallRoom::at(&address).map(|room| room.name()).as_deref(), Some(name), "{address}");
        }
        let invited = CallRoom::parse("webex:acme_2fj_2fm0123456789abcdef0123456789abcdef").expect("a room");
        assert_eq!(invited.address(), None);
    }

    #[test]
    fn rooms_are_found_in_running_text_and_in_the_html_that_calendars_write() {
        let names = |text: &str| CallRoom::all_in(text).map(|room| room.name()).collect::<Vec<_>>();
        assert_eq!(names("Join (https://zoom.us/j/12345678901)."), ["zoom:12345678901"]);
        assert_eq!(names(r#"<a href="https://whereby.com/ana">x</a> https://example.org/x"#), ["whereby:ana"]);
        assert_eq!(
            names("https://meet.google.com/abc-defg-hij\nhttps://meet.jit.si/talk, bye"),
            ["meet:abc-defg-hij", "jitsi:talk"]
        );
        assert_eq!(names("nothing"), [] as [String; 0]);
    }
}
