//! The program: reads the command line, runs one command, tells the result.

use std::process::ExitCode;

use bollettino::cli::{self, Cli};

/// Many small allocations from many threads: measurably faster than the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run(Cli::read())
}
