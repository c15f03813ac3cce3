package dev.countersign.evidence.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A proof comes from anybody: whatever it says, it makes a finding and not an exception, and no
/// change of it passes.
class HostileProofTest {
  private static final List<String> PIECES =
      List.of("0", "-1", "9", "null", "[]", "{}", "\"\"", ",", "9223372036854775807", "1e9", "A");

  private final MaskedAnswer answer = new MaskedAnswer();
  private final byte[] bundle = answer.log.bundle();
  private final String proof = answer.proof.toString();

  @TempDir Path folder;

  private VerificationReport verify(byte[] hostile) {
    return MaskedAnswer.verify(folder, bundle, answer.view, hostile);
  }

  @Test
  void findsEveryChangedByte() {
    for (int at = 0; at < proof.length(); at += 11) {
      byte[] changed = proof.getBytes(UTF_8);
      changed[at] ^= 1;
      assertThat(verify(changed).holds())
          .as("byte %d: %s", at, new String(changed, UTF_8))
          .isFalse();
    }
  }

  @Test
  void findsEveryCut() {
    for (int length = 0; length < proof.length(); length += 97) {
      assertThat(verify(proof.substring(0, length).getBytes(UTF_8)).counts())
          .containsKey(FindingKind.MALFORMED_PROOF);
    }
  }

  @Test
  void survivesWhateverStandsInIt() {
    Random random = new Random(5);
    for (int i = 0; i < 150; i++) {
      int from = random.nextInt(proof.length());
      int to = Math.min(proof.length(), from + random.nextInt(12));
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      String hostile = proof.substring(0, from) + piece + proof.substring(to);
      var report = verify(hostile.getBytes(UTF_8));
      assertThat(report.holds()).as(hostile).isEqualTo(hostile.equals(proof));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "{\"format\":1}",
        "\"segmentBytes\":0",
        "\"segmentBytes\":2147483648",
        "\"holesPerGroup\":0",
        "\"holes\":[[0,9223372036854775807,0]]",
        "\"holes\":[[9223372036854775807,9223372036854775807,0]]",
        "\"holes\":[[0,1]]",
        "\"holes\":[[0,1,null]]",
        "\"holes\":[null]",
        "\"holes\":null",
        "\"rules\":[null]",
        "\"groups\":[\"AA\"]",
        "\"viewKey\":null",
        "\"openings\":[{\"group\":-1,\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"values\":[]}]",
        "\"openings\":[null]"
      })
  void refusesWhatIsNoProof(String text) {
    String hostile = text.startsWith("\"") ? with(text) : text;
    assertThat(verify(hostile.getBytes(UTF_8)).counts()).containsKey(FindingKind.MALFORMED_PROOF);
  }

  private String with(String member) {
    String name = member.substring(1, member.indexOf('"', 1));
    answer.proof.remove(name);
    String rest = answer.proof.toString();
    return rest.substring(0, rest.length() - 1) + "," + member + "}";
  }
}
