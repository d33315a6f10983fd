//! Walking over tokens: what a signature is read with.
//!
//! Types, patterns and generics stay tokens from the first to the last. Nothing of them is needed but
//! where they end, so no parser of Rust is: one would take longer to compile than the rest of this
//! crate, in every user's clean build.

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};

/// A place in tokens.
pub(crate) struct Walker {
    tokens: Vec<TokenTree>,
    at: usize,
}

impl Walker {
    pub(crate) fn new(tokens: TokenStream) -> Self {
        Self {
            tokens: tokens.into_iter().collect(),
            at: 0,
        }
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    pub(crate) fn peek(&self) -> Option<&TokenTree> {
        self.tokens.get(self.at)
    }

    fn peek_second(&self) -> Option<&TokenTree> {
        self.tokens.get(self.at + 1)
    }

    pub(crate) fn next(&mut self) -> Option<TokenTree> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    /// The next token, if it is this word.
    pub(crate) fn word(&mut self, wanted: &str) -> Option<Ident> {
        match self.peek() {
            Some(TokenTree::Ident(word)) if word == wanted => {
                let word = word.clone();
                self.at += 1;
                Some(word)
            }
            _ => None,
        }
    }

    /// The next token, if it is a word at all.
    pub(crate) fn any_word(&mut self) -> Option<Ident> {
        match self.peek() {
            Some(TokenTree::Ident(word)) => {
                let word = word.clone();
                self.at += 1;
                Some(word)
            }
            _ => None,
        }
    }

    /// The next token, if it is a group in these brackets.
    pub(crate) fn group(&mut self, delimiter: Delimiter) -> Option<Group> {
        match self.peek() {
            Some(TokenTree::Group(group)) if group.delimiter() == delimiter => {
                let group = group.clone();
                self.at += 1;
                Some(group)
            }
            _ => None,
        }
    }

    pub(crate) fn is_punct(&self, wanted: char) -> bool {
        is_punct(self.peek(), wanted)
    }

    /// `->`, which is two tokens.
    pub(crate) fn is_arrow(&self) -> bool {
        self.is_punct('-') && is_punct(self.peek_second(), '>')
    }

    /// `::`, which is two tokens, and no colon that separates.
    pub(crate) fn is_path_separator(&self) -> bool {
        let is_joint =
            matches!(self.peek(), Some(TokenTree::Punct(p)) if p.spacing() == Spacing::Joint);
        is_joint && self.is_punct(':') && is_punct(self.peek_second(), ':')
    }

    /// The tokens up to the first outside angle brackets at which `is_end` is true, which stays.
    pub(crate) fn take_until(&mut self, is_end: fn(&Self) -> bool) -> Vec<TokenTree> {
        let mut taken = Vec::new();
        let mut depth = 0_usize;
        while let Some(token) = self.peek() {
            if depth == 0 && is_end(self) {
                break;
            }
            let is_arrow = self.is_arrow();
            if is_punct(Some(token), '<') {
                depth += 1;
            } else if is_punct(Some(token), '>') {
                depth = depth.saturating_sub(1);
            }
            // The `>` of an arrow closes nothing, and the two colons of a path are one thing.
            let together = if is_arrow || self.is_path_separator() {
                2
            } else {
                1
            };
            for _ in 0..together {
                taken.extend(self.next());
            }
        }
        taken
    }

    /// `<…>`, with its brackets.
    pub(crate) fn take_angles(&mut self) -> Vec<TokenTree> {
        let mut taken = Vec::new();
        if !self.is_punct('<') {
            return taken;
        }
        taken.extend(self.next());
        taken.extend(self.take_until(|walker| walker.is_punct('>')));
        taken.extend(self.next());
        taken
    }

    /// What stands between commas outside angle brackets.
    pub(crate) fn take_list(mut self) -> Vec<Walker> {
        let mut list = Vec::new();
        while !self.is_at_end() {
            let tokens = self.take_until(|walker| walker.is_punct(','));
            self.at += 1;
            list.push(Walker { tokens, at: 0 });
        }
        list
    }

    /// Everything that is left.
    pub(crate) fn rest(mut self) -> Vec<TokenTree> {
        self.take_until(|_| false)
    }
}

fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}
