package dev.countersign.gateway.access;

import java.net.InetAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What surrounds an operation: where it comes from and how it was sent. Policies may look at it.
///
/// @param source the caller's address as the server saw it; null where there is none
/// @param path the path as it was sent, percent-encoded, without query
/// @param headers by name in lower case; those that policies may see, never a credential
public record Surroundings(@Nullable InetAddress source, String path, Map<String, String> headers) {
  public static final Surroundings UNKNOWN = new Surroundings(null, "", Map.of());

  public Surroundings {
    headers = Map.copyOf(headers);
  }
}
