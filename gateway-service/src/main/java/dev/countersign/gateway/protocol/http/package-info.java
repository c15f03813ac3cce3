/// HTTP/1.1 with JSON: a path template names the function; path, query and body give the arguments.
///
/// Start here: [dev.countersign.gateway.protocol.http.HttpListener] takes a request in,
/// [dev.countersign.gateway.protocol.http.HttpInboundCall] reads it strictly,
/// [dev.countersign.gateway.protocol.http.HttpReply] answers.
@NullMarked
package dev.countersign.gateway.protocol.http;

import org.jspecify.annotations.NullMarked;
