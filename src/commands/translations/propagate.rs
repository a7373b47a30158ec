//! `translations propagate PUB`.
use super::Done;
use crate::cli::Global;
pub(super) fn run(_: &Global, _: &str) -> Done {
    Err(std::process::ExitCode::from(2))
}
