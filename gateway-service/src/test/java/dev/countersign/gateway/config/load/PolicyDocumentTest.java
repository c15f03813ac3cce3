package dev.countersign.gateway.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.record.Digest;
import dev.countersign.gateway.config.GatewayConfig;
import dev.countersign.gateway.config.PolicyDocument;
import dev.countersign.gateway.config.PolicyDocument.Reason;
import dev.countersign.gateway.config.PolicyDocument.Shown;
import dev.countersign.gateway.config.PolicyDocument.Withheld;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which configurations auditors may read.
class PolicyDocumentTest {
  private static final String YAML =
      """
      connections:
        - name: payments
          type: http
          upstream: https://payments.internal
          credential: { header: Authorization, value: "CREDENTIAL" }
          functions: [{ name: get, match: "GET /customers/{id}" }]
          masking: [pii]
          masking-secret: "SECRET"
      """;
  private static final String MASKING = "${env:MASKING}";

  @TempDir Path folder;

  @Test
  void showsWhatHasItsSecretsByReferenceByteForByte() {
    GatewayConfig config = load("Bearer ${env:TOKEN}", MASKING);
    assertThat(config.document())
        .isInstanceOfSatisfying(
            Shown.class,
            shown -> assertThat(Digest.of(shown.bytes())).isEqualTo(Digest.parse(config.digest())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"${env:TOKEN}", "Basic ${env:TOKEN}", "${env:TOKEN}${env:TOKEN}"})
  void aReferenceMayFollowTheNameOfAScheme(String credential) {
    assertThat(load(credential, MASKING).document()).isInstanceOf(Shown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer hunter2",
        "hunter2",
        "hunter2 ${env:TOKEN}",
        "Bearer hunter2-${env:TOKEN}",
        "Bearer ${env:TOKEN}-hunter2",
        "Bearer ${env:TOKEN} hunter",
        "${env:TOKEN}hunter${env:TOKEN}",
        "averylongwordofletters ${env:TOKEN}"
      })
  void keepsBackWhatHasACredentialWrittenOut(String credential) {
    assertThat(load(credential, MASKING).document())
        .isEqualTo(new Withheld(Reason.LITERAL_SECRET, List.of(5)));
  }

  @Test
  void keepsBackWhatHasAMaskingSecretWrittenOut() {
    assertThat(load("${env:TOKEN}", "0123456789abcdef0123456789abcdef").document())
        .isEqualTo(new Withheld(Reason.LITERAL_SECRET, List.of(8)));
    assertThat(load("hunter2", "0123456789abcdef0123456789abcdef").document())
        .isEqualTo(new Withheld(Reason.LITERAL_SECRET, List.of(5, 8)));
  }

  @Test
  void keepsBackWhatIsTooLargeForAMessage() {
    byte[] large = new byte[PolicyDocument.MAX_BYTES + 1];
    assertThat(PolicyDocument.of(large, List.of()))
        .isEqualTo(new Withheld(Reason.TOO_LARGE, List.of()));
  }

  private GatewayConfig load(String credential, String secret) {
    Map<String, String> environment =
        Map.of("TOKEN", "s3cret", "MASKING", "0123456789abcdef0123456789abcdef");
    return new ConfigFiles(folder, environment)
        .load(
            YAML.replace("CREDENTIAL", credential)
                .replace("SECRET", secret)
                .getBytes(StandardCharsets.UTF_8));
  }
}
