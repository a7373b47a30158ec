//! Waiting for an hour, by a clock that tests can set.

use jiff::Timestamp;

/// What tells the time and passes it.
pub trait Clock {
    /// The time.
    fn now(&self) -> Timestamp;

    /// Lets time pass, until that time or until something else wakes it.
    fn sleep_until(&self, time: Timestamp);
}

/// Returns when it is time, and not before, however often the clock wakes.
pub fn wait_until(clock: &dyn Clock, time: Timestamp) {
    while clock.now() < time {
        clock.sleep_until(time);
    }
}
