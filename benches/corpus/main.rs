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
//! A second table says what [`translations`] add to a build, a third what printing the [`index`]
//! costs.
//! Everything lies in `/dev/shm` where there is one: what a disk costs the kernel varies by more than
//! what is to be measured. Only the ratio of CPU times from one run says something: seconds depend on the machine.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark writes its input and clears its output"
)]

mod generator;
mod index;
mod measure;
mod prose;
mod random;
mod translations;
mod words;
mod yardstick;

use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};

use crate::generator::TODAY;
use crate::index::Index;
use crate::measure::Cost;
use crate::translations::{ACCEPTED, Translations};
use crate::yardstick::Loop;

/// The same allocator as the program's: the yardstick runs in this binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Whatever goes wrong ends the benchmark.
type Failure = Box<dyn Error>;

/// From how many editions on one run is enough.
const LARGE: usize = 50_000;
/// The site as it is generated, without ledgers.
const CORPUS: &str = "corpus";
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
    /// Only see whether a build of 200 editions, the yardstick and translations work
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
    /// Parse a site keeping so many bytes of bodies, and the ledgers of another
    Parse { site: PathBuf, bodies: usize, ledgers: Option<PathBuf> },
    /// Read and parse what the index of a site is made of
    FrontMatter { site: PathBuf },
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
            measure::print(&yardstick::run(&corpus, &sample, &out, bytes)?)
        }
        Some(Part::Parse { site, bodies, ledgers }) => {
            measure::print(&translations::read(&site, bodies, ledgers.as_deref())?)
        }
        Some(Part::FrontMatter { site }) => index::front_matter(&site),
        // `cargo test --all-targets` runs benchmarks without `--bench`, to see that they work.
        None if arguments.smoke || !arguments.bench => smoke(),
        None => table(&arguments.editions, arguments.runs),
    }
}

/// Builds a small site, which must give no warning, and runs the yardstick on it; accepts all of its
/// translations, which must leave nothing to review.
fn smoke() -> Result<(), Failure> {
    let place = Place::make(200)?;
    for site in [CORPUS, ACCEPTED] {
        measure::program(&place.program(site, &["check", "--deny", "warnings"]))?;
    }
    let settled = ["translations", "status", "--fail-on", "stale,unreviewed"];
    measure::program(&place.program(ACCEPTED, &settled))?;
    let Round { build, bare, bytes, translations, index } = place.round()?;
    assert!(build.cpu > 0.0 && bare.cost.cpu > 0.0, "nothing was measured: {build:?}, {bare:?}");
    assert!(bare.pages <= bytes, "the yardstick writes too much: {bare:?} of {bytes}");
    // Of so small a site half are lists, feeds and what programs get of the index.
    let share = bare.pages as f64 / bytes as f64;
    assert!(share > 0.4, "the pages are only {share:.2} of the build: {bare:?}");
    let Translations { build, compared, alone, status, files } = translations;
    let costs = [build, compared, alone, status, files, index.table, index.json, index.files];
    assert!(costs.iter().all(|cpu| *cpu > 0.0), "nothing was measured: {translations:?}");
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
    let (mut second, mut third) = (Vec::new(), Vec::new());
    for size in sizes {
        let place = Place::make(*size)?;
        let runs = runs.unwrap_or(if *size < LARGE { 3 } else { 1 });
        let rounds: Vec<Round> = (0..runs).map(|_| place.round()).collect::<Result<_, _>>()?;
        println!("{}", row(*size, &rounds));
        second.push(second_row(*size, &rounds));
        third.push(third_row(*size, &rounds));
    }
    println!(
        "\nCPU s: of all threads, user and kernel. goal: 100 MB, the bodies (1 GiB at most), 4 kB an edition."
    );
    println!(
        "pages %: the loop's pages as a share of the build's bytes; the loop writes the rest unrendered."
    );
    println!("ratio: CPU of the build to CPU of the loop, the goal being 1.5 at most.\n");
    println!(
        "{:>8} | {:>8} {:>8} {:>8} {:>8} | {:>8} {:>8} {:>6}",
        "editions", "build s", "parse s", "alone s", "extra %", "status s", "files s", "ratio",
    );
    second.iter().for_each(|row| println!("{row}"));
    println!(
        "\nCPU seconds. build: every translation has its ledger; parse: its part that reads and compares;"
    );
    println!(
        "alone: the same without comparing. extra: parse - alone to the rest of the build, the"
    );
    println!(
        "goal being 30 at most. status: `translations status`; files: reading and parsing the"
    );
    println!("same files. ratio: status to files, the goal being 2 at most.\n");
    println!(
        "{:>8} | {:>8} {:>8} {:>8} {:>6}",
        "editions", "index s", "json s", "files s", "ratio",
    );
    third.iter().for_each(|row| println!("{row}"));
    println!("\nCPU seconds. index: `index`, every edition in it; json: `index --format json`;");
    println!("files: reading the same files and parsing their YAML. ratio: index to files, the");
    println!("goal being 1.3 at most.");
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

/// One line of the table of translations.
fn second_row(editions: usize, rounds: &[Round]) -> String {
    let mid = |value: &dyn Fn(&Translations) -> f64| {
        median(rounds.iter().map(|round| value(&round.translations)).collect())
    };
    format!(
        "{editions:>8} | {:>8.2} {:>8.2} {:>8.2} {:>8.1} | {:>8.2} {:>8.2} {:>6.2}",
        mid(&|cost| cost.build),
        mid(&|cost| cost.compared),
        mid(&|cost| cost.alone),
        mid(&Translations::extra),
        mid(&|cost| cost.status),
        mid(&|cost| cost.files),
        mid(&Translations::ratio),
    )
}

/// One line of the table of the index.
fn third_row(editions: usize, rounds: &[Round]) -> String {
    let mid = |value: &dyn Fn(&Index) -> f64| {
        median(rounds.iter().map(|round| value(&round.index)).collect())
    };
    format!(
        "{editions:>8} | {:>8.3} {:>8.3} {:>8.3} {:>6.2}",
        mid(&|cost| cost.table),
        mid(&|cost| cost.json),
        mid(&|cost| cost.files),
        mid(&Index::ratio),
    )
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// A build, the loop beside it, and what translations add.
#[derive(Debug)]
struct Round {
    build: Cost,
    bare: Loop,
    /// How many bytes the build wrote.
    bytes: u64,
    translations: Translations,
    index: Index,
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
        let place = Place { folder };
        generator::write(&place.path(CORPUS), editions)?;
        generator::write(&place.path("sample"), SAMPLE)?;
        translations::prepare(&place)?;
        index::prepare(&place)?;
        Ok(place)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The release program with some arguments, for one of the sites.
    fn program(&self, site: &str, arguments: &[&str]) -> Vec<OsString> {
        let mut program: Vec<OsString> = vec![env!("CARGO_BIN_EXE_bollettino").into()];
        program.extend(arguments.iter().map(OsString::from));
        program.extend(["--now".into(), TODAY.into(), "--site".into(), self.path(site).into()]);
        program
    }

    /// What a build costs, and how many bytes it writes.
    fn build(&self, site: &str) -> Result<(Cost, u64), Failure> {
        let out = self.path("built");
        let mut program = self.program(site, &["build", "--out"]);
        program.insert(3, out.clone().into());
        let cost = measure::program(&program)?;
        let bytes = bytes_below(&out)?;
        fs::remove_dir_all(&out)?;
        Ok((cost, bytes))
    }

    fn round(&self) -> Result<Round, Failure> {
        let (build, bytes) = self.build(CORPUS)?;
        let out = self.path("bare");
        fs::create_dir(&out)?;
        let paths = [CORPUS, "sample", "bare"].map(|name| self.path(name).into());
        let (part, bytes_to_write) = ("yardstick".into(), bytes.to_string().into());
        let part: Vec<OsString> = [part].into_iter().chain(paths).chain([bytes_to_write]).collect();
        let bare = measure::again(part)?;
        fs::remove_dir_all(&out)?;
        let translations = Translations::measure(self)?;
        let index = Index::measure(self)?;
        Ok(Round { build, bare, bytes, translations, index })
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
