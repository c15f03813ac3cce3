package dev.countersign.gateway.identity;

import dev.countersign.gateway.access.Credentials;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Credentials in the making: `GET /payments/customers/c1` from 192.0.2.7, until told otherwise.
final class Shown implements Credentials {
  private final Map<String, List<String>> fields = new TreeMap<>();
  private String method = "GET";
  private String path = "/payments/customers/c1";
  private String peer = "192.0.2.7";
  private @Nullable X509Certificate certificate;

  static Shown nothing() {
    return new Shown();
  }

  static Shown bearer(String token) {
    return new Shown().with("Authorization", "Bearer " + token);
  }

  static Shown dpop(String token, String proof) {
    return new Shown().with("Authorization", "DPoP " + token).with("DPoP", proof);
  }

  Shown with(String name, String value) {
    fields.computeIfAbsent(name.toLowerCase(Locale.ROOT), unknown -> new ArrayList<>()).add(value);
    return this;
  }

  Shown method(String other) {
    method = other;
    return this;
  }

  Shown path(String other) {
    path = other;
    return this;
  }

  Shown from(String other) {
    peer = other;
    return this;
  }

  Shown certificate(X509Certificate shown) {
    certificate = shown;
    return this;
  }

  @Override
  public List<String> fields(String name) {
    return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String peer() {
    return peer;
  }

  @Override
  public @Nullable X509Certificate certificate() {
    return certificate;
  }
}
