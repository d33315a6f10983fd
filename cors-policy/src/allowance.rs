//! The options of `dangerously_allow`.

use crate::words::words;

words! {
    /// An option of `dangerously_allow`, which lifts one rule and is easy to search for.
    ///
    /// Validation rejects an option that nothing in the policy needs, because it would silently permit
    /// future additions.
    pub enum DangerouslyAllow {
        /// `insecure_origins`: `http://` origins together with `credentials`.
        InsecureOrigins = "insecure_origins",
        /// `public_suffixes`: public suffixes and patterns over them, together with `credentials`.
        PublicSuffixes = "public_suffixes",
        /// `any_port`: `:*` together with `credentials`.
        AnyPort = "any_port",
        /// `shared_app_origins`: origins that all apps of a framework share, together with `credentials`.
        SharedAppOrigins = "shared_app_origins",
        /// `user_content_hosts`: hosts where anybody can publish, together with `credentials`.
        UserContentHosts = "user_content_hosts",
        /// `preview_deployments`: patterns within a label, such as `https://app-*-team.vercel.app`, together
        /// with `credentials` or `enforce`.
        PreviewDeployments = "preview_deployments",
        /// `custom_schemes`: origins of apps and browser extensions.
        CustomSchemes = "custom_schemes",
        /// `method_override`: request headers that replace the method.
        MethodOverride = "method_override",
    }
}
