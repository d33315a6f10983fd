//! [Main fetch](https://fetch.spec.whatwg.org/#concept-main-fetch) and [HTTP
//! fetch](https://fetch.spec.whatwg.org/#concept-http-fetch): the sequence of steps from a request
//! to its response. Each step is in a module of its own.

use bytes::Bytes;
use cors_policy::origin::bad_port::is_bad_port;
use http::{HeaderMap, Response, StatusCode};
use url::Url;

use crate::body_limit::BodyLimit;
use crate::client::Client;
use crate::cors_check::cors_check;
use crate::error::{Blocked, BlockedReason, Stage, StepError};
use crate::fetch_target::FetchTarget;
use crate::http_fetch::{actual_request, preflight_request};
use crate::options::{Mode, Redirect};
use crate::origin::Origin;
use crate::origin_headers::{origin_header, serialised_origin};
use crate::preflight::{check_preflight, requested_headers};
use crate::profile::StreamBodies;
use crate::redirect::{follow, is_redirect_status, location};
use crate::request::Request;
use crate::response::FetchResponse;
use crate::response_type::ResponseType;
use crate::safelist::is_safelisted_method;
use crate::tainting::Tainting;

/// A fetch in progress.
pub(crate) struct MainFetch<'a, T> {
    client: &'a Client,
    target: &'a mut T,
    request: Request,
    preflighted: bool,
    /// Whether the response to the preflight for the current URL allows the request.
    passed_preflight: bool,
}

/// The result of the request to one URL of a redirect chain.
enum HopResult {
    Final(Response<Bytes>),
    ManualRedirect,
    Redirect(StatusCode, Url),
}

impl<'a, T> MainFetch<'a, T> {
    pub(crate) fn new(client: &'a Client, target: &'a mut T, request: Request) -> Self {
        Self {
            client,
            target,
            request,
            preflighted: false,
            passed_preflight: false,
        }
    }

    pub(crate) async fn run<Marker>(mut self) -> Result<FetchResponse, Blocked>
    where
        T: FetchTarget<Marker>,
    {
        match self.follow_redirects().await {
            Ok(Some(response)) => Ok(FetchResponse::filtered(
                &self.request,
                response,
                self.preflighted,
            )),
            Ok(None) => Ok(FetchResponse::unreadable(
                ResponseType::OpaqueRedirect,
                self.preflighted,
            )),
            Err(error) => Err(self.blocked(error)),
        }
    }

    fn blocked(&self, error: StepError) -> Blocked {
        let mut url = self.request.url().clone();
        url.set_fragment(None);
        Blocked {
            reason: error.reason,
            stage: error.stage,
            url: url.into(),
            origin: serialised_origin(&self.request),
            status: error.status,
            preflighted: self.preflighted,
            passed_preflight: self.passed_preflight,
            credentialed: self.request.is_credentialed(),
            engine: self.client.profile.engine,
        }
    }

    /// Returns the final response, or `None` for a redirect in redirect mode `manual`.
    async fn follow_redirects<Marker>(&mut self) -> Result<Option<Response<Bytes>>, StepError>
    where
        T: FetchTarget<Marker>,
    {
        loop {
            let is_cors = self
                .set_tainting()
                .map_err(|reason| StepError::without_response(Stage::Request, reason))?;
            match self.hop(is_cors).await? {
                HopResult::Final(response) => return Ok(Some(response)),
                HopResult::ManualRedirect => return Ok(None),
                HopResult::Redirect(status, url) => {
                    follow(&mut self.request, status, url).map_err(|reason| StepError {
                        stage: Stage::Redirect,
                        reason,
                        status: Some(status.as_u16()),
                    })?;
                }
            }
        }
    }

    /// Sets the response tainting for the current URL, and returns whether the CORS protocol
    /// applies (main fetch, step 12).
    fn set_tainting(&mut self) -> Result<bool, BlockedReason> {
        let url = self.request.url();
        if !matches!(url.scheme(), "http" | "https") {
            return Err(BlockedReason::SchemeNotSupported {
                scheme: url.scheme().to_owned(),
            });
        }
        if let Some(port) = url.port().filter(|&port| is_bad_port(port)) {
            return Err(BlockedReason::BadPort { port });
        }
        let is_same_origin = self.request.origin == Origin::from_url(url);
        if is_same_origin && self.request.tainting == Tainting::Basic {
            return Ok(false);
        }
        match self.request.mode {
            Mode::SameOrigin => Err(BlockedReason::DisallowedByMode),
            Mode::NoCors if self.request.redirect != Redirect::Follow => {
                Err(BlockedReason::RedirectModeInNoCors)
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

    /// HTTP fetch for the current URL.
    async fn hop<Marker>(&mut self, is_cors: bool) -> Result<HopResult, StepError>
    where
        T: FetchTarget<Marker>,
    {
        let needs_preflight = is_cors && self.needs_preflight();
        self.request.needed_preflight |= needs_preflight;
        self.passed_preflight = false;
        if is_cors {
            let result = self.preflight().await;
            if let Err(error) = result {
                self.clear_cached_preflights();
                return Err(error);
            }
            self.passed_preflight = needs_preflight;
        }
        let result = self.actual().await;
        // A simple request that fails does not invalidate the preflights of other requests.
        if result.is_err() && needs_preflight {
            self.clear_cached_preflights();
        }
        result
    }

    /// Returns whether the request needs a preflight, be it sent or cached.
    fn needs_preflight(&self) -> bool {
        let profile = self.client.profile;
        !is_safelisted_method(&self.request.method)
            || self.request.has_preflight_flag()
            || self.request.repeats_preflight(profile)
            || !requested_headers(&self.request, profile).is_empty()
    }

    /// Clears the cache entries for the current URL, as main fetch does when a request with a
    /// preflight fails.
    fn clear_cached_preflights(&self) {
        let partition = self.client.partition();
        let mut state = self.client.state.lock();
        state.preflights.clear(&self.request, partition);
    }

    /// Sends a preflight, unless the cache already allows the request.
    async fn preflight<Marker>(&mut self) -> Result<(), StepError>
    where
        T: FetchTarget<Marker>,
    {
        let profile = self.client.profile;
        let names = requested_headers(&self.request, profile);
        let partition = self.client.partition();
        {
            let state = self.client.state.lock();
            if state
                .preflights
                .allows(&self.request, &names, partition, profile, state.now)
            {
                return Ok(());
            }
        }

        let origin = if profile.preflight_ignores_origin_taint {
            self.request.origin.to_string()
        } else {
            serialised_origin(&self.request)
        };
        let no_response = |reason| StepError::without_response(Stage::Preflight, reason);
        let page = self.client.url();
        let request = preflight_request(&self.request, page, &origin, &names, profile);
        let request = request.map_err(no_response)?;
        self.preflighted = true;
        // Browsers do not read its body.
        let response = self.target.respond(request, BodyLimit::HEAD).await;
        let response =
            response.map_err(|message| no_response(BlockedReason::Network { message }))?;
        let (status, headers) = (response.status(), response.headers());
        let grant = self
            .cors_check(headers, &origin)
            .and_then(|()| check_preflight(&self.request, &names, status, headers, profile))
            .map_err(|reason| StepError {
                stage: Stage::Preflight,
                reason,
                status: Some(status.as_u16()),
            })?;
        let mut state = self.client.state.lock();
        let now = state.now;
        state
            .preflights
            .store(&self.request, &names, grant, partition, profile, now);
        Ok(())
    }

    /// Sends the actual request, and checks its response.
    async fn actual<Marker>(&mut self) -> Result<HopResult, StepError>
    where
        T: FetchTarget<Marker>,
    {
        let response = self
            .send()
            .await
            .map_err(|reason| StepError::without_response(Stage::Request, reason))?;
        let status = response.status();
        let url = self.request.url().clone();
        let location = location(&url, status, response.headers());
        let error = |reason| StepError {
            stage: if location.is_some() {
                Stage::Redirect
            } else {
                Stage::Response
            },
            reason,
            status: Some(status.as_u16()),
        };
        if self.request.tainting == Tainting::Cors {
            let origin = serialised_origin(&self.request);
            self.cors_check(response.headers(), &origin)
                .map_err(error)?;
        }
        let is_redirect = is_redirect_status(status);
        match (self.request.redirect, &location) {
            (Redirect::Error, _) if is_redirect => Err(error(BlockedReason::RedirectNotAllowed)),
            (Redirect::Manual, _) if is_redirect => Ok(HopResult::ManualRedirect),
            (Redirect::Follow, Some(Ok(url))) => Ok(HopResult::Redirect(status, url.clone())),
            (Redirect::Follow, Some(Err(reason))) => Err(error(reason.clone())),
            _ => Ok(HopResult::Final(response)),
        }
    }

    /// Sends the actual request with its cookies, and stores the cookies of the response, even if
    /// scripts cannot read the response.
    async fn send<Marker>(&mut self) -> Result<Response<Bytes>, BlockedReason>
    where
        T: FetchTarget<Marker>,
    {
        let profile = self.client.profile;
        let context = &self.client.cookie_context;
        let url = self.request.url().clone();
        let is_stream = self
            .request
            .body
            .as_ref()
            .is_some_and(|body| body.is_stream);
        let is_http2 = url.scheme() == "https";
        if is_stream && profile.stream_bodies == StreamBodies::Http2Only && !is_http2 {
            return Err(BlockedReason::StreamRequiresHttp2);
        }
        let includes_credentials = self.request.includes_credentials();
        let cookies = includes_credentials
            .then(|| {
                let state = self.client.state.lock();
                state
                    .cookies
                    .header(&url, context, profile.cookies, state.now)
            })
            .flatten();
        let origin = origin_header(&self.request, context, profile);
        let request = actual_request(&self.request, self.client.url(), origin, cookies, profile)?;
        // A response to `HEAD` has no body, whatever the target returns.
        let limit = match self.request.method.as_str() {
            "HEAD" => BodyLimit::HEAD,
            _ => self.request.body_limit,
        };
        let response = self
            .target
            .respond(request, limit)
            .await
            .map_err(|message| BlockedReason::Network { message })?;
        if includes_credentials {
            let mut state = self.client.state.lock();
            let now = state.now;
            for line in response.headers().get_all("set-cookie") {
                let line = String::from_utf8_lossy(line.as_bytes());
                state
                    .cookies
                    .store(&line, &url, context, profile.cookies, now);
            }
        }
        Ok(response)
    }

    fn cors_check(&self, headers: &HeaderMap, origin: &str) -> Result<(), BlockedReason> {
        let profile = self.client.profile;
        let trims = profile.trims_http2_values || self.request.url().scheme() != "https";
        cors_check(headers, origin, self.request.is_credentialed(), trims)
    }
}
