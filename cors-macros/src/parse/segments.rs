//! The names in a path.

use syn::Path;

/// Returns the names in a path, without generic arguments.
pub(super) fn segments(path: &Path) -> Vec<String> {
    let segments = path.segments.iter();
    segments.map(|segment| segment.ident.to_string()).collect()
}
