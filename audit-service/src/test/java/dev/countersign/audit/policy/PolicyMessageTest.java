package dev.countersign.audit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.TestPolicies;
import dev.countersign.audit.policy.PolicyMessage.Document;
import dev.countersign.audit.policy.PolicyMessage.Refused;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.jws.TrustedKeys;
import dev.countersign.evidence.record.Digest;
import dev.countersign.service.evidence.PolicyStatement;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyMessageTest {
  private static final byte[] POLICY = bytes("connections: []");
  private static final String DIGEST = Digest.of(POLICY).toString();

  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private final TrustedKeys trusted =
      (writer, kid) ->
          writer.equals("gateway-0") && kid.equals(key.verification().id())
              ? Optional.of(key.verification())
              : Optional.empty();
  private final byte[] statement = TestPolicies.statement("gateway-0", key, POLICY);

  @Test
  void takesADocumentAsItsGatewayPublishedIt() {
    assertThat(of(DIGEST, POLICY, statement))
        .isInstanceOfSatisfying(
            Document.class,
            document -> {
              assertThat(document.bytes()).isEqualTo(POLICY);
              assertThat(document.digest()).hasToString(DIGEST);
            });
  }

  @Test
  void refusesOtherBytesThanTheKeySays() {
    assertThat(of(DIGEST, bytes("connections: [ ]"), statement)).isInstanceOf(Refused.class);
    assertThat(of("sha-256:00", POLICY, statement)).isInstanceOf(Refused.class);
    byte[] other = bytes("connections: [x]");
    assertThat(of(Digest.of(other).toString(), other, statement)).isInstanceOf(Refused.class);
  }

  @Test
  void refusesWhatIsIncompleteOrTooLong() {
    assertThat(of(null, POLICY, statement)).isInstanceOf(Refused.class);
    assertThat(of(DIGEST, null, statement)).isInstanceOf(Refused.class);
    assertThat(of(DIGEST, POLICY, null)).isInstanceOf(Refused.class);
    byte[] large = new byte[PolicyMessage.MAX_BYTES + 1];
    assertThat(
            of(Digest.of(large).toString(), large, TestPolicies.statement("gateway-0", key, large)))
        .isInstanceOf(Refused.class);
    var twice = message(DIGEST, POLICY, statement);
    twice.headers().add(PolicyStatement.HEADER, statement);
    assertThat(PolicyMessage.of(twice, trusted)).isInstanceOf(Refused.class);
  }

  @Test
  void refusesStatementsThatNoWriterSigned() {
    String own = new String(statement, StandardCharsets.US_ASCII);
    String other =
        new String(
            TestPolicies.statement("gateway-0", key, bytes("another")), StandardCharsets.US_ASCII);
    byte[] forged =
        bytes(own.substring(0, own.lastIndexOf('.')) + other.substring(other.lastIndexOf('.')));
    assertThat(of(DIGEST, POLICY, forged)).isInstanceOf(Refused.class);
    byte[] ofAnotherType =
        Jws.sign("countersign-record+jws", Jws.parse(statement).unverifiedPayload(), key);
    assertThat(of(DIGEST, POLICY, ofAnotherType)).isInstanceOf(Refused.class);
    assertThat(of(DIGEST, POLICY, bytes("rubbish"))).isInstanceOf(Refused.class);
    assertThat(of(DIGEST, POLICY, Jws.sign(PolicyStatement.TYPE, bytes("{}"), key)))
        .isInstanceOf(Refused.class);
  }

  @Test
  void tellsWhetherATrustedKeySignedIt() {
    assertThat(isTrusted(statement)).isTrue();
    SigningKey stranger = SigningKey.generate(new SecureRandom());
    assertThat(isTrusted(TestPolicies.statement("gateway-0", stranger, POLICY))).isFalse();
    assertThat(isTrusted(TestPolicies.statement("gateway-1", key, POLICY))).isFalse();
  }

  private boolean isTrusted(byte[] said) {
    return of(DIGEST, POLICY, said) instanceof Document document && document.trusted();
  }

  private PolicyMessage of(
      @Nullable String messageKey, byte @Nullable [] value, byte @Nullable [] said) {
    return PolicyMessage.of(message(messageKey, value, said), trusted);
  }

  @SuppressWarnings("NullAway") // Kafka's constructor takes null for an absent key or value.
  private static ConsumerRecord<String, byte[]> message(
      @Nullable String messageKey, byte @Nullable [] value, byte @Nullable [] said) {
    var message =
        new ConsumerRecord<String, byte[]>(PolicyStatement.TOPIC, 0, 7, messageKey, value);
    if (said != null) {
      message.headers().add(PolicyStatement.HEADER, said);
    }
    return message;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
