//! Reading of axum's requests.

use axum::extract::{OriginalUri, Request};
use cors_runtime::RequestHead;

/// Returns the request without its body. `Router::nest` removes its prefix from the URI; the router keeps the
/// URI that the client sent in the extensions.
pub(super) fn head(request: &Request) -> RequestHead<'_> {
    RequestHead {
        original_uri: |extensions| extensions.get::<OriginalUri>().map(|OriginalUri(uri)| uri),
        ..request.into()
    }
}
