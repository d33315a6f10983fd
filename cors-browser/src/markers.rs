//! Type parameters that keep the implementations of [`FetchTarget`](crate::FetchTarget) and
//! [`IntoFetchResponse`](crate::IntoFetchResponse) apart. They are always inferred.

use std::marker::PhantomData;

/// Marks a [`FetchTarget`](crate::FetchTarget) that is a [`tower_service::Service`].
#[derive(Debug)]
pub struct ServiceMarker<K>(PhantomData<K>);

/// Marks a [`FetchTarget`](crate::FetchTarget) that is an asynchronous function of requests with
/// the body `B`.
#[derive(Debug)]
pub struct AsyncFnMarker<B, R, K>(PhantomData<(B, R, K)>);

/// Marks a [`FetchTarget`](crate::FetchTarget) that is a function of requests with the body `B`.
#[derive(Debug)]
pub struct FnMarker<B, R, K>(PhantomData<(B, R, K)>);

/// Marks a response whose body is an [`http_body::Body`].
#[derive(Debug)]
pub struct StreamMarker;

/// Marks a response whose body is a [`BufferedBody`](crate::BufferedBody).
#[derive(Debug)]
pub struct BufferedMarker;

/// Marks a [`Result`] with a response.
#[derive(Debug)]
pub struct ResultMarker<K>(PhantomData<K>);
