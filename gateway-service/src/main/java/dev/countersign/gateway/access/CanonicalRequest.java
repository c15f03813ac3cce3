package dev.countersign.gateway.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The HTTP request that is forwarded: written anew from an [Operation], never the caller's bytes.
///
/// @param method the method of the function's template
/// @param target path and query, percent-encoded, relative to the connection's upstream
/// @param headers those of the caller's headers that go on
/// @param body canonical JSON, or nothing
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record CanonicalRequest(
    String method, String target, List<Header> headers, byte @Nullable [] body) {
  public CanonicalRequest {
    headers = List.copyOf(headers);
  }

  /// One header field; the name in lower case.
  public record Header(String name, String value) {}
}
