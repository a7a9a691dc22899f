//! The names of time zones: Windows has its own, and so have those who export from there. What a zone's rules are the
//! browser knows.

/// The zone's name in the IANA database, as browsers know it; a name that is none of Windows' is given back as it is.
pub fn iana_name(name: &str) -> &str {
    let name = name.trim().trim_matches('"');
    // Some write `/mozilla.org/20050126_1/Europe/Berlin`.
    if let Some(at) = AREAS.iter().find_map(|area| name.find(&format!("/{area}/"))) {
        return &name[at + 1..];
    }
    let known = WINDOWS.lines().filter_map(|line| line.trim().split_once(" = "));
    known.into_iter().find(|(windows, _)| windows.eq_ignore_ascii_case(name)).map_or(name, |(_, iana)| iana)
}

const AREAS: [&str; 9] =
    ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

/// From the Unicode CLDR's `windowsZones`, the zone that stands for the whole world.
const WINDOWS: &str = "Dateline Standard Time = Etc/GMT+12
    UTC-11 = Etc/GMT+11
    Hawaiian Standard Time = Pacific/Honolulu
    Alaskan Standard Time = America/Anchorage
    Pacific Standard Time (Mexico) = America/Tijuana
    Pacific Standard Time = America/Los_Angeles
    US Mountain Standard Time = America/Phoenix
    Mountain Standard Time (Mexico) = America/Mazatlan
    Mountain Standard Time = America/Denver
    Central America Standard Time = America/Guatemala
    Central Standard Time = America/Chicago
    Central Standard Time (Mexico) = America/Mexico_City
    Canada Central Standard Time = America/Regina
    SA Pacific Standard Time = America/Bogota
    Eastern Standard Time = America/New_York
    US Eastern Standard Time = America/Indianapolis
    Venezuela Standard Time = America/Caracas
    Paraguay Standard Time = America/Asuncion
    Atlantic Standard Time = America/Halifax
    SA Western Standard Time = America/La_Paz
    Pacific SA Standard Time = America/Santiago
    Newfoundland Standard Time = America/St_Johns
    E. South America Standard Time = America/Sao_Paulo
    Argentina Standard Time = America/Buenos_Aires
    SA Eastern Standard Time = America/Cayenne
    Greenland Standard Time = America/Godthab
    Montevideo Standard Time = America/Montevideo
    UTC-02 = Etc/GMT+2
    Azores Standard Time = Atlantic/Azores
    Cape Verde Standard Time = Atlantic/Cape_Verde
    UTC = Etc/UTC
    Coordinated Universal Time = Etc/UTC
    GMT Standard Time = Europe/London
    Greenwich Standard Time = Atlantic/Reykjavik
    Morocco Standard Time = Africa/Casablanca
    W. Europe Standard Time = Europe/Berlin
    Central Europe Standard Time = Europe/Budapest
    Romance Standard Time = Europe/Paris
    Central European Standard Time = Europe/Warsaw
    W. Central Africa Standard Time = Africa/Lagos
    Jordan Standard Time = Asia/Amman
    GTB Standard Time = Europe/Bucharest
    Middle East Standard Time = Asia/Beirut
    Egypt Standard Time = Africa/Cairo
    E. Europe Standard Time = Europe/Chisinau
    South Africa Standard Time = Africa/Johannesburg
    FLE Standard Time = Europe/Kiev
    Israel Standard Time = Asia/Jerusalem
    Kaliningrad Standard Time = Europe/Kaliningrad
    Arabic Standard Time = Asia/Baghdad
    Turkey Standard Time = Europe/Istanbul
    Arab Standard Time = Asia/Riyadh
    Belarus Standard Time = Europe/Minsk
    Russian Standard Time = Europe/Moscow
    E. Africa Standard Time = Africa/Nairobi
    Iran Standard Time = Asia/Tehran
    Arabian Standard Time = Asia/Dubai
    Azerbaijan Standard Time = Asia/Baku
    Mauritius Standard Time = Indian/Mauritius
    Georgian Standard Time = Asia/Tbilisi
    Caucasus Standard Time = Asia/Yerevan
    Afghanistan Standard Time = Asia/Kabul
    West Asia Standard Time = Asia/Tashkent
    Ekaterinburg Standard Time = Asia/Yekaterinburg
    Pakistan Standard Time = Asia/Karachi
    India Standard Time = Asia/Calcutta
    Sri Lanka Standard Time = Asia/Colombo
    Nepal Standard Time = Asia/Katmandu
    Central Asia Standard Time = Asia/Bishkek
    Bangladesh Standard Time = Asia/Dhaka
    Myanmar Standard Time = Asia/Rangoon
    SE Asia Standard Time = Asia/Bangkok
    N. Central Asia Standard Time = Asia/Novosibirsk
    China Standard Time = Asia/Shanghai
    North Asia Standard Time = Asia/Krasnoyarsk
    Singapore Standard Time = Asia/Singapore
    W. Australia Standard Time = Australia/Perth
    Taipei Standard Time = Asia/Taipei
    Ulaanbaatar Standard Time = Asia/Ulaanbaatar
    North Asia East Standard Time = Asia/Irkutsk
    Tokyo Standard Time = Asia/Tokyo
    Korea Standard Time = Asia/Seoul
    Yakutsk Standard Time = Asia/Yakutsk
    Cen. Australia Standard Time = Australia/Adelaide
    AUS Central Standard Time = Australia/Darwin
    E. Australia Standard Time = Australia/Brisbane
    AUS Eastern Standard Time = Australia/Sydney
    West Pacific Standard Time = Pacific/Port_Moresby
    Tasmania Standard Time = Australia/Hobart
    Vladivostok Standard Time = Asia/Vladivostok
    Central Pacific Standard Time = Pacific/Guadalcanal
    Magadan Standard Time = Asia/Magadan
    New Zealand Standard Time = Pacific/Auckland
    UTC+12 = Etc/GMT-12
    Fiji Standard Time = Pacific/Fiji
    Tonga Standard Time = Pacific/Tongatapu
    Samoa Standard Time = Pacific/Apia
    Line Islands Standard Time = Pacific/Kiritimati";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_windows_calls_a_zone_is_found_and_other_names_are_kept() {
        assert_eq!(iana_name("W. Europe Standard Time"), "Europe/Berlin");
        assert_eq!(iana_name("eastern standard time"), "America/New_York");
        assert_eq!(iana_name("/mozilla.org/20050126_1/America/Argentina/Ushuaia"), "America/Argentina/Ushuaia");
        assert_eq!(iana_name("Europe/Berlin"), "Europe/Berlin");
        assert_eq!(iana_name("Customized Time Zone"), "Customized Time Zone");
    }
}
