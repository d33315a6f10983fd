//! Programs as users of other crates write them, asked by pages of their sites and of others.

mod aide_router;
mod assets;
mod configuration;
mod connect;
mod directory;
mod documented;
mod events;
mod graphql;
mod grpc_web;
mod hyper_function;
mod lambda;
mod mcp_server;
mod middleware;
mod note;
mod openapi;
mod rocket_files;
mod salvo_router;
mod sessions;
mod support;
mod tus_uploads;
mod typed_paths;
mod uploads;
mod utoipa_router;
mod warp_filters;
mod web_socket;
mod wire;
