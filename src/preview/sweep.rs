//! Every address made once, beside everything else: what is wrong only when a page is made is known
//! before somebody looks at that page.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use super::studio::{Shown, Studio};

/// How far it has come.
#[derive(Debug, Default)]
pub(super) struct Progress(AtomicU8);

const BEGUN: u8 = 1;
const DONE: u8 = 2;

impl Progress {
    fn begins(&self) -> bool {
        self.0.fetch_max(BEGUN, Ordering::Relaxed) < BEGUN
    }

    /// Whether every address was made.
    pub(super) fn is_done(&self) -> bool {
        self.0.load(Ordering::Relaxed) == DONE
    }
}

/// Begins to make everything that a site serves, unless that was begun; tells when it is done. It
/// takes one thread only, and gives way as soon as anything changes.
pub(super) fn sweep(studio: &Arc<Studio>, shown: &Arc<Shown>) {
    if !shown.swept.begins() {
        return;
    }
    let (studio, shown) = (Arc::clone(studio), Arc::clone(shown));
    std::thread::spawn(move || {
        let Some(site) = &shown.site else { return };
        for (address, _) in site.plan.iter() {
            if !studio.is_current(&shown) {
                return;
            }
            if shown.render(address).is_err() && shown.has_many_faults() {
                break;
            }
        }
        shown.swept.0.store(DONE, Ordering::Relaxed);
        studio.tell_swept();
    });
}
