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

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use jiff::SignedDuration;

    use super::*;

    /// A clock that wakes too early, again and again.
    struct Restless {
        now: RefCell<Timestamp>,
        wakes: RefCell<u32>,
    }

    impl Clock for Restless {
        fn now(&self) -> Timestamp {
            *self.now.borrow()
        }

        fn sleep_until(&self, time: Timestamp) {
            *self.wakes.borrow_mut() += 1;
            let half = time.duration_since(self.now()) / 2;
            *self.now.borrow_mut() += half.max(SignedDuration::from_secs(1));
        }
    }

    #[test]
    fn not_before_the_hour() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let hour = at("2026-03-02T17:00:00Z");
        let clock =
            Restless { now: RefCell::new(at("2026-03-02T16:55:00Z")), wakes: RefCell::new(0) };
        wait_until(&clock, hour);
        assert!(clock.now() >= hour && clock.now() < at("2026-03-02T17:00:02Z"));
        assert!(*clock.wakes.borrow() > 3);
        // What is past is not waited for.
        wait_until(&clock, at("2026-03-02T16:00:00Z"));
        assert!(clock.now() < at("2026-03-02T17:00:02Z"));
    }
}
