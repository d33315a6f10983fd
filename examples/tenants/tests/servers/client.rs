//! A connection to a server, which is kept open.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result, Write};
use std::net::{SocketAddr, TcpStream};

/// A request of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `GET`, which any page can send.
    Read,
    /// `PUT`, as a browser sends it after its preflight.
    Write,
    /// The preflight for `PUT`.
    Preflight,
}

impl Kind {
    pub(crate) const ALL: [Kind; 3] = [Kind::Read, Kind::Write, Kind::Preflight];
}

/// The parts of a response that tell whether the page may read it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) allow_origin: Option<String>,
}

impl Answer {
    /// Returns whether the origin is allowed. The parts of the answer agree, or it is an error.
    pub(crate) fn allows(&self, kind: Kind, origin: &str) -> std::result::Result<bool, String> {
        let is_allowed = match self.allow_origin.as_deref() {
            Some(allowed) if allowed == origin => true,
            None => false,
            Some(_) => return Err(format!("{self:?} to {origin}")),
        };
        let is_right_status = match (kind, is_allowed) {
            (Kind::Read, _) => matches!(self.status, 200 | 404),
            (Kind::Write | Kind::Preflight, true) => self.status == 204,
            (Kind::Write | Kind::Preflight, false) => self.status == 403,
        };
        if is_right_status {
            Ok(is_allowed)
        } else {
            Err(format!("{self:?} to {kind:?} from {origin}"))
        }
    }
}

pub(crate) struct Client(BufReader<TcpStream>);

impl Client {
    pub(crate) fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::new(stream)))
    }

    /// Sends the request of a page at `origin` to the server of the tenant with this host.
    pub(crate) fn send(&mut self, kind: Kind, host: &str, origin: &str) -> Result<Answer> {
        let (method, more) = match kind {
            Kind::Read => ("GET", ""),
            Kind::Write => ("PUT", "sec-fetch-site: cross-site\r\ncontent-length: 0\r\n"),
            Kind::Preflight => ("OPTIONS", "access-control-request-method: PUT\r\n"),
        };
        let request =
            format!("{method} /note HTTP/1.1\r\nhost: {host}\r\norigin: {origin}\r\n{more}\r\n");
        self.0.get_mut().write_all(request.as_bytes())?;
        let invalid = |line: &str| Error::new(ErrorKind::InvalidData, line.to_owned());
        let mut line = String::new();
        self.0.read_line(&mut line)?;
        let status = line
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| invalid(&line))?;
        let mut answer = Answer {
            status,
            allow_origin: None,
        };
        let mut length = 0;
        loop {
            line.clear();
            self.0.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(": ") else {
                break;
            };
            match name {
                "access-control-allow-origin" => answer.allow_origin = Some(value.to_owned()),
                "content-length" => length = value.parse().map_err(|_| invalid(&line))?,
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body)?;
        Ok(answer)
    }
}
