//! The preview: a server on this machine that shows what each reader will get, as it is written.
//!
//! One pipeline, no second one for watching: `studio` keeps the site's
//! [`Contents`](crate::site::Contents), reads again what changes, and makes a
//! [`Site`](crate::site::Site) of it for every [`View`] that somebody looks at. Pages are rendered
//! when a browser asks for them, to the same bytes as in a build, with one script added.
//!
//! | file | does |
//! |---|---|
//! | `studio` | the site as it is now, for each view |
//! | `view` | what a browser has chosen to see |
//! | `watch` | changes on disk, gathered |
//! | `guard` | who may ask for what; headers of every answer |
//! | `pages`, `files`, `last` | the site's own addresses: made, as they are, as they last were |
//! | `sweep` | every page made once in the background, for what is wrong only then |
//! | `desk`, `notes`, `editor`, `embedded` | what the script on every page asks for and does, as JSON |
//! | `dashboard`, `compare` | the preview's own pages: how the site stands, editions side by side |
//! | `accept` | vouching for translations |
//! | `client` | the script and the preview's own pages, in files beside |

mod accept;
mod client;
mod compare;
mod dashboard;
mod desk;
mod editor;
mod embedded;
mod files;
mod guard;
mod hidden;
mod last;
mod notes;
mod pages;
mod studio;
mod sweep;
mod view;
mod watch;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

pub use editor::Editor;
use guard::Guard;
use last::LastGood;
use studio::Studio;
pub use view::View;

/// How a preview is run.
pub struct Options {
    /// The site's folder.
    pub site: PathBuf,
    /// The address of this machine to listen on.
    pub host: IpAddr,
    /// The port; when it is taken, the next one that is free.
    pub port: u16,
    /// How a file is opened at a line.
    pub editor: Editor,
    /// The time that decides what is due, where nobody has chosen one.
    pub clock: Clock,
}

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// How many ports are tried.
const PORTS: u16 = 100;
/// Threads that render and read files; the requests beyond wait.
const WORKERS: usize = 8;
/// The longest text that a browser may send, in bytes.
const LONGEST_BODY: usize = 64 * 1024;

/// A preview that listens and does not answer yet.
pub struct Preview {
    runtime: Runtime,
    listener: TcpListener,
    address: SocketAddr,
    options: Options,
    stopped: Pin<Box<dyn Future<Output = ()>>>,
}

impl Preview {
    /// Takes a port. From now on it is this program that ends when it is told to stop.
    pub fn bind(options: Options) -> io::Result<Preview> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(WORKERS)
            .enable_all()
            .build()?;
        let listener = runtime.block_on(listen(options.host, options.port))?;
        let address = listener.local_addr()?;
        let stopped = {
            let _within = runtime.enter();
            Box::pin(stopped()?)
        };
        Ok(Preview { runtime, listener, address, options, stopped })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until the process is told to stop. `told` hears of what the person at the terminal
    /// should know.
    pub fn run(self, told: impl Fn(&str) + Send + Sync + 'static) -> io::Result<()> {
        let Preview { runtime, listener, address, options, stopped } = self;
        let app = Arc::new(App {
            studio: Arc::new(Studio::new(options)),
            guard: Arc::new(Guard::new(address)?),
            last: LastGood::default(),
            cookie: format!("bollettino-preview-{}", address.port()),
        });
        watch::start(Arc::clone(&app.studio), told);
        let app = router(app).into_make_service_with_connect_info::<SocketAddr>();
        let done = runtime.block_on(async {
            tokio::select! {
                served = axum::serve(listener, app) => served,
                () = stopped => Ok(()),
            }
        });
        // Whoever still listens to events would be waited for.
        runtime.shutdown_background();
        done
    }
}

/// What every answer is made from.
struct App {
    studio: Arc<Studio>,
    guard: Arc<Guard>,
    last: LastGood,
    /// The name under which a browser keeps its view: another for every port.
    cookie: String,
}

fn router(app: Arc<App>) -> Router {
    let guard = Arc::clone(&app.guard);
    Router::new()
        .route("/_preview", get(dashboard::to_page))
        .route("/_preview/", get(dashboard::page))
        .route("/_preview/compare/{*publication}", get(compare::page))
        .route("/_preview/go/{lang}/{*publication}", get(dashboard::go))
        .route("/_preview/picture/{*path}", get(compare::picture))
        .route("/_preview/events", get(pages::events))
        .route("/_preview/client/{file}", get(client::file))
        .route("/_preview/api/dashboard", get(dashboard::dashboard))
        .route("/_preview/api/compare", get(compare::compare))
        .route("/_preview/api/accept", post(accept::accept))
        .route("/_preview/api/page", get(desk::page))
        .route("/_preview/api/view", post(desk::choose))
        .route("/_preview/api/open", post(desk::open))
        .fallback(pages::site)
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(from_fn_with_state(guard, guard::check))
        .with_state(app)
}

/// Listens on the port, or on the next one that is free.
async fn listen(host: IpAddr, port: u16) -> io::Result<TcpListener> {
    let last = port.saturating_add(if port == 0 { 0 } else { PORTS });
    let mut result = Err(io::ErrorKind::AddrInUse.into());
    for port in port..=last {
        result = TcpListener::bind((host, port)).await;
        match &result {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            _ => break,
        }
    }
    result
}

/// What ends when the process is told to stop: by Ctrl-C, or in the system's polite way.
#[cfg(unix)]
fn stopped() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupted, mut terminated) =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stopped() -> io::Result<impl Future<Output = ()>> {
    let mut interrupted = tokio::signal::windows::ctrl_c()?;
    Ok(async move { drop(interrupted.recv().await) })
}
