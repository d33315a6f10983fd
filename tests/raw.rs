//! A client for HTTP/1.1 that sends exactly the bytes it is given, over a real socket.
