package dev.countersign.evidence.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.evidence.record.Digest;
import dev.countersign.test.TestTimestampAuthority;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TimestampTest {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant NOW = START.plus(Duration.ofDays(9));
  private static final TestTimestampAuthority TSA = TestTimestampAuthority.named("Tick", START);
  private static final TestTimestampAuthority OTHER = TestTimestampAuthority.named("Tock", START);
  private static final Digest DIGEST = Digest.of("text\n".getBytes(StandardCharsets.UTF_8));

  private final TimestampQuery query = TimestampQuery.of(DIGEST, BigInteger.valueOf(7));

  @Test
  void readsTheAnswerToItsQuery() {
    var timestamp = query.read(TSA.reply(query.bytes(), NOW));

    assertThat(timestamp.time()).isEqualTo(NOW);
    assertThat(timestamp.isOf(DIGEST)).isTrue();
    assertThat(timestamp.isOf(Digest.ZERO)).isFalse();
    assertThat(timestamp.authority()).isEqualTo("CN=Tick");
    assertThat(Timestamp.parse(timestamp.bytes()).time()).isEqualTo(NOW);
  }

  @Test
  void refusesTheAnswerToAnotherQuery() {
    var otherNonce = TimestampQuery.of(DIGEST, BigInteger.valueOf(8));
    var otherDigest = TimestampQuery.of(Digest.ZERO, BigInteger.valueOf(7));

    refuses(TSA.reply(otherNonce.bytes(), NOW));
    refuses(TSA.reply(otherDigest.bytes(), NOW));
    refuses(new byte[0]);
    refuses("<html>".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void believesWhoItWasToldToBelieve() {
    var timestamp = Timestamp.parse(TSA.token(DIGEST.bytes(), NOW));

    assertThat(authorities(TSA.rootPem()).trust(timestamp)).isTrue();
    assertThat(authorities(TSA.certificatePem()).trust(timestamp)).isTrue();
    assertThat(authorities(OTHER.rootPem(), TSA.rootPem()).trust(timestamp)).isTrue();
    assertThat(authorities(OTHER.rootPem()).trust(timestamp)).isFalse();
  }

  @Test
  void believesNoAuthorityBeforeItsTime() {
    var early = Timestamp.parse(TSA.token(DIGEST.bytes(), START.minusSeconds(1)));

    assertThat(authorities(TSA.rootPem()).trust(early)).isFalse();
    assertThatExceptionOfType(MalformedTimestampException.class)
        .isThrownBy(early::requireSignature);
  }

  @Test
  void refusesWhatAreNoCertificates() {
    assertThatExceptionOfType(MalformedTimestampException.class)
        .isThrownBy(() -> TimestampAuthorities.parse(new byte[0]));
    assertThatExceptionOfType(MalformedTimestampException.class)
        .isThrownBy(
            () -> TimestampAuthorities.parse("-----BEGIN X".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void noByteOfATokenCanBeChangedOrCutOff() {
    byte[] good = TSA.token(DIGEST.bytes(), NOW);
    assertThat(holds(good)).isTrue();
    assertThat(holds(Arrays.copyOf(good, good.length + 1))).isFalse();
    for (int at = 0; at < good.length; at++) {
      assertThat(holds(Arrays.copyOf(good, at))).as("length %d", at).isFalse();
      byte[] changed = good.clone();
      changed[at] ^= (byte) (1 << at % 8);
      // A path to the root is no part of what is signed: the signer's certificate is.
      assertThat(holds(changed) && !sameTime(changed)).as("byte %d", at).isFalse();
    }
  }

  private static boolean sameTime(byte[] token) {
    return Timestamp.parse(token).time().equals(NOW);
  }

  /// Whether it holds; anything but an answer or the one exception is a fault.
  private static boolean holds(byte[] token) {
    try {
      var timestamp = Timestamp.parse(token);
      timestamp.requireSignature();
      return timestamp.isOf(DIGEST) && authorities(TSA.rootPem()).trust(timestamp);
    } catch (MalformedTimestampException e) {
      return false;
    }
  }

  private void refuses(byte[] reply) {
    assertThatExceptionOfType(MalformedTimestampException.class)
        .isThrownBy(() -> query.read(reply));
  }

  private static TimestampAuthorities authorities(byte[]... pem) {
    var all = new StringBuilder();
    for (byte[] one : pem) {
      all.append(new String(one, StandardCharsets.US_ASCII));
    }
    return TimestampAuthorities.parse(all.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
