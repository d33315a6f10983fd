//! `#token`, the grammar of the lists: read, kept and written here. What an element means is the
//! business of the header.

use super::error::InvalidHeaderKind;
use super::parse_single::without_white_space;
use cors_policy::names::token::is_token_bytes;
use std::fmt;

/// How many elements are looked at, the empty ones included.
///
/// Empty elements are legal and cost a sender one byte each. Readers that set no bound have been
/// made to allocate megabytes by a header of nothing but commas (GHSA-mh55-gqvf-xfwm); no honest
/// list comes near either bound.
const MAX_ELEMENTS: usize = 1024;

/// How many bytes are looked at, all lines together.
const MAX_LIST_LEN: usize = 16 * 1024;

/// A list of tokens, kept as it is written: `a,b`.
///
/// One string and not one per element, so that a list of many short elements weighs no more than
/// the lines it came from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct TokenList(Box<str>);

impl TokenList {
    /// The list on these lines, or `None` when there is no line.
    ///
    /// `#` of [RFC 9110 §5.6.1](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1): several
    /// lines are one list, empty elements are skipped.
    pub(super) fn read<'a>(
        lines: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<Option<Self>, InvalidHeaderKind> {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_none() {
            return Ok(None);
        }
        let mut gathered = Gathered::default();
        for line in lines {
            // The bytes first: a long line is refused before it is walked through.
            gathered.account_for(line)?;
            for element in line.split(|&byte| byte == b',') {
                gathered.push(without_white_space(element))?;
            }
        }
        Ok(Some(gathered.into_list()))
    }

    /// The list of these tokens, within the bounds of [`TokenList::read`]: what can be written can
    /// be read.
    pub(super) fn of<'a>(
        tokens: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, InvalidHeaderKind> {
        let mut gathered = Gathered::default();
        for token in tokens {
            // An element that came to nothing on a line is skipped; one that was asked for is not.
            if token.is_empty() {
                return Err(InvalidHeaderKind::ElementNotAToken);
            }
            gathered.account_for(token.as_bytes())?;
            gathered.push(token.as_bytes())?;
        }
        Ok(gathered.into_list())
    }

    /// From tokens as they came into header names as browsers send them: in lower case, sorted,
    /// each once.
    pub(super) fn into_names(mut self) -> Self {
        self.0.make_ascii_lowercase();
        let mut names: Vec<&str> = self.iter().collect();
        names.sort_unstable();
        names.dedup();
        Self(names.join(",").into())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        // `split` finds one empty element in an empty list.
        self.0.split(',').filter(|element| !element.is_empty())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `token` is in the list, byte for byte.
    pub(super) fn contains(&self, token: &str) -> bool {
        self.iter().any(|element| element == token)
    }

    /// Whether the header name `name` is in the list, in any case.
    pub(super) fn contains_name(&self, name: &str) -> bool {
        self.iter()
            .any(|element| element.eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for TokenList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A list being read, and how much of the two bounds it has used up.
#[derive(Default)]
struct Gathered {
    text: String,
    elements: usize,
    bytes: usize,
}

impl Gathered {
    fn account_for(&mut self, line: &[u8]) -> Result<(), InvalidHeaderKind> {
        // The comma that joins this line to the one before counts, since it will be written.
        let joint = usize::from(self.elements > 0);
        self.bytes = self.bytes.saturating_add(joint).saturating_add(line.len());
        if self.bytes > MAX_LIST_LEN {
            return Err(InvalidHeaderKind::TooLong {
                limit: MAX_LIST_LEN,
            });
        }
        Ok(())
    }

    fn push(&mut self, element: &[u8]) -> Result<(), InvalidHeaderKind> {
        self.elements += 1;
        if self.elements > MAX_ELEMENTS {
            return Err(InvalidHeaderKind::TooManyElements {
                limit: MAX_ELEMENTS,
            });
        }
        if element.is_empty() {
            return Ok(());
        }
        let text = std::str::from_utf8(element)
            .ok()
            .filter(|_| is_token_bytes(element))
            .ok_or(InvalidHeaderKind::ElementNotAToken)?;
        if !self.text.is_empty() {
            self.text.push(',');
        }
        self.text.push_str(text);
        Ok(())
    }

    fn into_list(self) -> TokenList {
        TokenList(self.text.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Result<Option<String>, InvalidHeaderKind> {
        TokenList::read(lines.iter().map(|line| line.as_bytes()))
            .map(|list| list.map(|list| list.to_string()))
    }

    #[test]
    fn lists_that_browsers_accept() {
        let table: [(&[&str], &str); 9] = [
            (&["PUT"], "PUT"),
            (&["GET, PUT"], "GET,PUT"),
            (&["GET\t,\t PUT "], "GET,PUT"),
            (&["PUT,,"], "PUT"),
            (&[",,X-Test,"], "X-Test"),
            (&["X-One, ,\t,X-Two"], "X-One,X-Two"),
            (&["GET", "PUT"], "GET,PUT"),
            (&["", "PUT", ","], "PUT"),
            (&["PUT, PUT"], "PUT,PUT"),
        ];
        for (lines, list) in table {
            assert_eq!(read(lines), Ok(Some(list.to_owned())), "{lines:?}");
        }
    }

    #[test]
    fn no_line_is_no_list_but_an_empty_line_is_an_empty_list() {
        assert_eq!(read(&[]), Ok(None));
        for line in ["", " ", "\t,", ",,,"] {
            assert_eq!(read(&[line]), Ok(Some(String::new())), "{line:?}");
        }
        assert_eq!(TokenList::of([]).unwrap().iter().count(), 0);
    }

    #[test]
    fn one_bad_element_voids_the_list() {
        for line in [
            "PUT, bad method",
            "\"PUT\"",
            "PUT;q=1",
            "X-One X-Two",
            "X-One;X-Two",
            "\"X-One\"",
            "x-foo, b@d/",
            "X-A:",
            "résumé",
            "PUT\r\n",
            "PUT\0",
        ] {
            assert_eq!(
                read(&[line]),
                Err(InvalidHeaderKind::ElementNotAToken),
                "{line:?}"
            );
            assert_eq!(
                read(&["GET", line]),
                Err(InvalidHeaderKind::ElementNotAToken)
            );
            assert_eq!(
                TokenList::of([line]),
                Err(InvalidHeaderKind::ElementNotAToken)
            );
        }
        let not_text: [&[u8]; 1] = [b"PUT,\xff"];
        assert_eq!(
            TokenList::read(not_text),
            Err(InvalidHeaderKind::ElementNotAToken)
        );
    }

    #[test]
    fn what_is_asked_for_must_be_one_token_each() {
        assert_eq!(TokenList::of(["a", "b"]).unwrap().to_string(), "a,b");
        for bad in ["", " ", " a", "a,b"] {
            assert_eq!(
                TokenList::of(["a", bad]),
                Err(InvalidHeaderKind::ElementNotAToken),
                "{bad:?}"
            );
        }
    }

    #[test]
    fn elements_are_counted_even_if_empty() {
        let limit = MAX_ELEMENTS;
        let commas = ",".repeat(limit - 1);
        assert_eq!(read(&[&commas]), Ok(Some(String::new())));
        assert_eq!(
            read(&[&commas, ""]),
            Err(InvalidHeaderKind::TooManyElements { limit }),
            "a line more is an element more"
        );
        let too_many = ",".repeat(limit);
        assert_eq!(
            read(&[&too_many]),
            Err(InvalidHeaderKind::TooManyElements { limit })
        );
        assert!(TokenList::of(vec!["a"; limit]).is_ok());
        assert_eq!(
            TokenList::of(vec!["a"; limit + 1]),
            Err(InvalidHeaderKind::TooManyElements { limit })
        );
    }

    #[test]
    fn bytes_are_counted_over_all_lines() {
        let limit = MAX_LIST_LEN;
        let longest = "a".repeat(limit);
        assert_eq!(read(&[&longest]), Ok(Some(longest.clone())));
        assert_eq!(
            read(&[&longest[1..], ""]),
            Ok(Some(longest[1..].to_owned()))
        );
        for lines in [[longest.as_str(), ""], [&longest[1..], "a"]] {
            assert_eq!(read(&lines), Err(InvalidHeaderKind::TooLong { limit }));
        }
        let spaces = " ".repeat(limit + 1);
        assert_eq!(read(&[&spaces]), Err(InvalidHeaderKind::TooLong { limit }));

        let most = TokenList::of([&longest[2..], "a"]).unwrap().to_string();
        assert_eq!(most.len(), limit);
        assert_eq!(read(&[&most]), Ok(Some(most.clone())));
        assert_eq!(
            TokenList::of([&longest[1..], "a"]),
            Err(InvalidHeaderKind::TooLong { limit })
        );
    }

    #[test]
    fn names_are_lower_case_sorted_and_unique() {
        let list = TokenList::of(["X-b", "*", "x-A", "X-B", "Accept"]).unwrap();
        assert_eq!(list.into_names().to_string(), "*,accept,x-a,x-b");
        assert!(TokenList::of([]).unwrap().into_names().is_empty());
    }

    #[test]
    fn membership() {
        let list = TokenList::of(["PUT", "X-Test"]).unwrap();
        assert!(list.contains("PUT"));
        assert!(!list.contains("put"));
        assert!(list.contains_name("x-tEST"));
        for absent in ["", ",", "PU", "UT,X", "PUT,X-Test"] {
            assert!(!list.contains(absent), "{absent:?}");
            assert!(!list.contains_name(absent), "{absent:?}");
        }
        let nothing = TokenList::of([]).unwrap();
        assert!(!nothing.contains("") && !nothing.contains_name(""));
    }
}
