package dev.countersign.gateway.protocol.http;

import dev.countersign.gateway.access.Surroundings;
import dev.countersign.gateway.config.rule.Network;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells policies where a request comes from and which of its headers they may read. Thread-safe.
///
/// ## The caller's address
///
/// The peer of the socket. Only where that is a trusted proxy, `X-Forwarded-For` is read from its
/// end: what a trusted proxy wrote counts, up to the first address that is none. A part that is no
/// address, or no other address at all, leaves the address unknown: nobody is taken for a proxy.
///
/// ## Headers
///
/// A header that stands several times is its values with `, ` between them; so a condition sees all
/// of them.
final class RequestSurroundings {
  private static final int MAX_VALUE = 4_096;

  private final List<String> names;
  private final List<Network> proxies;

  RequestSurroundings(SurroundingsSettings settings) {
    this.names = settings.headers();
    this.proxies = settings.proxies();
  }

  Surroundings of(HttpServletRequest request) {
    return new Surroundings(source(request), request.getRequestURI(), headers(request));
  }

  private Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    for (String name : names) {
      List<String> values = Collections.list(request.getHeaders(name));
      if (!values.isEmpty()) {
        String value = String.join(", ", values);
        headers.put(name, value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE));
      }
    }
    return headers;
  }

  private @Nullable InetAddress source(HttpServletRequest request) {
    InetAddress peer = address(request.getRemoteAddr());
    if (peer == null || !isProxy(peer)) {
      return peer;
    }
    List<String> hops = new ArrayList<>();
    for (String field : Collections.list(request.getHeaders("X-Forwarded-For"))) {
      hops.addAll(List.of(field.split(",", -1)));
    }
    for (String hop : hops.reversed()) {
      InetAddress address = address(hop.strip());
      if (address == null || !isProxy(address)) {
        return address;
      }
    }
    return null;
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(network -> network.contains(address));
  }

  private static @Nullable InetAddress address(@Nullable String text) {
    try {
      return text == null || text.isEmpty() ? null : Network.address(withoutScope(text));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  // A link-local peer has its interface behind a %.
  private static String withoutScope(String text) {
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }
}
