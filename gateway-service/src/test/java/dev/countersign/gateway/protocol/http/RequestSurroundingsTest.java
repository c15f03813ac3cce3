package dev.countersign.gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class RequestSurroundingsTest {
  private static final RequestSurroundings SURROUNDINGS =
      new RequestSurroundings(
          new SurroundingsSettings(
              List.of("Accept-Language", "x-tenant"), List.of("10.0.0.0/8", "fd00::/8")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "198.51.100.7 | - | 198.51.100.7",
        "198.51.100.7 | 10.1.1.1 | 198.51.100.7",
        "198.51.100.7 | 203.0.113.9, 10.1.1.1 | 198.51.100.7",
        "10.1.1.1 | 203.0.113.9 | 203.0.113.9",
        "10.1.1.1 | 192.0.2.1, 203.0.113.9 | 203.0.113.9",
        "10.1.1.1 | 192.0.2.1, 203.0.113.9, 10.2.2.2 | 203.0.113.9",
        "10.1.1.1 | 2001:db8::1 | 2001:db8:0:0:0:0:0:1",
        "fd00:0:0:0:0:0:0:1%eth0 | 203.0.113.9 | 203.0.113.9",
        "10.1.1.1 | - | -",
        "10.1.1.1 | 10.2.2.2 | -",
        "10.1.1.1 | 203.0.113.9, unknown | -",
        "10.1.1.1 | 203.0.113.9:4711 | -",
        "10.1.1.1 | 203.0.113.9, | -",
        "10.1.1.1 | localhost | -",
      })
  void believesOnlyTrustedProxies(String peer, String forwarded, String source) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/shop/x");
    request.setRemoteAddr(peer);
    if (forwarded != null) {
      request.addHeader("X-Forwarded-For", forwarded);
    }

    InetAddress found = SURROUNDINGS.of(request).source();

    assertThat(found == null ? null : found.getHostAddress()).isEqualTo(source);
  }

  @Test
  void showsListedHeadersOnly() {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/shop/%78");
    request.setRemoteAddr("198.51.100.7");
    request.addHeader("ACCEPT-Language", "en");
    request.addHeader("X-Tenant", "one");
    request.addHeader("X-Tenant", "two");
    request.addHeader("Authorization", "Bearer secret");
    request.addHeader("Cookie", "session=secret");

    assertThat(SURROUNDINGS.of(request).headers())
        .containsOnlyKeys("accept-language", "x-tenant")
        .containsEntry("x-tenant", "one, two");
    assertThat(SURROUNDINGS.of(request).path()).isEqualTo("/shop/%78");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "COOKIE", "x-forwarded-for", "DPoP", "bad name"})
  void cannotBeToldToShowCredentials(String header) {
    assertThatThrownBy(() -> new SurroundingsSettings(List.of(header), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
