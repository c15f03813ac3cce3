package dev.countersign.gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.access.SessionId;
import dev.countersign.gateway.enforcement.Wishes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class RequestWishesTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private static Wishes with(String header, String... values) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    for (String value : values) {
      request.addHeader(header, value);
    }
    return RequestWishes.of(request);
  }

  @ParameterizedTest
  @CsvSource({
    "wait=10, 10",
    "WAIT=10, 10",
    "'respond-async, wait=5', 5",
    "wait=0, 0",
    "wait=999999, 999999",
    "wait=-1, 0",
    "wait=1.5, 0",
    "wait=1234567, 0",
    "wait=ten, 0",
    "respond-async, 0"
  })
  void readsHowLongTheCallerWouldWait(String preference, int seconds) {
    assertThat(with("Prefer", preference).hold()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void doesNotWaitUnlessAsked() {
    assertThat(with("Accept", "*/*").hold()).isZero();
  }

  @Test
  void takesTwoApprovalsForOneThatDoesNotExist() {
    assertThat(with("Countersign-Approval", "a", "b").approval()).isEmpty();
    assertThat(with("Countersign-Approval", " a ").approval()).isEqualTo("a");
    assertThat(with("Accept", "*/*").approval()).isNull();
  }

  @Test
  void readsTheTraceIdOfTheCurrentVersion() {
    assertThat(with("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01").trace())
        .isEqualTo(TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-short-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"
      })
  void passesOverATraceItCannotRead(String traceparent) {
    assertThat(with("traceparent", traceparent).trace()).isNull();
  }

  @Test
  void readsASessionOfTheAllowedAlphabetOnly() {
    assertThat(with("Countersign-Session", "chat-1").session()).hasValue(new SessionId("chat-1"));
    assertThat(with("Countersign-Session", "a b").session()).isEmpty();
    assertThat(with("Countersign-Session", "x".repeat(129)).session()).isEmpty();
  }

  @Test
  void readsAReasonAsUtf8AndNothingOdd() {
    String sent =
        new String("Umzug für Zoë".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(with("Countersign-Reason", sent).reason()).isEqualTo("Umzug für Zoë");
    assertThat(with("Countersign-Break-Glass", " fire ").glass()).isEqualTo("fire");
    assertThat(with("Countersign-Reason", "a", "b").reason()).isNull();
    assertThat(with("Countersign-Reason", "\u00ff").reason()).isNull();
    assertThat(with("Countersign-Reason", "a\u0085").reason()).isNull();
    assertThat(with("Countersign-Reason", "x".repeat(501)).reason()).isNull();
    assertThat(with("Countersign-Reason", "  ").reason()).isNull();
  }
}
