package dev.countersign.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.access.CanonicalRequest.Header;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.ConnectionLimits;
import dev.countersign.gateway.config.ConnectionType;
import dev.countersign.gateway.config.FunctionTable;
import dev.countersign.gateway.config.Masking;
import dev.countersign.gateway.config.Profile;
import java.net.URI;
import java.util.List;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassedHeadersTest {
  private static final Connection PAYMENTS =
      new Connection(
          "payments",
          ConnectionType.HTTP,
          URI.create("https://inner.example/base"),
          null,
          new FunctionTable(List.of()),
          List.of(),
          List.of(),
          List.of(),
          Masking.NONE,
          Profile.STANDARD,
          ConnectionLimits.DEFAULT);

  private static List<Header> passed(String name, String value) {
    BasicClassicHttpResponse response = new BasicClassicHttpResponse(200);
    response.addHeader(name, value);
    return PassedHeaders.of(response, PAYMENTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Set-Cookie",
        "WWW-Authenticate",
        "ETag",
        "Content-Length",
        "Content-MD5",
        "Digest",
        "Content-Digest",
        "Transfer-Encoding",
        "Connection",
        "Server",
        "X-User",
        "Link",
        "Trailer",
        "Content-Disposition",
        "Access-Control-Allow-Origin"
      })
  void leavesOutWhatIsNotKnownToBeHarmless(String name) {
    assertThat(passed(name, "value")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://inner.example/base/refunds/7, /payments/refunds/7",
    "/base/refunds/7, /payments/refunds/7"
  })
  void turnsTheUpstreamsAddressesIntoOurs(String location, String ours) {
    assertThat(passed("Location", location)).containsExactly(new Header("location", ours));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example/base/x",
        "https://inner.example/other",
        "https://inner.example/base.evil/x",
        "//elsewhere.example/x",
        "/other/x",
        "/base/x?email=a%40b",
        "/base/x#y",
        "/base/ann@example.com",
        "relative"
      })
  void leavesOutAddressesThatCouldTellOrLead(String location) {
    assertThat(passed("Location", location)).isEmpty();
  }

  @Test
  void passesOnCachingAndRetryHints() {
    assertThat(passed("Retry-After", "5")).containsExactly(new Header("retry-after", "5"));
    assertThat(passed("Cache-Control", "no\u0001store")).isEmpty();
  }
}
