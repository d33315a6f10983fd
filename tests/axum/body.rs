//! The body of a handler does what it does in a plain `async fn`.

use std::cell::RefCell;
use std::fmt::Display;
use std::rc::Rc;

use facade::axum::cors;

/// Writes its name into a log when it is dropped.
struct Guard(&'static str, Rc<RefCell<Vec<&'static str>>>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.1.borrow_mut().push(self.0);
    }
}

struct Pair(Guard, #[allow(dead_code, reason = "only dropped")] Guard);

type Log = Rc<RefCell<Vec<&'static str>>>;

/// Defines a function, with or without the attribute.
macro_rules! functions {
    ($(#[$attr:meta])* $name:ident) => {
        $(#[$attr])*
        async fn $name(
            _first: Guard,
            Pair(second, _): Pair,
            _: Guard,
            mut log: Log,
            #[allow(unused_variables)] last: Guard,
        ) -> usize {
            drop(second);
            log = Rc::clone(&log);
            tokio::task::yield_now().await;
            log.borrow_mut().push("body");
            let _local = Guard("local", Rc::clone(&log));
            Guard("temporary", Rc::clone(&log)).1.borrow().len()
        }
    };
}

functions!(plain);
functions!(
    #[cors(crate = facade, origins = ["https://app.example.com"])]
    annotated
);

fn guards(log: &Log) -> (Guard, Pair, Guard, Log, Guard) {
    let guard = |name| Guard(name, Rc::clone(log));
    (
        guard("first"),
        Pair(guard("second"), guard("left out")),
        guard("without a name"),
        Rc::clone(log),
        guard("last"),
    )
}

#[tokio::test]
async fn arguments_and_temporaries_are_dropped_in_the_same_order() {
    let (expected, found) = (Log::default(), Log::default());
    let (first, pair, unnamed, log, last) = guards(&expected);
    let length = plain(first, pair, unnamed, log, last).await;
    let (first, pair, unnamed, log, last) = guards(&found);
    let future = annotated(first, pair, unnamed, log, last);
    assert_eq!(*found.borrow(), [""; 0], "dropped before the first poll");
    assert_eq!(future.await, length);
    assert_eq!(found, expected);
    assert_eq!(expected.borrow().len(), 8, "{expected:?}");
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
async fn described(number: u8) -> Box<dyn Display> {
    if number == 0 {
        return Box::new("nothing");
    }
    Box::new(number)
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
async fn parsed(text: &str) -> Result<u8, Box<dyn std::error::Error>> {
    let number = text.parse()?;
    if number == 0 {
        return Err("nothing".into());
    }
    Ok(number)
}

#[tokio::test]
async fn results_are_converted_to_the_return_type() {
    assert_eq!(described(0).await.to_string(), "nothing");
    assert_eq!(described(7).await.to_string(), "7");
    assert_eq!(parsed("7").await.ok(), Some(7));
    assert_eq!(parsed("0").await.unwrap_err().to_string(), "nothing");
    assert!(parsed("seven").await.is_err());
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
async fn countdown(number: u8) -> u8 {
    match number.checked_sub(1) {
        Some(less) => Box::pin(countdown(less)).await,
        None => 0,
    }
}

#[tokio::test]
async fn handler_may_call_itself() {
    assert_eq!(countdown(3).await, 0);
}
