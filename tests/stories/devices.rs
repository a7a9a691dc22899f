//! My own devices: everything of mine is on each of them, by text or over a relay.

use duologue::app::sharing::Sharing;
use duologue::domain::Role;
use duologue::ports::MemoryRelay;

use crate::support::pair::{at, over, rest};
use crate::support::turns::finish;

#[test]
fn my_own_devices_have_everything_of_mine_over_a_relay_of_ours() {
    let relay = MemoryRelay::default();
    let (bo, ana) = over(&relay);
    bo.desk.write_private_notes(&bo.with, "Mine alone");
    let cleo = bo.desk.meets("Cleo", Role::Peer);
    bo.desk.point(&cleo, "With Cleo");
    let code = bo.desk.device_code().expect("it can be written");
    rest(&bo, &ana);
    let second = at(&relay, 300);
    let desk = second.open();
    desk.join_devices(&format!("code: {code}")).expect("it is a code");
    second.rest();
    let names: Vec<_> = desk.people().into_iter().map(|person| person.counterpart.name).collect();
    assert_eq!(names, ["Ana", "Cleo"]);
    assert_eq!(
        (desk.private_notes(&bo.with), desk.agenda(&cleo)),
        ("Mine alone".into(), vec!["With Cleo".to_string()])
    );
    assert!(desk.is_shared(&bo.with), "and shares with Ana too");
    desk.follow(&bo.with);
    desk.point(&bo.with, "From the second device");
    desk.write_private_notes(&bo.with, "Mine alone, on both");
    for _ in 0..3 {
        second.rest();
        rest(&bo, &ana);
    }
    assert_eq!(ana.agenda(), ["From the second device"]);
    assert_eq!((bo.desk.private_notes(&bo.with), bo.agenda()), (desk.private_notes(&bo.with), ana.agenda()));
    assert!(desk.devices_line().expect("there is a relay").in_step);
    let again = second.open();
    assert_eq!(again.private_notes(&bo.with), "Mine alone, on both");
    assert_eq!(ana.desk.people().len(), 1, "Ana has nothing of it");
}

#[test]
fn a_stop_and_a_new_secret_hold_on_my_other_devices_too() {
    let (bo, ana) = over(&MemoryRelay::default());
    let code = bo.desk.device_code().expect("it can be written");
    let second = at(&bo.browser.relay, 300);
    let desk = second.open();
    desk.join_devices(&code).expect("it is a code");
    let settle = || {
        for _ in 0..3 {
            second.rest();
            rest(&bo, &ana);
        }
    };
    settle();
    assert!(desk.is_shared(&bo.with));
    bo.desk.rotate(&bo.with).expect("it is shared");
    settle();
    assert_eq!(desk.sharing(&bo.with), Sharing::Invited, "the old secret is given up there as well");
    desk.stop_sharing(&bo.with);
    settle();
    assert_eq!([desk.sharing(&bo.with), bo.desk.sharing(&bo.with)], [Sharing::Alone; 2]);
    let old = finish(bo.desk.copy_for_devices()).expect("there are devices");
    bo.desk.invite(&bo.with, "Bo").expect("it can be shared again");
    finish(bo.desk.paste_from_device(&old)).expect("it is mine");
    assert_eq!(bo.desk.sharing(&bo.with), Sharing::Invited, "an old text takes nothing back");
}
