package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.all;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkingTest {

  private static final MaskingPolicy ALL = all();
  private static final MaskingPolicy TIGHT =
      MaskingPolicy.compile(
          Stream.of("pii", "pci", "secrets").flatMap(p -> MaskingPacks.rules(p).stream()).toList(),
          new MaskingLimits(3, 64, 3, 2));

  static Stream<Corpus.Body> bodies() {
    return Corpus.bodies();
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void givesTheSameForEverySplitInTwo(Corpus.Body body) {
    for (MaskingPolicy policy : List.of(ALL, TIGHT)) {
      Outcome whole = Outcome.of(policy, body.kind(), body.bytes());
      for (int cut = 0; cut <= body.bytes().length; cut++) {
        assertThat(Outcome.of(policy, body.kind(), body.bytes(), cut)).isEqualTo(whole);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void givesTheSameByteByByte(Corpus.Body body) {
    for (MaskingPolicy policy : List.of(ALL, TIGHT)) {
      assertThat(Outcome.byteByByte(policy, body.kind(), body.bytes()))
          .isEqualTo(Outcome.of(policy, body.kind(), body.bytes()));
    }
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void givesTheSameForRandomSplitsInFour(Corpus.Body body) {
    Random random = new Random(7);
    Outcome whole = Outcome.of(ALL, body.kind(), body.bytes());
    for (int i = 0; i < 200; i++) {
      int[] cuts = random.ints(3, 0, body.bytes().length + 1).sorted().toArray();
      assertThat(Outcome.of(ALL, body.kind(), body.bytes(), cuts)).isEqualTo(whole);
    }
  }
}
