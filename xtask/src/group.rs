//! Process groups: a program and all that it started.

use std::time::Duration;

use tokio::process::{Child, Command};

#[cfg(unix)]
use rustix::process::{Pid, Signal, kill_process_group, test_kill_process_group};

/// The group of one started program. Where there are no groups, it is nothing: there `kill_on_drop` ends the program.
#[cfg(unix)]
pub(crate) struct Group(Option<Pid>);

#[cfg(not(unix))]
pub(crate) struct Group;

#[cfg(unix)]
impl Group {
    /// Makes the program lead a group of its own when it is started.
    pub(crate) fn lead(command: &mut Command) {
        command.process_group(0);
    }

    pub(crate) fn of(child: &Child) -> Self {
        Self(child.id().and_then(|id| Pid::from_raw(id.cast_signed())))
    }

    /// Asks every member to end, and makes those end that have not after `grace`. `reap` buries the leader.
    pub(crate) fn end(&mut self, grace: Duration, mut reap: impl FnMut()) {
        let Some(group) = self.0.take() else { return };
        if kill_process_group(group, Signal::TERM).is_err() {
            return;
        }
        let patience = std::time::Instant::now() + grace;
        while test_kill_process_group(group).is_ok() && std::time::Instant::now() < patience {
            reap();
            std::thread::sleep(Duration::from_millis(10));
        }
        // An error here says that the group is gone, which is what we want.
        let _ = kill_process_group(group, Signal::KILL);
        reap();
    }
}

#[cfg(not(unix))]
impl Group {
    pub(crate) fn lead(_command: &mut Command) {}

    pub(crate) fn of(_child: &Child) -> Self {
        Self
    }

    pub(crate) fn end(&mut self, _grace: Duration, _reap: impl FnMut()) {}
}
