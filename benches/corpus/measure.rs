//! What a run costs: wall time, CPU time, peak memory.
//!
//! The kernel sums up the resources of children only when they have ended, and the peak only over
//! all of them. So each program runs as the one child of a process of its own: this benchmark
//! again, with the argument `measure`.

use std::ffi::{OsStr, OsString};
use std::io;
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{Usage as Resources, UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::Failure;

/// What a run cost.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Cost {
    /// Seconds by the clock.
    pub(crate) wall: f64,
    /// Seconds of all processors, in the program and in the kernel.
    pub(crate) cpu: f64,
    /// The most memory that was resident, in bytes.
    pub(crate) peak: u64,
}

/// Runs a program in a process of its own and says what it cost.
pub(crate) fn program(program: &[OsString]) -> Result<Cost, Failure> {
    let part = ["measure", "--"].map(OsStr::new);
    again(part.into_iter().chain(program.iter().map(OsString::as_os_str)))
}

/// Runs a part of this benchmark in a process of its own and reads what it [prints](print).
pub(crate) fn again<T: DeserializeOwned>(
    part: impl IntoIterator<Item = impl AsRef<OsStr>>,
) -> Result<T, Failure> {
    let mut benchmark = Command::new(std::env::current_exe()?);
    let output = benchmark.args(part).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("{benchmark:?} failed").into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Prints what a part of this benchmark found.
pub(crate) fn print(found: &impl Serialize) -> Result<(), Failure> {
    Ok(serde_json::to_writer(io::stdout(), found)?)
}

/// The argument `measure`: runs a program as this process's only child and prints what it cost.
pub(crate) fn only_child(program: &[OsString]) -> Result<(), Failure> {
    let (name, arguments) = program.split_first().ok_or("there is nothing to measure")?;
    let started = Instant::now();
    let status = Command::new(name).args(arguments).stdout(Stdio::null()).status()?;
    let wall = started.elapsed().as_secs_f64();
    if !status.success() {
        return Err(format!("{program:?}: {status}").into());
    }
    let children = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let peak = u64::try_from(children.max_rss())? * 1024;
    print(&Cost { wall, cpu: cpu(&children), peak })
}

/// Does something in this process and says what that cost; the peak is the whole process's.
pub(crate) fn own<T>(act: impl FnOnce() -> Result<T, Failure>) -> Result<(T, Cost), Failure> {
    let before = cpu(&getrusage(UsageWho::RUSAGE_SELF)?);
    let started = Instant::now();
    let done = act()?;
    let wall = started.elapsed().as_secs_f64();
    let after = getrusage(UsageWho::RUSAGE_SELF)?;
    let peak = u64::try_from(after.max_rss())? * 1024;
    Ok((done, Cost { wall, cpu: cpu(&after) - before, peak }))
}

fn cpu(resources: &Resources) -> f64 {
    let microseconds = resources.user_time() + resources.system_time();
    microseconds.num_microseconds() as f64 / 1e6
}
