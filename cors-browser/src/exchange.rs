//! [Main fetch](https://fetch.spec.whatwg.org/#concept-main-fetch) and
//! [HTTP fetch](https://fetch.spec.whatwg.org/#concept-http-fetch): the order of the steps. What a
//! step does is in the room of its name.

use bytes::Bytes;
use cors_runtime::policy::bad_port::is_bad_port;
use http::{HeaderMap, Response, StatusCode};
use url::Url;

use super::blocked::{Reason, Stage};
use super::fetch::{Mode, Redirect};
use super::origin::Origin;
use super::page::Page;
use super::profile::Streams;
use super::request::{Request, Tainting};
use super::response::{ResponseType, Seen};
use super::safelist::is_safelisted_method;
use super::service::App;
use super::{check, disclosure, network, preflight, redirect};

/// One call of `fetch()`, on its way from hop to hop.
pub(super) struct Exchange<'a, A> {
    page: &'a Page,
    app: &'a mut A,
    request: Request,
    preflighted: bool,
}

/// Where an exchange ended.
pub(super) struct Failure {
    pub(super) stage: Stage,
    pub(super) reason: Reason,
    pub(super) status: Option<u16>,
    pub(super) preflighted: bool,
    /// The request as it was then.
    pub(super) request: Request,
}

/// A step that failed, before it is known in which exchange.
struct Failed {
    stage: Stage,
    reason: Reason,
    status: Option<u16>,
}

impl Failed {
    fn before(reason: Reason) -> Self {
        Self {
            stage: Stage::Request,
            reason,
            status: None,
        }
    }
}

/// What a hop came to.
enum Hop {
    Final(Response<Bytes>),
    Unfollowed,
    Redirected(StatusCode, Url),
}

impl<'a, A> Exchange<'a, A> {
    pub(super) fn new(page: &'a Page, app: &'a mut A, request: Request) -> Self {
        Self {
            page,
            app,
            request,
            preflighted: false,
        }
    }

    /// Follows the request to its end.
    pub(super) async fn run<K>(mut self) -> Result<Seen, Box<Failure>>
    where
        A: App<K>,
    {
        match self.hops().await {
            Ok(Some(response)) => Ok(Seen::filtered(&self.request, response, self.preflighted)),
            Ok(None) => Ok(Seen::nothing(
                ResponseType::OpaqueRedirect,
                self.preflighted,
            )),
            Err(Failed {
                stage,
                reason,
                status,
            }) => Err(Box::new(Failure {
                stage,
                reason,
                status,
                preflighted: self.preflighted,
                request: self.request,
            })),
        }
    }

    /// Hop by hop to the response, or to nothing where a redirect is left alone.
    async fn hops<K>(&mut self) -> Result<Option<Response<Bytes>>, Failed>
    where
        A: App<K>,
    {
        loop {
            let preflights = self.taint().map_err(Failed::before)?;
            match self.hop(preflights).await? {
                Hop::Final(response) => return Ok(Some(response)),
                Hop::Unfollowed => return Ok(None),
                Hop::Redirected(status, url) => {
                    redirect::follow(&mut self.request, status, url).map_err(|reason| Failed {
                        stage: Stage::Redirect,
                        reason,
                        status: Some(status.as_u16()),
                    })?;
                }
            }
        }
    }

    /// Decides what may be seen of this hop's response, and whether it may need a preflight: main
    /// fetch, step 12.
    fn taint(&mut self) -> Result<bool, Reason> {
        let url = self.request.url();
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Reason::SchemeNotSupported {
                scheme: url.scheme().to_owned(),
            });
        }
        if let Some(port) = url.port().filter(|&port| is_bad_port(port)) {
            return Err(Reason::BadPort { port });
        }
        let is_same_origin = self.request.origin == Origin::of(url);
        if is_same_origin && self.request.tainting == Tainting::Basic {
            return Ok(false);
        }
        match self.request.mode {
            Mode::SameOrigin => Err(Reason::DisallowedByMode),
            Mode::NoCors if self.request.redirect != Redirect::Follow => {
                Err(Reason::RedirectModeInNoCors)
            }
            Mode::NoCors => {
                self.request.tainting = Tainting::Opaque;
                Ok(false)
            }
            Mode::Cors => {
                self.request.tainting = Tainting::Cors;
                Ok(true)
            }
        }
    }

    /// HTTP fetch, up to where it would start anew.
    async fn hop<K>(&mut self, may_preflight: bool) -> Result<Hop, Failed>
    where
        A: App<K>,
    {
        let is_unsafe = may_preflight && self.needs_preflight();
        self.request.was_unsafe |= is_unsafe;
        if may_preflight {
            let result = self.preflight().await;
            if let Err(failed) = result {
                self.forget();
                return Err(failed);
            }
        }
        let result = self.actual().await;
        // Only what a preflight was for: a simple request takes nothing away from the others.
        if result.is_err() && is_unsafe {
            self.forget();
        }
        result
    }

    /// Whether the request is none that a form could send, remembered or not.
    fn needs_preflight(&self) -> bool {
        let profile = self.page.profile();
        !is_safelisted_method(&self.request.method)
            || self.request.uses_preflight()
            || self.request.asks_again(profile)
            || !preflight::asked_names(&self.request, profile).is_empty()
    }

    /// Main fetch, where a request with a preflight comes to nothing: its answer is not kept.
    fn forget(&self) {
        let partition = self.page.partition();
        self.page.state().cache.clear(&self.request, partition);
    }

    /// The preflight, where one is due and none is remembered.
    async fn preflight<K>(&mut self) -> Result<(), Failed>
    where
        A: App<K>,
    {
        let profile = self.page.profile();
        let asked = preflight::asked_names(&self.request, profile);
        let partition = self.page.partition();
        {
            let state = self.page.state();
            if state
                .cache
                .covers(&self.request, &asked, partition, profile, state.now)
            {
                return Ok(());
            }
        }

        let origin = if profile.preflight_names_page_after_redirect {
            self.request.origin.to_string()
        } else {
            disclosure::serialised_origin(&self.request)
        };
        let sent = network::preflight(&self.request, self.page.url(), &origin, &asked, profile);
        let failed = |reason, status| Failed {
            stage: Stage::Preflight,
            reason,
            status,
        };
        let sent = sent.map_err(|reason| failed(reason, None))?;
        self.preflighted = true;
        let response = self.app.answer(sent).await;
        let response = response.map_err(|message| failed(Reason::Network { message }, None))?;
        let (status, headers) = (response.status(), response.headers());
        let granted = self
            .cors_check(headers, &origin)
            .and_then(|()| preflight::judge(&self.request, &asked, status, headers, profile))
            .map_err(|reason| failed(reason, Some(status.as_u16())))?;
        let mut state = self.page.state();
        let now = state.now;
        state
            .cache
            .keep(&self.request, &asked, granted, partition, profile, now);
        Ok(())
    }

    async fn actual<K>(&mut self) -> Result<Hop, Failed>
    where
        A: App<K>,
    {
        let response = self.respond().await.map_err(Failed::before)?;
        let status = response.status();
        let url = self.request.url().clone();
        let location = redirect::location(&url, status, response.headers());
        let failed = |reason| Failed {
            stage: if location.is_some() {
                Stage::Redirect
            } else {
                Stage::Response
            },
            reason,
            status: Some(status.as_u16()),
        };
        if self.request.tainting == Tainting::Cors {
            let origin = disclosure::serialised_origin(&self.request);
            self.cors_check(response.headers(), &origin)
                .map_err(failed)?;
        }
        let is_redirect = matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308);
        match (self.request.redirect, &location) {
            (Redirect::Error, _) if is_redirect => Err(failed(Reason::RedirectNotAllowed)),
            (Redirect::Manual, _) if is_redirect => Ok(Hop::Unfollowed),
            (Redirect::Follow, Some(Ok(to))) => Ok(Hop::Redirected(status, to.clone())),
            (Redirect::Follow, Some(Err(reason))) => Err(failed(reason.clone())),
            _ => Ok(Hop::Final(response)),
        }
    }

    /// Sends the request itself, with its cookies, and keeps those that come back: whether or not
    /// anything of the response may be read.
    async fn respond<K>(&mut self) -> Result<Response<Bytes>, Reason>
    where
        A: App<K>,
    {
        let profile = self.page.profile();
        let url = self.request.url().clone();
        let is_stream = self
            .request
            .payload
            .as_ref()
            .is_some_and(|payload| payload.is_stream);
        let over_http2 = url.scheme() == "https";
        if is_stream && profile.streams == Streams::SentOverHttp2Only && !over_http2 {
            return Err(Reason::StreamTakesHttp2);
        }
        let includes_credentials = self.request.includes_credentials();
        let cookies = includes_credentials
            .then(|| {
                let state = self.page.state();
                state
                    .jar
                    .header(&url, self.page.party(), profile.cookies, state.now)
            })
            .flatten();
        let origin = disclosure::origin_header(&self.request, self.page.party(), profile);
        let sent = network::actual(&self.request, self.page.url(), origin, cookies, profile)?;
        let mut response = self
            .app
            .answer(sent)
            .await
            .map_err(|message| Reason::Network { message })?;
        if includes_credentials {
            let mut state = self.page.state();
            let now = state.now;
            for line in response.headers().get_all("set-cookie") {
                let line = String::from_utf8_lossy(line.as_bytes());
                state
                    .jar
                    .keep(&line, &url, self.page.party(), profile.cookies, now);
            }
        }
        if self.request.method == "HEAD" {
            *response.body_mut() = Bytes::new();
        }
        Ok(response)
    }

    fn cors_check(&self, headers: &HeaderMap, origin: &str) -> Result<(), Reason> {
        let profile = self.page.profile();
        let trims = profile.trims_over_http2 || self.request.url().scheme() != "https";
        check::cors_check(headers, origin, self.request.is_credentialed(), trims)
    }
}
