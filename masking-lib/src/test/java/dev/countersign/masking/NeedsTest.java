package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.masking.detect.Finder;
import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.detect.NeedsTable;
import dev.countersign.masking.detect.Shape;
import dev.countersign.masking.detect.Text;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeedsTest {

  private static final List<String> NAMES =
      List.of("", "note", "ssn", "password", "api_key", "phone", "iban", "tax_id");

  @ParameterizedTest
  @EnumSource(Detector.class)
  void noHitStandsInATextThatDoesNotMeetTheNeeds(Detector detector) {
    Finder finder = detector.finder();
    NeedsTable needs = new NeedsTable(List.of(finder));
    int hits = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      byte[] text = new RandomText(seed).tangled(12).getBytes(UTF_8);
      MemberName member = named(NAMES.get(seed % NAMES.size()), needs, finder);
      if (finder.find(new Text().set(text, 0, text.length, member), 0)) {
        hits++;
        assertThat(needs.finders(new Shape().of(text, 0, text.length), member))
            .as("seed %d: %s", seed, new String(text, UTF_8))
            .isNotZero();
      }
    }
    assertThat(hits).isPositive();
  }

  private static MemberName named(String name, NeedsTable needs, Finder finder) {
    byte[] bytes = name.getBytes(UTF_8);
    MemberName member = new MemberName();
    member.set(bytes, 0, bytes.length);
    needs.tell(member, new Finder[] {finder});
    return member;
  }
}
