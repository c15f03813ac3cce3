package dev.countersign.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.note.Checkpoint;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddCheckpointTest {
  /// The example of C2SP `tlog-witness`.
  private static final String PUBLISHED =
      """
      old 20852014
      PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
      jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
      5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
      /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

      example.com/behind-the-sofa
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

      — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
      — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
      """;

  @Test
  void readsAndWritesThePublishedExample() {
    var request = AddCheckpoint.parse(bytes(PUBLISHED));
    assertThat(request.old()).isEqualTo(20_852_014);
    assertThat(request.proof()).hasSize(4);
    assertThat(request.checkpoint().size()).isEqualTo(20_852_163);
    assertThat(request.note().signatures()).hasSize(2);
    assertThat(request).hasToString(PUBLISHED);
  }

  @Test
  void carriesProofsOfRandomTrees() {
    var tiles = MemoryTiles.of(2000);
    var key = SigningKey.generate(new SecureRandom());
    var random = new Random(20_261_121);
    for (int i = 0; i < 300; i++) {
      int size = random.nextInt(1, 2000);
      int old = random.nextInt(size + 1);
      var checkpoint = new Checkpoint("o", size, tiles.at(size).root());
      var request = AddCheckpoint.of(tiles.at(size).consistency(old), checkpoint.sign(key));
      var read = AddCheckpoint.parse(request.bytes());
      assertThat(read).isEqualTo(request);
      assertThat(
              new ConsistencyProof(read.old(), read.checkpoint().size(), read.proof())
                  .proves(tiles.at(old).root(), read.checkpoint().root()))
          .isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "old 20852014, old 020852014",
    "old 20852014, old -1",
    "old 20852014, old",
    "old 20852014, 'old  1'",
    "old 20852014, new 1",
    "old 20852014, old 9223372036854775808",
    "old 20852014, old 99999999999999999999",
    "'old 20852014\n', ''",
    "'\n\nexample', '\nexample'",
    "'\n\nexample', '\n\n\nexample'",
    "pkaw=, pkax=",
    "'pkaw=\n', 'pkaw=\r\n'",
    "'20852163\n', ''",
    "PlRN, PlR"
  })
  void refusesWhatIsNotARequest(String piece, String instead) {
    String changed = PUBLISHED.replace(piece, instead);
    assertThat(changed).isNotEqualTo(PUBLISHED);
    assertThatThrownBy(() -> AddCheckpoint.parse(bytes(changed)))
        .isInstanceOf(MalformedProofFileException.class);
  }

  @Test
  void refusesEveryTruncationWithinTheProofAndTheNote() {
    byte[] whole = bytes(PUBLISHED);
    int firstSignature = PUBLISHED.indexOf("— example");
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      if (!new String(cut, StandardCharsets.UTF_8).endsWith("YQ8=\n")) {
        assertThatThrownBy(() -> AddCheckpoint.parse(cut))
            .as("length %d, signatures from %d", length, firstSignature)
            .isInstanceOf(MalformedProofFileException.class);
      }
    }
  }

  @Test
  void keepsToItsLimits() {
    String line = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n";
    assertThat(AddCheckpoint.parse(bytes(PUBLISHED.replace(line, line.repeat(60)))).proof())
        .hasSize(63);
    assertThatThrownBy(() -> AddCheckpoint.parse(bytes(PUBLISHED.replace(line, line.repeat(61)))))
        .hasMessageContaining("more than 63");
    assertThatThrownBy(() -> AddCheckpoint.parse(new byte[AddCheckpoint.MAX_BYTES + 1]))
        .hasMessageContaining("request length");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
