package dev.countersign.gateway.access;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a caller showed to be known by, as the protocol saw it; nothing of it is verified.
public interface Credentials {
  /// The values of all header fields of a name.
  List<String> fields(String name);

  String method();

  /// The path as it was sent, without query.
  String path();

  /// The address of the one who opened the connection, as the server saw it.
  String peer();

  /// The certificate that the connection was opened with.
  @Nullable X509Certificate certificate();
}
