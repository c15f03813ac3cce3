package dev.countersign.approval.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  // As `printf '1763726400.{"a":1}' | openssl dgst -sha256 -hmac "$SECRET"` has it.
  @Test
  void isWhatOtherToolsCompute() {
    assertThat(WebhookSignature.of(SECRET, 1_763_726_400, "{\"a\":1}".getBytes(UTF_8)))
        .isEqualTo("v1=25b59c5e0fd9a60b368a06afc6b9ba9465574e5ed02f439ba651b1724cc75e8f");
  }

  @Test
  void bindsTheTimeTheBodyAndTheSecret() {
    byte[] body = "{}".getBytes(UTF_8);
    String signature = WebhookSignature.of(SECRET, 1, body);
    assertThat(WebhookSignature.of(SECRET, 2, body)).isNotEqualTo(signature);
    assertThat(WebhookSignature.of(SECRET, 1, "{ }".getBytes(UTF_8))).isNotEqualTo(signature);
    assertThat(WebhookSignature.of(SECRET + "x", 1, body)).isNotEqualTo(signature);
  }
}
