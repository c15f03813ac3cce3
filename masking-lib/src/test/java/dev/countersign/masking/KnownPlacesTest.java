package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.masking.detect.Finder;
import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.detect.Shape;
import dev.countersign.masking.detect.Text;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A finder finds the same, whether it is known of each byte what it is or not.
class KnownPlacesTest {

  private static final MemberName NO_MEMBER = new MemberName();

  @ParameterizedTest
  @EnumSource(Detector.class)
  void makeNoDifference(Detector detector) {
    int hits = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      byte[] text = (". " + new RandomText(seed).tangled(1 + seed % 5)).getBytes(UTF_8);
      Shape shape = new Shape().of(text, 2, text.length);
      Text known = new Text().set(text, 2, text.length, NO_MEMBER, shape);
      Text unknown = new Text().set(text, 2, text.length, NO_MEMBER);
      List<String> expected = found(detector.finder(), unknown);
      hits += expected.size();
      assertThat(found(detector.finder(), known))
          .as("seed %d: %s", seed, new String(text, UTF_8))
          .isEqualTo(expected);
      if (known.isKnown() && !expected.isEmpty()) {
        assertThat(detector.finder().mayBeIn(known)).as(new String(text, UTF_8)).isTrue();
      }
    }
    assertThat(hits).isPositive();
  }

  private static List<String> found(Finder finder, Text text) {
    List<String> found = new ArrayList<>();
    int from = text.begin();
    while (from < text.end() && finder.find(text, from)) {
      found.add(finder.start() + "-" + finder.end());
      from = finder.end();
    }
    return found;
  }
}
