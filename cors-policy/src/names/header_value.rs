//! The wire format of lists of methods and header names.

use super::method::is_safelisted;

/// Returns the value of `Access-Control-Allow-Methods` for a list of methods: sorted and without
/// spaces; empty when all methods are safelisted, because those need no permission.
#[must_use]
pub fn methods_header_value(methods: &[&str]) -> String {
    if methods.iter().all(|method| is_safelisted(method)) {
        return String::new();
    }
    join_sorted(methods.iter().map(|&method| method.to_owned()))
}

/// Returns the value of a header that lists header names: lower case, sorted and without spaces, the
/// form in which browsers send `Access-Control-Request-Headers`.
#[must_use]
pub fn names_header_value<T: AsRef<str>>(names: &[T]) -> String {
    join_sorted(names.iter().map(|name| name.as_ref().to_ascii_lowercase()))
}

fn join_sorted(names: impl Iterator<Item = String>) -> String {
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names.dedup();
    names.join(",")
}

#[cfg(test)]
mod tests {
    use super::{methods_header_value, names_header_value};

    #[test]
    fn lists_are_sorted_and_free_of_duplicates() {
        for (names, value) in [
            (&[][..], ""),
            (&["a"], "a"),
            (&["b", "A"], "a,b"),
            (&["b", "a", "B", "c", "a"], "a,b,c"),
        ] {
            let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
            assert_eq!(names_header_value(&names), value);
        }
    }

    #[test]
    fn safelisted_methods_alone_need_no_header() {
        for (methods, value) in [
            (&[][..], ""),
            (&["GET", "HEAD", "POST"], ""),
            (&["GET", "PUT"], "GET,PUT"),
            (&["PUT", "DELETE", "PUT"], "DELETE,PUT"),
            (&["*"], "*"),
        ] {
            assert_eq!(methods_header_value(methods), value);
        }
    }
}
