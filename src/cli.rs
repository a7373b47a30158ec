//! The command line: what may be typed, with help and examples.

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::parser::ValueSource;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::author::Pipeline;
use crate::commands::{self, Shown};
use crate::diagnostics::MessageFormat;
use crate::identity::Lang;
use crate::render::servers::Server;

/// A static site generator for multilingual cybersecurity publications.
#[derive(Debug, Parser)]
#[command(version, about, propagate_version = true, max_term_width = 100)]
#[command(after_help = "Exit status: 0 done, 1 the site has errors, 2 wrong usage, 3 published \
                         without something that is due.")]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub global: Global,
    /// What is to be done.
    #[command(subcommand)]
    pub command: Command,
}

impl Cli {
    /// Reads the command line; ends the program with its help or with what is wrong with it.
    pub fn read() -> Cli {
        let matches = Cli::command().get_matches();
        let mut cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
        cli.global.site_is_named = matches.value_source("site") == Some(ValueSource::CommandLine);
        cli
    }
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// The site's folder
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Whether `--site` was typed, for the one command to which that makes a difference.
    #[arg(skip)]
    pub site_is_named: bool,
    /// Act as if it were this time: 2026-03-02 or 2026-03-02T18:00, in the site's time zone unless
    /// another is written
    #[arg(long, global = true, value_name = "TIME")]
    pub now: Option<String>,
    /// How diagnostics are printed
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub message_format: MessageFormat,
    /// Whether diagnostics are coloured
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// How many threads work, 1 to 256; all cores unless said
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Name nothing that the public cannot see: no title, id, file or line of a draft, of what is
    /// under embargo or restricted. For logs that others can read
    #[arg(long, global = true)]
    pub redact_unpublished: bool,
    /// Print errors and results only
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// Whether diagnostics are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// When they go to a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What may be denied besides errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings.
    Warnings,
    /// What time alone made wrong.
    Overdue,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new site that builds at once
    #[command(after_help = "Example: bollettino init my-site && bollettino build --site my-site")]
    Init {
        /// The folder to make
        dir: PathBuf,
        /// With a pipeline that checks every change and publishes; for a site that is there already,
        /// this alone
        #[arg(long, value_name = "HOST")]
        ci: Option<Pipeline>,
    },
    /// Start a publication: a draft with its original edition
    #[command(after_help = "Example: bollettino new news \"ENISA: nuova strategia\" --lang it")]
    New {
        /// news, guideline, incident-report or page
        kind: String,
        /// The title of the original
        title: String,
        /// The language of the original; the site's first unless said
        #[arg(long)]
        lang: Option<String>,
    },
    /// Build the site
    #[command(
        after_help = "Example: bollettino build --out public --base-url https://www.example.org"
    )]
    Build {
        /// The folder to fill; replaced as a whole, by a complete build only
        #[arg(long, value_name = "DIR", default_value = "public")]
        out: PathBuf,
        /// Serve the site elsewhere than site.yaml says
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
        /// Continue the manifests of a former build: its folder, or its site-manifest.json
        #[arg(long, value_name = "DIR|FILE")]
        previous: Option<PathBuf>,
        /// Who signs the manifest
        #[command(flatten)]
        sign: SignWith,
        /// Show drafts too; such a build is marked and not for the public
        #[arg(long)]
        drafts: bool,
        /// Add the language en-XA, whose interface is in disguise: what has no brackets there is not
        /// translated
        #[arg(long)]
        pseudo: bool,
    },
    /// Check the site and write nothing
    #[command(after_help = "Example: bollettino check --deny warnings --message-format github")]
    Check {
        /// Fail on these too
        #[arg(long, value_name = "WHAT")]
        deny: Vec<Deny>,
        /// Check drafts too
        #[arg(long)]
        drafts: bool,
        /// Check the pages of `build --pseudo` too
        #[arg(long)]
        pseudo: bool,
    },
    /// Bring the site to where readers get it
    Publish(Publish),
    /// Show what is due next, and whether it will go out
    #[command(
        after_help = "Examples:\n  bollettino due\n  bollettino due --within 12h --fail-on held"
    )]
    Due(Due),
    /// Show the site in a browser as it is written, with every language side by side
    Preview(Preview),
    /// Write every edition of a publication into one file, to be read and signed off
    #[command(
        after_help = "Example: bollettino proof news/2026-03-10-advisory --out advisory.html"
    )]
    Proof {
        /// The publication, be it a draft or under embargo
        publication: String,
        /// The file; pictures are inside it
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Print the publications index, as people or programs read it, without building the site
    #[command(after_help = INDEX_EXAMPLES)]
    Index {
        /// How it is printed
        #[arg(long, default_value = "table")]
        format: IndexFormat,
        /// Which publications
        #[command(flatten)]
        filter: IndexFilter,
    },
    /// Check that a site is what its manifest says: every file, nothing else, and who signed it
    ///
    /// With --site, the site is made again from the sources in that folder and compared.
    #[command(after_help = VERIFY_EXAMPLES)]
    Verify {
        /// The site: its address on the web, or a folder
        #[arg(value_name = "URL|DIR")]
        place: String,
        /// The publisher's minisign key, from anywhere but the site itself
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
    },
    /// Print a publication's life: when it was published, which digest its page had, what changed and
    /// why
    #[command(
        after_help = "Example: bollettino history guidelines/incident-taxonomy --from https://www.example.org"
    )]
    History {
        /// The publication
        publication: String,
        /// The site: its address on the web, or a folder
        #[arg(long, value_name = "URL|DIR")]
        from: String,
    },
    /// Print what a web server has to be told: headers, media types, redirects, what is gone
    #[command(after_help = "Example: bollettino headers nginx > /etc/nginx/site-headers.conf")]
    Headers {
        /// The server
        server: Server,
        /// Serve the site elsewhere than site.yaml says
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
    },
    /// Take a publication back: with a notice in its place, or without a trace
    Withdraw(Withdraw),
    /// What is missing, stale or contradictory in translations, and vouching for them
    #[command(subcommand)]
    Translations(Translations),
    /// The languages of the site
    #[command(subcommand)]
    Languages(Languages),
    /// Tell more about a diagnostic
    #[command(after_help = "Example: bollettino explain yaml-needs-quotes")]
    Explain {
        /// Its code; all codes are listed unless one is named
        code: Option<String>,
    },
    /// Print completions for a shell
    #[command(
        after_help = "Example: bollettino completions bash > /etc/bash_completion.d/bollettino"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

const VERIFY_EXAMPLES: &str = "\
Exit status: 0 everything is as the manifest says, 1 something is not; each finding is a line.

Examples:
  bollettino verify https://www.example.org --key publisher.pub
  bollettino verify /srv/www --key publisher.pub --site .";

/// Who signs a manifest.
#[derive(Debug, Clone, Default, Args)]
pub struct SignWith {
    /// Sign the manifest with this minisign key; BOLLETTINO_KEY_PASSWORD unlocks it
    #[arg(long, value_name = "FILE", conflicts_with = "sign_with")]
    pub sign: Option<PathBuf>,
    /// Sign the manifest with this command, for keys that stay in hardware: {file}, {signature} and
    /// {comment} stand for what it signs, where the signature goes, and what it says
    #[arg(long, value_name = "COMMAND")]
    pub sign_with: Option<String>,
}

const INDEX_EXAMPLES: &str = "\
Each condition may be given several times or with commas; of one sort, any is enough.

Examples:
  bollettino index
  bollettino index --kind guideline --status final,consultation --lang it
  bollettino index --format bibtex --series annual-summary-reports > reports.bib
  bollettino index --format json --year 2025 | jq -r '.publications[].id'";

/// Which publications of the index are meant.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Conditions")]
pub struct IndexFilter {
    /// Editions in these languages
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<String>,
    /// Publications of these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub kind: Vec<String>,
    /// Publications of these years, by their date
    #[arg(long, value_name = "YEAR", value_delimiter = ',', value_parser = clap::value_parser!(i16).range(1000..=9999))]
    pub year: Vec<i16>,
    /// Publications with these topics
    #[arg(long, value_name = "TOPIC", value_delimiter = ',')]
    pub topic: Vec<String>,
    /// Publications of these series
    #[arg(long, value_name = "SERIES", value_delimiter = ',')]
    pub series: Vec<String>,
    /// Publications with these statuses: draft, consultation, final, superseded, withdrawn
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    pub status: Vec<String>,
}

/// How `index` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum IndexFormat {
    /// For people.
    Table,
    /// As `/publications.json` of the site.
    Json,
    /// A line an edition.
    Csv,
    /// For LaTeX.
    Bibtex,
    /// For citation managers.
    Ris,
    /// For citation processors.
    CslJson,
}

/// What can be done with languages.
#[derive(Debug, Subcommand)]
pub enum Languages {
    /// Start a language: lists it as in preparation and writes its files to translate
    #[command(after_help = "Example: bollettino languages add de")]
    Add {
        /// A BCP 47 tag
        tag: String,
    },
}

/// What can be done with translations.
#[derive(Debug, Subcommand)]
pub enum Translations {
    /// Show how translations stand: all of them, the most urgent first, or one block by block
    #[command(after_help = "Examples:\n  bollettino translations status --fail-on stale\n  \
                            bollettino translations status news/2025-11-04-blueolex-2025 it")]
    Status {
        /// The publication; all unless said
        publication: Option<String>,
        /// The language of the translation: shows its blocks with what changed
        lang: Option<String>,
        /// Fail when there are such blocks
        #[arg(long, value_name = "WHAT", value_delimiter = ',')]
        fail_on: Vec<FailOn>,
        /// How the result is printed
        #[arg(long, default_value = "table")]
        format: StatusFormat,
        /// Show what is up to date too
        #[arg(long)]
        all: bool,
    },
    /// Vouch for a translation, or for some of its blocks
    Accept(Accept),
    /// Vouch for every translation that has no ledger yet, block by block
    #[command(after_help = "Example: bollettino translations adopt --by \"Anna Rossi\"")]
    Adopt {
        /// These publications only
        publications: Vec<String>,
        /// Who vouches for them
        #[arg(long, value_name = "NAME", env = "BOLLETTINO_REVIEWER")]
        by: Option<String>,
    },
    /// Copy changed codes, links and identifiers into every language where only those changed
    #[command(after_help = "Example: bollettino translations propagate guidelines/5g-toolbox")]
    Propagate {
        /// The publication
        publication: String,
    },
}

/// What is taken back, and how.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    bollettino withdraw news/2026-03-10-advisory --mode notice --reason \"The figures were wrong\"\n  \
    bollettino withdraw news/2026-03-10-advisory --mode erase --reason \"Personal data\" --yes")]
pub struct Withdraw {
    /// The publication
    pub publication: String,
    /// `notice` leaves its titles and the reason; `erase` leaves nothing of it
    #[arg(long)]
    pub mode: WithdrawMode,
    /// Why: readers see it with `notice`; with `erase` it is a comment in redirects.csv
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// The reason in another language of the publication
    #[arg(long, num_args = 2, value_names = ["LANG", "TEXT"])]
    pub reason_in: Vec<String>,
    /// Erase it; without this what would be erased is shown
    #[arg(long)]
    pub yes: bool,
}

impl Withdraw {
    /// The reasons that are meant for one language.
    pub fn reasons(&self) -> impl Iterator<Item = (Lang, &str)> {
        self.reason_in.chunks_exact(2).map(|pair| (Lang::new(&pair[0]), pair[1].trim()))
    }
}

/// What is left of a publication that is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WithdrawMode {
    /// A page with its title and the reason.
    Notice,
    /// Nothing.
    Erase,
}

/// Where and how a site is published.
#[derive(Debug, Args)]
#[command(after_help = PUBLISH_EXAMPLES)]
pub struct Publish {
    /// The target: a folder that a web server serves, or a bucket
    #[arg(long, value_name = "URL")]
    pub to: String,
    /// Say what would be added, changed and removed, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Wait for what is due next, at most so long, and publish everything together then
    #[arg(long, value_name = "WITHIN", num_args = 0..=1, require_equals = true, default_missing_value = "24h")]
    pub wait: Option<String>,
    /// Put the former release back, as a new one
    #[arg(long, conflicts_with_all = ["wait", "minor", "adopt", "base_url"])]
    pub rollback: bool,
    /// Texts that changed and say nothing of it say the same as before: why
    #[arg(long, value_name = "WHY")]
    pub minor: Option<String>,
    /// Take over a target that holds what was not published by this program
    #[arg(long)]
    pub adopt: bool,
    /// Go on at once where a run to a bucket was interrupted, without looking whether it still runs
    #[arg(long)]
    pub take_over: bool,
    /// Serve the site elsewhere than site.yaml says
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
}

const PUBLISH_EXAMPLES: &str = "\
Examples:
  bollettino publish --to file:///srv/www --dry-run
  bollettino publish --to file:///srv/www --wait
  bollettino publish --to file:///srv/www --minor \"typo\"
  bollettino publish --to file:///srv/www --rollback
  bollettino publish --to s3://bucket/folder

Exit status: 0 published, or nothing to publish; 1 nothing was published; 3 published, and something
that is due was held back.";

/// What of the time to come is asked for.
#[derive(Debug, Args)]
pub struct Due {
    /// How far to look ahead: 30m, 12h, 7d, 2w
    #[arg(long, value_name = "SPAN", default_value = "7d")]
    pub within: jiff::Span,
    /// What is out is what this target serves: tells what is due and not out yet as well
    #[arg(long, value_name = "URL")]
    pub to: Option<String>,
    /// Fail when something is held, or would be
    #[arg(long, value_name = "WHAT")]
    pub fail_on: Option<FailOnDue>,
    /// How the result is printed
    #[arg(long, default_value = "table")]
    pub format: StatusFormat,
}

/// What makes `due` fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOnDue {
    /// What is not ready.
    Held,
}

/// How a preview is served.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  bollettino preview --open\n  \
                        bollettino preview --editor code\n  \
                        bollettino preview --editor 'gvim --remote +{line} {file}'\n  \
                        bollettino preview --editor 'zed://file{file}:{line}:{column}'")]
pub struct Preview {
    /// The port; when it is taken, the next one that is free
    #[arg(long, default_value_t = 4000)]
    pub port: u16,
    /// The address of this machine to listen on; others on the network can read drafts on any but
    /// the default
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// Open the dashboard in the browser
    #[arg(long)]
    pub open: bool,
    /// How a file is opened at a line: an address for the browser, or a command; by default
    /// `$VISUAL`, `$EDITOR`, or Visual Studio Code
    #[arg(long, value_name = "HOW", env = "BOLLETTINO_EDITOR")]
    pub editor: Option<String>,
}

/// What a reviewer says.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  bollettino translations accept guidelines/5g-toolbox en\n  \
                        bollettino translations accept guidelines/5g-toolbox en --block 7 \\\n    \
                        --unchanged \"a typing error in the Italian only\"\n  \
                        bollettino translations accept guidelines/5g-toolbox en \\\n    \
                        --note \"read with the legal office\"")]
pub struct Accept {
    /// The publication
    pub publication: String,
    /// The language of the translation
    pub lang: String,
    /// These blocks only, by their number in `translations status PUB LANG`
    #[arg(long, value_name = "N", value_delimiter = ',')]
    pub block: Vec<usize>,
    /// Why the translation stays as it is although the original has changed
    #[arg(long, value_name = "WHY")]
    pub unchanged: Option<String>,
    /// A check that the blocks need not pass, and why
    #[arg(long, num_args = 2, value_names = ["CHECK", "WHY"])]
    pub despite: Vec<String>,
    /// What else there is to say: it is kept in the ledger
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// How the blocks stand to the original, when not as its translation read by a person
    #[arg(long = "as", value_name = "STANDING")]
    pub standing: Option<AcceptAs>,
    /// Who vouches for them
    #[arg(long, value_name = "NAME", env = "BOLLETTINO_REVIEWER")]
    pub by: Option<String>,
}

impl Accept {
    /// The checks that the blocks need not pass, each with the reason.
    pub fn despite(&self) -> Vec<(String, String)> {
        let pairs = self.despite.chunks_exact(2);
        pairs.map(|pair| (pair[0].clone(), pair[1].clone())).collect()
    }
}

/// How accepted blocks stand to the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AcceptAs {
    /// Translated by a machine and read by nobody.
    Machine,
    /// Different on purpose.
    Forked,
}

/// What makes `translations status` fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Blocks whose original has changed or is gone.
    Stale,
    /// Blocks or editions that are not there.
    Missing,
    /// Blocks that nobody vouches for as they are.
    Unreviewed,
}

/// How `due` and `translations status` print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    /// For people.
    Table,
    /// For programs.
    Json,
}

/// Runs one command.
pub fn run(cli: Cli) -> ExitCode {
    if let Some(jobs) = cli.global.jobs {
        // Fails only when the pool exists already, which it does not yet.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs)).build_global();
    }
    let global = cli.global;
    match cli.command {
        Command::Init { dir, ci } => commands::init::run(&global, &dir, ci),
        Command::New { kind, title, lang } => {
            commands::new::run(&global, &kind, &title, lang.as_deref())
        }
        Command::Build { out, base_url, previous, sign, drafts, pseudo } => {
            let target = commands::build::Target { out, base_url, previous, sign };
            commands::build::run(&global, target, Shown { drafts, pseudo })
        }
        Command::Check { deny, drafts, pseudo } => {
            commands::check::run(&global, &deny, Shown { drafts, pseudo })
        }
        Command::Withdraw(options) => commands::withdraw::run(&global, &options),
        Command::Due(options) => commands::due::run(&global, &options),
        Command::Proof { publication, out } => commands::proof::run(&global, &publication, &out),
        Command::Publish(options) => commands::publish::run(&global, &options),
        Command::Preview(options) => commands::preview::run(&global, options),
        Command::Index { format, filter } => commands::index::run(&global, format, &filter),
        Command::Verify { place, key } => commands::verify::run(&global, &place, key.as_deref()),
        Command::History { publication, from } => commands::verify::tell(&publication, &from),
        Command::Headers { server, base_url } => commands::headers::run(&global, server, base_url),
        Command::Translations(command) => commands::translations::run(&global, &command),
        Command::Languages(Languages::Add { tag }) => commands::languages::add(&global, &tag),
        Command::Explain { code } => commands::explain::run(code.as_deref()),
        Command::Completions { shell } => commands::completions::run(shell),
    }
}
