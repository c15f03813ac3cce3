package dev.countersign.gateway.protocol.http;

import dev.countersign.gateway.access.Credentials;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The credentials of an HTTP request.
record HttpCredentials(HttpServletRequest request) implements Credentials {
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  @Override
  public List<String> fields(String name) {
    return Collections.list(request.getHeaders(name));
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String path() {
    return request.getRequestURI();
  }

  @Override
  public String peer() {
    return request.getRemoteAddr();
  }

  @Override
  public @Nullable X509Certificate certificate() {
    return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
        ? chain[0]
        : null;
  }
}
