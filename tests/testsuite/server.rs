//! A preview of a site, spoken to over a bare connection, so that no client tidies up what is sent.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::site::{NOW, Site};

/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running preview, stopped when dropped.
pub(super) struct Server<'s> {
    /// Gone with its folder when it is dropped, which is not before the server.
    _site: &'s Site,
    child: Child,
    pub(super) address: SocketAddr,
}

/// What came back.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Site {
    /// Starts a preview of the site.
    pub(super) fn preview(&self) -> Server<'_> {
        self.preview_with(&[])
    }

    /// The same with more arguments.
    pub(super) fn preview_with(&self, args: &[&str]) -> Server<'_> {
        self.preview_in(args, &[])
    }

    /// The same in an environment that has these variables only.
    pub(super) fn preview_in(&self, args: &[&str], variables: &[(&str, &str)]) -> Server<'_> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_bollettino"))
            .env_clear()
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .current_dir(self.path(""))
            .args(["preview", "--now", NOW])
            .args(if args.contains(&"--port") { &[][..] } else { &["--port", "0"] })
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        let address = address.unwrap_or_else(|| panic!("no address in `{line}`"));
        Server { address: address.parse().unwrap(), child, _site: self }
    }
}

impl Server<'_> {
    /// Asks for a path.
    #[track_caller]
    pub(super) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], "")
    }

    /// Asks with more headers; a `Host` of its own replaces that of the server.
    #[track_caller]
    pub(super) fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let own = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host"));
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !own {
            request.push_str(&format!("Host: {}\r\n", self.address));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        if !body.is_empty() {
            request.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        self.send(format!("{request}\r\n{body}").as_bytes())
    }

    /// Sends bytes and reads what comes back until the server closes.
    #[track_caller]
    pub(super) fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that refuses may close before it has read all.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        Answer::read(&answer)
    }

    /// A connection on which nothing was said yet.
    pub(super) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// What writes must carry.
    pub(super) fn token(&self) -> String {
        let page = self.get("/_preview/api/page?path=/").json();
        page["token"].as_str().unwrap().to_owned()
    }

    /// Has something done, as the preview's own pages would.
    #[track_caller]
    pub(super) fn tell(&self, path: &str, body: &str) -> Answer {
        let token = self.token();
        let headers = [("Content-Type", "application/json"), ("X-Bollettino-Token", &*token)];
        self.ask("POST", path, &headers, body)
    }

    /// Asks until the answer is what it must become.
    #[track_caller]
    pub(super) fn until(&self, path: &str, is_there: impl Fn(&Answer) -> bool) -> Answer {
        let started = Instant::now();
        loop {
            let answer = self.get(path);
            if is_there(&answer) {
                return answer;
            }
            assert!(
                started.elapsed() < PATIENCE,
                "{path} stays {}: {}",
                answer.status,
                answer.text()
            );
            std::thread::yield_now();
        }
    }

    /// Tells it to stop as Ctrl-C does; how it ended and what it said.
    pub(super) fn stop(mut self) -> (Option<i32>, String) {
        let id = nix::unistd::Pid::from_raw(i32::try_from(self.child.id()).unwrap());
        nix::sys::signal::kill(id, nix::sys::signal::Signal::SIGINT).unwrap();
        let code = self.child.wait().unwrap().code();
        let mut said = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        (code, said)
    }

    /// Whether it still runs.
    pub(super) fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    #[track_caller]
    fn read(bytes: &[u8]) -> Answer {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("no answer: {}", String::from_utf8_lossy(bytes)));
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let mut body = bytes[end + 4..].to_vec();
        if headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked") {
            body = unchunked(&body);
        }
        Answer { status, headers, body }
    }

    /// A header's value.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    #[track_caller]
    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }
}

/// The bytes of a body that was sent in pieces.
fn unchunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = bytes.windows(2).position(|two| two == b"\r\n") {
        let length = std::str::from_utf8(&bytes[..end]).unwrap();
        let length = usize::from_str_radix(length, 16).unwrap();
        body.extend(&bytes[end + 2..end + 2 + length]);
        bytes = &bytes[end + 4 + length..];
    }
    body
}

/// Says no more on a connection.
pub(super) fn finish(stream: &TcpStream) {
    // The other side may have closed it already.
    let _ = stream.shutdown(Shutdown::Write);
}
