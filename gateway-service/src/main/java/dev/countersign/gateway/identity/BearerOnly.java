package dev.countersign.gateway.identity;

import dev.countersign.gateway.access.Credentials;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Credentials without anything that could prove possession of a key.
record BearerOnly(List<String> authorization) implements Credentials {
  BearerOnly {
    authorization = List.copyOf(authorization);
  }

  @Override
  public List<String> fields(String name) {
    return name.equalsIgnoreCase("Authorization") ? authorization : List.of();
  }

  @Override
  public String method() {
    return "";
  }

  @Override
  public String path() {
    return "";
  }

  @Override
  public String peer() {
    return "";
  }

  @Override
  public @Nullable X509Certificate certificate() {
    return null;
  }
}
