//! `cargo bench`: what a whole build costs, beside a bare loop over the same files.
//!
//! ```text
//! cargo bench --bench corpus                                 1,000 and 10,000 editions
//! cargo bench --bench corpus -- --editions 1000,10000,50000
//! cargo bench --bench corpus -- --smoke                      200 editions: does it work?
//! cargo bench --bench corpus -- corpus DIR 1000              only writes the corpus, to profile
//! ```
//!
//! [`generator`] writes a site, [`measure`] runs the release program and the [`yardstick`] on it,
//! one after the other, three times (once from 50,000 editions on), and the table has the medians.
//! Everything lies in `/dev/shm` where there is one: what a disk costs the kernel varies by more than
//! what is to be measured. Only the ratio of CPU times from one run says something: seconds depend on the machine.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark writes its input and clears its output"
)]

mod generator;
mod measure;
mod prose;
mod random;
mod words;
mod yardstick;

use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};

use crate::generator::TODAY;
use crate::measure::Cost;
use crate::yardstick::Loop;

/// The same allocator as the program's: the yardstick runs in this binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Whatever goes wrong ends the benchmark.
type Failure = Box<dyn Error>;

/// From how many editions on one run is enough.
const LARGE: usize = 50_000;
/// Editions of the site from which the yardstick takes what pages show besides their text.
const SAMPLE: usize = 600;

/// Measures builds of a synthetic site.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    part: Option<Part>,
    /// Sizes of the site
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000])]
    editions: Vec<usize>,
    /// Measure each size so many times
    #[arg(long)]
    runs: Option<usize>,
    /// Only see whether a build of 200 editions and the yardstick work
    #[arg(long)]
    smoke: bool,
    /// What cargo says to every benchmark
    #[arg(long, global = true, hide = true)]
    bench: bool,
}

#[derive(Subcommand)]
enum Part {
    /// Write a corpus into a folder
    Corpus { folder: PathBuf, editions: usize },
    /// Run the yardstick over a corpus, with the pages of a sample, until so many bytes are written
    Yardstick { corpus: PathBuf, sample: PathBuf, out: PathBuf, bytes: u64 },
    /// Run a program and print what it cost
    Measure {
        #[arg(last = true)]
        program: Vec<OsString>,
    },
}

fn main() -> Result<(), Failure> {
    let arguments = Arguments::parse();
    match arguments.part {
        Some(Part::Corpus { folder, editions }) => generator::write(&folder, editions),
        Some(Part::Measure { program }) => measure::only_child(&program),
        Some(Part::Yardstick { corpus, sample, out, bytes }) => {
            let done = yardstick::run(&corpus, &sample, &out, bytes)?;
            Ok(serde_json::to_writer(std::io::stdout(), &done)?)
        }
        // `cargo test --all-targets` runs benchmarks without `--bench`, to see that they work.
        None if arguments.smoke || !arguments.bench => smoke(),
        None => table(&arguments.editions, arguments.runs),
    }
}

/// Builds a small site, which must give no warning, and runs the yardstick on it.
fn smoke() -> Result<(), Failure> {
    let place = Place::make(200)?;
    let check = place.program(&["check", "--deny", "warnings"]);
    measure::program(&check)?;
    let round = place.round()?;
    assert!(round.build.cpu > 0.0 && round.bare.cost.cpu > 0.0, "nothing was measured: {round:?}");
    assert!(round.bare.pages <= round.bytes, "the yardstick writes too much: {round:?}");
    let share = round.bare.pages as f64 / round.bytes as f64;
    assert!(share > 0.5, "the pages are only {share:.2} of the build: {round:?}");
    Ok(())
}

fn table(sizes: &[usize], runs: Option<usize>) -> Result<(), Failure> {
    println!(
        "{:>8} | {:>7} {:>7} {:>10} {:>8} {:>8} | {:>7} {:>7} {:>9} | {:>6}",
        "editions",
        "wall s",
        "CPU s",
        "editions/s",
        "peak MiB",
        "goal MiB",
        "loop s",
        "CPU s",
        "pages %",
        "ratio",
    );
    for size in sizes {
        let place = Place::make(*size)?;
        let runs = runs.unwrap_or(if *size < LARGE { 3 } else { 1 });
        let rounds: Vec<Round> = (0..runs).map(|_| place.round()).collect::<Result<_, _>>()?;
        println!("{}", row(*size, &rounds));
    }
    println!(
        "\nCPU s: of all threads, user and kernel. goal: 100 MB, the bodies (1 GiB at most), 4 kB an edition."
    );
    println!(
        "pages %: the loop's pages as a share of the build's bytes; the loop writes the rest unrendered."
    );
    println!("ratio: CPU of the build to CPU of the loop, the goal being 1.5 at most.");
    Ok(())
}

/// One line of the table: the medians of some rounds.
fn row(editions: usize, rounds: &[Round]) -> String {
    let mid = |value: &dyn Fn(&Round) -> f64| median(rounds.iter().map(value).collect());
    let mib = |bytes: f64| bytes / f64::from(1 << 20);
    let wall = mid(&|round| round.build.wall);
    let bodies = mid(&|round| round.bare.bodies as f64).min(f64::from(1 << 30));
    format!(
        "{editions:>8} | {wall:>7.2} {:>7.2} {:>10.0} {:>8.0} {:>8.0} | {:>7.2} {:>7.2} {:>9.1} | {:>6.2}",
        mid(&|round| round.build.cpu),
        editions as f64 / wall,
        mib(mid(&|round| round.build.peak as f64)),
        mib(100e6 + bodies + 4e3 * editions as f64),
        mid(&|round| round.bare.cost.wall),
        mid(&|round| round.bare.cost.cpu),
        mid(&|round| 100.0 * round.bare.pages as f64 / round.bytes as f64),
        mid(&|round| round.build.cpu / round.bare.cost.cpu),
    )
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// A build and the loop beside it.
#[derive(Debug)]
struct Round {
    build: Cost,
    bare: Loop,
    /// How many bytes the build wrote.
    bytes: u64,
}

/// A corpus in a temporary folder, with what the measuring needs beside it.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn make(editions: usize) -> Result<Place, Failure> {
        let memory = Path::new("/dev/shm");
        let folder = match memory.is_dir() {
            true => tempfile::tempdir_in(memory)?,
            false => tempfile::tempdir()?,
        };
        generator::write(&folder.path().join("corpus"), editions)?;
        generator::write(&folder.path().join("sample"), SAMPLE)?;
        Ok(Place { folder })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The release program with some arguments, for the corpus.
    fn program(&self, arguments: &[&str]) -> Vec<OsString> {
        let mut program: Vec<OsString> = vec![env!("CARGO_BIN_EXE_bollettino").into()];
        program.extend(arguments.iter().map(OsString::from));
        program.extend(["--now".into(), TODAY.into(), "--site".into(), self.path("corpus").into()]);
        program
    }

    fn round(&self) -> Result<Round, Failure> {
        let out = self.path("built");
        let mut program = self.program(&["build", "--out"]);
        program.insert(3, out.clone().into());
        let build = measure::program(&program)?;
        let bytes = bytes_below(&out)?;
        fs::remove_dir_all(&out)?;
        let out = self.path("bare");
        fs::create_dir(&out)?;
        let paths = ["corpus", "sample", "bare"].map(|name| self.path(name));
        let bare = std::process::Command::new(std::env::current_exe()?)
            .arg("yardstick")
            .args(paths)
            .arg(bytes.to_string())
            .stderr(std::process::Stdio::inherit())
            .output()?;
        fs::remove_dir_all(&out)?;
        let bare = serde_json::from_slice(&bare.stdout)?;
        Ok(Round { build, bare, bytes })
    }
}

/// How many bytes the files below a folder have.
fn bytes_below(folder: &Path) -> Result<u64, Failure> {
    let mut bytes = 0;
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            bytes += entry.metadata()?.len();
        }
    }
    Ok(bytes)
}
