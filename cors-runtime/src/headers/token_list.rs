//! A list of tokens, the grammar of four of the headers.

use super::error::InvalidHeaderKind;
use super::single_value::trim_optional_whitespace;
use cors_policy::names::header_value::names_header_value;
use cors_policy::names::token::is_token_bytes;
use std::fmt;

/// The maximal number of elements, including empty ones.
///
/// Empty elements are valid and cost a sender one byte each. Without a limit, a header of commas can make
/// a parser allocate megabytes ([GHSA-mh55-gqvf-xfwm](https://github.com/advisories/GHSA-mh55-gqvf-xfwm)).
const MAX_ELEMENTS: usize = 1024;

/// The maximal length of all lines together, in bytes.
const MAX_LIST_LEN: usize = 16 * 1024;

/// A list of tokens, stored as it is written: `a,b`. A single string needs less memory than a string for
/// every element.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct TokenList(Box<str>);

impl TokenList {
    /// Parses a [list](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1): several lines are one list,
    /// and empty elements are ignored. Returns `None` for an empty list of lines.
    pub(super) fn parse<'a>(
        lines: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<Option<Self>, InvalidHeaderKind> {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_none() {
            return Ok(None);
        }
        let mut builder = ListBuilder::default();
        for line in lines {
            // Counted first, so that a long line is rejected before it is split.
            builder.count_bytes(line)?;
            for element in line.split(|&byte| byte == b',') {
                builder.push(trim_optional_whitespace(element))?;
            }
        }
        Ok(Some(builder.build()))
    }

    /// Creates a list, within the limits of [`TokenList::parse`], so that it can be parsed again.
    pub(super) fn new<'a>(
        tokens: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, InvalidHeaderKind> {
        let mut builder = ListBuilder::default();
        for token in tokens {
            // Unlike in a parsed list, an empty element is a mistake.
            if token.is_empty() {
                return Err(InvalidHeaderKind::ElementNotAToken);
            }
            builder.count_bytes(token.as_bytes())?;
            builder.push(token.as_bytes())?;
        }
        Ok(builder.build())
    }

    /// Converts the tokens into header names as browsers send them: in lower case, sorted and without
    /// duplicates.
    pub(super) fn into_names(self) -> Self {
        let names: Vec<&str> = self.iter().collect();
        Self(names_header_value(&names).into())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        // `split` finds one empty element in an empty list.
        self.0.split(',').filter(|element| !element.is_empty())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns whether the list contains `token`, with the same case.
    pub(super) fn contains(&self, token: &str) -> bool {
        self.iter().any(|element| element == token)
    }

    /// Returns whether the list contains the header name `name`, in any case.
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

/// A list that is not complete yet, with the counts for the two limits.
#[derive(Default)]
struct ListBuilder {
    text: String,
    elements: usize,
    bytes: usize,
}

impl ListBuilder {
    fn count_bytes(&mut self, line: &[u8]) -> Result<(), InvalidHeaderKind> {
        // The comma between two lines counts, because it is written.
        let comma = usize::from(self.elements > 0);
        self.bytes = self.bytes.saturating_add(comma).saturating_add(line.len());
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

    fn build(self) -> TokenList {
        TokenList(self.text.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(lines: &[&str]) -> Result<Option<String>, InvalidHeaderKind> {
        TokenList::parse(lines.iter().map(|line| line.as_bytes()))
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
            assert_eq!(parse(lines), Ok(Some(list.to_owned())), "{lines:?}");
        }
    }

    #[test]
    fn empty_line_is_an_empty_list() {
        assert_eq!(parse(&[]), Ok(None));
        for line in ["", " ", "\t,", ",,,"] {
            assert_eq!(parse(&[line]), Ok(Some(String::new())), "{line:?}");
        }
        assert_eq!(TokenList::new([]).unwrap().iter().count(), 0);
    }

    #[test]
    fn one_invalid_element_invalidates_the_list() {
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
                parse(&[line]),
                Err(InvalidHeaderKind::ElementNotAToken),
                "{line:?}"
            );
            assert_eq!(
                parse(&["GET", line]),
                Err(InvalidHeaderKind::ElementNotAToken)
            );
            assert_eq!(
                TokenList::new([line]),
                Err(InvalidHeaderKind::ElementNotAToken)
            );
        }
        let not_text: [&[u8]; 1] = [b"PUT,\xff"];
        assert_eq!(
            TokenList::parse(not_text),
            Err(InvalidHeaderKind::ElementNotAToken)
        );
    }

    #[test]
    fn new_takes_one_token_per_element() {
        assert_eq!(TokenList::new(["a", "b"]).unwrap().to_string(), "a,b");
        for bad in ["", " ", " a", "a,b"] {
            assert_eq!(
                TokenList::new(["a", bad]),
                Err(InvalidHeaderKind::ElementNotAToken),
                "{bad:?}"
            );
        }
    }

    #[test]
    fn number_of_elements_is_limited() {
        let limit = MAX_ELEMENTS;
        let commas = ",".repeat(limit - 1);
        assert_eq!(parse(&[&commas]), Ok(Some(String::new())));
        assert_eq!(
            parse(&[&commas, ""]),
            Err(InvalidHeaderKind::TooManyElements { limit }),
            "every line has an element"
        );
        let too_many = ",".repeat(limit);
        assert_eq!(
            parse(&[&too_many]),
            Err(InvalidHeaderKind::TooManyElements { limit })
        );
        assert!(TokenList::new(vec!["a"; limit]).is_ok());
        assert_eq!(
            TokenList::new(vec!["a"; limit + 1]),
            Err(InvalidHeaderKind::TooManyElements { limit })
        );
    }

    #[test]
    fn length_of_all_lines_is_limited() {
        let limit = MAX_LIST_LEN;
        let longest = "a".repeat(limit);
        assert_eq!(parse(&[&longest]), Ok(Some(longest.clone())));
        assert_eq!(
            parse(&[&longest[1..], ""]),
            Ok(Some(longest[1..].to_owned()))
        );
        for lines in [[longest.as_str(), ""], [&longest[1..], "a"]] {
            assert_eq!(parse(&lines), Err(InvalidHeaderKind::TooLong { limit }));
        }
        let spaces = " ".repeat(limit + 1);
        assert_eq!(parse(&[&spaces]), Err(InvalidHeaderKind::TooLong { limit }));

        let list = TokenList::new([&longest[2..], "a"]).unwrap().to_string();
        assert_eq!(list.len(), limit);
        assert_eq!(parse(&[&list]), Ok(Some(list.clone())));
        assert_eq!(
            TokenList::new([&longest[1..], "a"]),
            Err(InvalidHeaderKind::TooLong { limit })
        );
    }

    #[test]
    fn names_are_in_lower_case_sorted_and_unique() {
        let list = TokenList::new(["X-b", "*", "x-A", "X-B", "Accept"]).unwrap();
        assert_eq!(list.into_names().to_string(), "*,accept,x-a,x-b");
        assert!(TokenList::new([]).unwrap().into_names().is_empty());
    }

    #[test]
    fn contains_compares_whole_elements() {
        let list = TokenList::new(["PUT", "X-Test"]).unwrap();
        assert!(list.contains("PUT"));
        assert!(!list.contains("put"));
        assert!(list.contains_name("x-tEST"));
        for absent in ["", ",", "PU", "UT,X", "PUT,X-Test"] {
            assert!(!list.contains(absent), "{absent:?}");
            assert!(!list.contains_name(absent), "{absent:?}");
        }
        let empty = TokenList::new([]).unwrap();
        assert!(!empty.contains("") && !empty.contains_name(""));
    }
}
