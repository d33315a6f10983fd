//! Allowed origins: the lists of a policy, and the sources of origins that are known at run time only.

mod exact;
mod list;
mod live;
mod set;
mod source;

pub use exact::ExactOrigins;
pub use list::Origins;
pub use live::LiveOrigins;
pub use set::OriginSet;
pub(crate) use set::split_list;
pub use source::OriginSource;
pub(crate) use source::SourceRef;
