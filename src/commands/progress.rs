//! A progress bar on stderr, when that is a terminal and the work lasts.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::Global;

/// A bar for so many steps.
pub(super) fn bar(global: &Global, steps: usize, what: &'static str) -> ProgressBar {
    if global.quiet || !std::io::stderr().is_terminal() || steps < 500 {
        return ProgressBar::hidden();
    }
    let bar =
        ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::stderr_with_hz(8));
    shown(bar, what)
}

/// A bar for steps whose number is found out on the way.
pub(super) fn waiting(global: &Global, what: &'static str) -> ProgressBar {
    if global.quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    shown(ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8)), what)
}

fn shown(bar: ProgressBar, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len} {eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(what);
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}
