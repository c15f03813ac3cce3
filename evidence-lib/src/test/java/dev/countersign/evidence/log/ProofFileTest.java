package dev.countersign.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.Cosigner;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.WitnessPolicy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofFileTest {
  private static final SigningKey LOG = SigningKey.generate(new SecureRandom());
  private static final String ORIGIN = "example.com/fancylog";
  private static final Cosigner WITNESS =
      new Cosigner("witness1.example", SigningKey.generate(new SecureRandom()));
  private static final MemoryTiles TILES = MemoryTiles.of(3000);
  private static final WitnessPolicy POLICY = policy("none");

  /// Shaped as the example of C2SP `tlog-proof`, whose signatures are cut short; the hashes, index
  /// and size are those of the example.
  private static final String SHAPE =
      """
      c2sp.org/tlog-proof@v1
      extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6
      index 73894
      gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
      B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=
      EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=
      RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=
      AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=

      example.com/fancylog
      109482
      sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=

      — example.com/fancylog hI2DJ1roloI=
      — witness1.example mJirIklj9v2B/5bg
      """;

  @Test
  void readsAndWritesTheShapeOfThePublishedExample() {
    var file = ProofFile.parse(bytes(SHAPE));
    assertThat(file).hasToString(SHAPE);
    assertThat(file.extra()).contains("YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6");
    assertThat(file.proof().index()).isEqualTo(73_894);
    assertThat(file.proof().size()).isEqualTo(109_482);
    assertThat(file.proof().path()).hasSize(5);
    assertThat(file.checkpoint().signatures()).hasSize(2);
    assertThat(file.proves(new byte[0], POLICY)).isFalse();
  }

  @Test
  void provesEntriesOfRandomTrees() {
    var random = new Random(20_261_121);
    for (int i = 0; i < 300; i++) {
      int size = random.nextInt(1, 3000);
      int index = random.nextInt(size);
      var file = ProofFile.parse(file(index, size).bytes());
      assertThat(file.proof().path())
          .isEqualTo(TestTrees.inclusion(index, TILES.leaves.subList(0, size)));
      assertThat(file.proves(entry(index), POLICY)).as("%d of %d", index, size).isTrue();
      assertThat(file.proves(entry(index + 1), POLICY)).isFalse();
    }
  }

  @Test
  void asksForTheQuorum() {
    var file = file(3, 7);
    var note = file.checkpoint();
    var cosigned =
        new ProofFile(file.proof(), note.with(WITNESS.cosign(note.text(), Instant.EPOCH)));
    assertThat(file.proves(entry(3), policy("w"))).isFalse();
    assertThat(cosigned.proves(entry(3), policy("w"))).isTrue();
    assertThat(cosigned.withExtra(new byte[] {1, 2}).proves(entry(3), policy("w"))).isTrue();
    assertThat(cosigned.withExtra(new byte[] {1, 2}).toString())
        .contains("\nextra AQI=\nindex 3\n");
  }

  @Test
  void everyFlippedBitIsFound() {
    byte[] bytes = file(300, 1000).bytes();
    for (int i = 0; i < bytes.length * 8; i++) {
      byte[] flipped = bytes.clone();
      flipped[i / 8] ^= (byte) (1 << i % 8);
      assertThat(holds(flipped, 300)).as("bit %d", i).isFalse();
    }
    assertThat(holds(bytes, 300)).isTrue();
  }

  @Test
  void everyTruncationIsFound() {
    byte[] bytes = file(300, 1000).bytes();
    for (int length = 0; length < bytes.length; length++) {
      assertThat(holds(Arrays.copyOf(bytes, length), 300)).as("length %d", length).isFalse();
    }
  }

  private static boolean holds(byte[] bytes, int index) {
    try {
      return ProofFile.parse(bytes).proves(entry(index), POLICY);
    } catch (MalformedProofFileException e) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "c2sp.org/tlog-proof@v1, c2sp.org/tlog-proof@v2",
    "'index 73894\n', ''",
    "index 73894, index 073894",
    "index 73894, index -1",
    "index 73894, index +1",
    "index 73894, index 109482",
    "index 73894, index 9223372036854775808",
    "index 73894, 'index  73894'",
    "index 73894, 'index 73894 '",
    "index 73894, INDEX 73894",
    "extra YWdl, extra YWd",
    "extra YWdl, 'extra  YWdl'",
    "'extra ', 'Extra '",
    "gSKy, 'gSKy '",
    "cdPlQ=, cdPlR=",
    "'gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=', 'gSKy'",
    "'\n\nexample', '\nexample'",
    "109482, 0109482",
    "sFod, sFo",
    "'\n\n—', '\n—'"
  })
  void refusesWhatIsNotAProofFile(String piece, String instead) {
    String changed = SHAPE.replace(piece, instead);
    assertThat(changed).isNotEqualTo(SHAPE);
    assertThatThrownBy(() -> ProofFile.parse(bytes(changed)))
        .isInstanceOf(MalformedProofFileException.class);
  }

  @Test
  void keepsToItsLimits() {
    String line = "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n";
    assertThat(ProofFile.parse(bytes(SHAPE.replace(line, line.repeat(59)))).proof().path())
        .hasSize(63);
    assertThatThrownBy(() -> ProofFile.parse(bytes(SHAPE.replace(line, line.repeat(60)))))
        .hasMessageContaining("more than 63");
    assertThatThrownBy(() -> ProofFile.parse(new byte[ProofFile.MAX_BYTES + 1]))
        .hasMessageContaining("proof length");
    assertThatThrownBy(() -> ProofFile.parse(new byte[ProofFile.MAX_BYTES]))
        .hasMessageContaining("without an end");
    var file = file(3, 7);
    assertThatThrownBy(() -> new ProofFile(file.proof(), file(3, 8).checkpoint()))
        .hasMessageContaining("not the proof's");
  }

  private static ProofFile file(int index, int size) {
    var checkpoint = new Checkpoint(ORIGIN, size, TILES.at(size).root());
    return new ProofFile(TILES.at(size).inclusion(index), checkpoint.sign(LOG));
  }

  /// The entry whose hash `TestTrees.leaf` is.
  private static byte[] entry(int index) {
    return ByteBuffer.allocate(4).putInt(index).array();
  }

  private static WitnessPolicy policy(String quorum) {
    String log = new NoteKey(ORIGIN, LOG.verification()).text();
    return WitnessPolicy.parse(
        bytes(
            "log %s\nwitness w %s\nquorum %s\n"
                .formatted(log, WITNESS.publicKey().text(), quorum)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
