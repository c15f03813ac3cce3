package dev.countersign.gateway.enforcement;

import dev.countersign.gateway.access.Credentials;
import dev.countersign.gateway.access.Protocol;
import dev.countersign.gateway.access.Surroundings;
import dev.countersign.gateway.config.GatewayConfig;

/// One call as a protocol took it in: bytes on one side, an operation on the other.
///
/// The enforcement point asks in this order: [#credentials], [#wishes], [#surroundings], [#aim],
/// [#decode]. Nothing is forwarded and no body is read before it asks.
public interface InboundCall {
  Protocol protocol();

  /// What the caller showed to be known by.
  Credentials credentials();

  /// How the caller wants to be served.
  Wishes wishes();

  /// Where the call comes from and how it was sent, as far as policies may look at it.
  Surroundings surroundings();

  /// Finds what the call aims at, without reading a body.
  Aim aim(GatewayConfig config);

  /// Reads and decodes the call strictly.
  Decoded decode(Target target);

  /// Whether the caller has gone away while the call is held; false where that cannot be told.
  ///
  /// For the call's own thread, after [#decode] and before anything is answered.
  boolean isCallerGone();
}
