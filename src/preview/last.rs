//! Pages as they were when they could last be made, for the time in which they cannot.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::View;
use crate::identity::Address;

/// So many bytes of pages are kept; those that nobody has asked for in the longest time go first.
const BUDGET: usize = 32 << 20;
/// What is larger is not kept.
const LARGEST: usize = BUDGET / 16;

/// The last pages that were made.
#[derive(Default)]
pub(super) struct LastGood {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// The latest last.
    pages: VecDeque<Page>,
    bytes: usize,
}

struct Page {
    view: View,
    address: Address,
    bytes: Arc<[u8]>,
}

impl LastGood {
    /// Keeps a page in the place of what was there before.
    pub(super) fn keep(&self, view: View, address: &Address, bytes: &[u8]) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.take(view, address);
        if bytes.len() > LARGEST {
            return;
        }
        kept.bytes += bytes.len();
        kept.pages.push_back(Page { view, address: address.clone(), bytes: bytes.into() });
        while kept.bytes > BUDGET
            && let Some(oldest) = kept.pages.pop_front()
        {
            kept.bytes -= oldest.bytes.len();
        }
    }

    /// The page that was last kept.
    pub(super) fn find(&self, view: View, address: &Address) -> Option<Arc<[u8]>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.at(view, address).map(|at| Arc::clone(&kept.pages[at].bytes))
    }
}

impl Kept {
    fn at(&self, view: View, address: &Address) -> Option<usize> {
        self.pages.iter().rposition(|page| page.view == view && page.address == *address)
    }

    fn take(&mut self, view: View, address: &Address) {
        if let Some(page) = self.at(view, address).and_then(|at| self.pages.remove(at)) {
            self.bytes -= page.bytes.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_pages_are_kept_within_a_budget() {
        let (last, view) = (LastGood::default(), View::default());
        let address = |number: usize| Address::new(format!("/{number}/"));
        let page = vec![b'x'; LARGEST];
        last.keep(view, &address(0), b"before");
        for number in 0..20 {
            last.keep(view, &address(number), &page);
        }
        assert_eq!(last.find(view, &address(3)), None, "the oldest are gone");
        assert_eq!(last.find(view, &address(19)).map(|page| page.len()), Some(LARGEST));
        assert_eq!(last.find(View { drafts: true, ..view }, &address(19)), None);
        last.keep(view, &address(19), b"now");
        assert_eq!(last.find(view, &address(19)).as_deref(), Some(&b"now"[..]));
        last.keep(view, &address(19), &[&page[..], b"x"].concat());
        assert_eq!(last.find(view, &address(19)), None, "what is too large is not what it was");
        let kept = last.kept.lock().unwrap();
        assert_eq!(kept.bytes, kept.pages.iter().map(|page| page.bytes.len()).sum::<usize>());
    }
}
