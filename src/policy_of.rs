//! The policies of annotated handlers.

use std::fmt;
use std::marker::PhantomData;
use std::sync::OnceLock;

use cors_runtime::{CompiledPolicy, Policy};

/// The policy of an annotated handler.
///
/// An attribute declares a type of this kind with the name of its handler.
///
/// ```
/// use http::{Request, Response};
///
/// #[cors::cors(origins = ["https://app.example.com"])]
/// fn greet(_: Request<()>) -> Response<String> {
///     Response::default()
/// }
///
/// assert!(greet::policy().allows(b"https://app.example.com"));
/// ```
pub struct PolicyOf<M>(PhantomData<fn() -> M>);

impl<M: HasPolicy> PolicyOf<M> {
    /// Returns the policy.
    #[must_use]
    pub fn policy() -> &'static Policy {
        M::policy()
    }
}

impl<M> fmt::Debug for PolicyOf<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PolicyOf").finish()
    }
}

/// A type that represents the policy of a handler. For expansions only.
pub trait HasPolicy: 'static {
    /// Returns the static of the expansion.
    fn lazy_policy() -> &'static LazyPolicy;

    /// Returns the policy.
    #[must_use]
    fn policy() -> &'static Policy {
        Self::lazy_policy().policy()
    }

    /// Returns the policy in the form that is evaluated.
    #[must_use]
    fn compiled() -> &'static CompiledPolicy {
        Self::lazy_policy().compiled()
    }
}

/// A policy that is compiled when it is needed first. For expansions only.
#[derive(Debug)]
pub struct LazyPolicy {
    policy: Source,
    compiled: OnceLock<CompiledPolicy>,
}

#[derive(Debug)]
#[allow(
    clippy::large_enum_variant,
    reason = "a box cannot be made in a static, and there is one value for each handler"
)]
enum Source {
    /// Written in an attribute.
    Own(Policy),
    /// `policy = path`
    Named(&'static Policy),
}

impl LazyPolicy {
    /// Creates the static of a policy.
    #[must_use]
    pub const fn new(policy: Policy) -> Self {
        Self::from_source(Source::Own(policy))
    }

    /// Creates the static of a policy that is another static.
    #[must_use]
    pub const fn named(policy: &'static Policy) -> Self {
        Self::from_source(Source::Named(policy))
    }

    /// Creates the static of a policy with exact origins only.
    #[must_use]
    pub const fn exact(
        origins: &'static [&'static str],
        credentials: bool,
        headers: [&'static str; 4],
    ) -> Self {
        Self::new(Policy::from_exact_origins(origins, credentials, headers))
    }

    const fn from_source(policy: Source) -> Self {
        Self {
            policy,
            compiled: OnceLock::new(),
        }
    }

    fn policy(&'static self) -> &'static Policy {
        match &self.policy {
            Source::Own(policy) => policy,
            Source::Named(policy) => policy,
        }
    }

    fn compiled(&'static self) -> &'static CompiledPolicy {
        let compile = || CompiledPolicy::new(self.policy());
        self.compiled.get_or_init(compile)
    }
}

/// Declares what represents the policy of a handler. For expansions only.
///
/// The compiler reads the result of this macro several times faster than the same tokens from an attribute.
/// Each macro within it costs a tenth of the whole check of a handler, so the most frequent form has none.
#[doc(hidden)]
#[macro_export]
macro_rules! __handler_policy {
    // The name of the handler is free for a type: it is one that has `policy()` only.
    ($(#[$cfg:meta])* $vis:vis type $name:ident = $marker:ident => $($value:tt)*) => {
        $(#[$cfg])*
        #[doc(hidden)]
        $vis enum $marker {}

        $(#[$cfg])*
        /// The CORS policy of the handler of this name.
        $vis type $name = $crate::PolicyOf<$marker>;

        $(#[$cfg])*
        impl $crate::__private::HasPolicy for $marker {
            fn lazy_policy() -> &'static $crate::__private::LazyPolicy {
                static __CORS_POLICY: $crate::__private::LazyPolicy =
                    $crate::__private::LazyPolicy::$($value)*;
                &__CORS_POLICY
            }
        }
    };
    // The integration declares a type with the name of the handler.
    ($(#[$cfg:meta])* $vis:vis fn $name:ident => $($value:tt)*) => {
        $(#[$cfg])*
        #[allow(dead_code, deprecated)]
        impl $name {
            /// The CORS policy of this handler.
            $vis fn policy() -> &'static $crate::Policy {
                <$name as $crate::__private::HasPolicy>::policy()
            }
        }

        $crate::__handler_policy!($(#[$cfg])* impl $name => $($value)*);
    };
    ($(#[$cfg:meta])* impl $type:ident => $($value:tt)*) => {
        $(#[$cfg])*
        #[allow(deprecated)]
        impl $crate::__private::HasPolicy for $type {
            fn lazy_policy() -> &'static $crate::__private::LazyPolicy {
                static __CORS_POLICY: $crate::__private::LazyPolicy =
                    $crate::__private::LazyPolicy::$($value)*;
                &__CORS_POLICY
            }
        }
    };
}
