package dev.countersign.gateway.protocol.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/// The router's view of a call: nothing until it is written, and then all of it at once.
///
/// The framework must not put a status or headers of its own on the reply, nor answer conditional
/// requests by itself.
record CallResponse(Service service) implements ServerResponse {

  /// Serves one request.
  @FunctionalInterface
  interface Service {
    void serve(HttpServletRequest request, HttpServletResponse response);
  }

  @Override
  public HttpStatusCode statusCode() {
    return HttpStatusCode.valueOf(HttpServletResponse.SC_OK);
  }

  @Override
  public HttpHeaders headers() {
    return HttpHeaders.EMPTY;
  }

  @Override
  public MultiValueMap<String, Cookie> cookies() {
    return new LinkedMultiValueMap<>();
  }

  @Override
  public @Nullable ModelAndView writeTo(
      HttpServletRequest request, HttpServletResponse response, Context context) {
    service.serve(request, response);
    return null;
  }
}
