package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.path.NameHash;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettledTextsTest {

  private final SettledTexts settled = new SettledTexts();
  private final MemberName member = new MemberName();

  @Test
  void twoTextsOfOneHashDoNotDisplaceEachOther() {
    List<byte[]> alike = ofOneHash(3);
    keep(alike.get(0));
    keep(alike.get(1));
    assertThat(has(alike.get(0))).isTrue();
    assertThat(has(alike.get(1))).isTrue();
    keep(alike.get(2));
    assertThat(has(alike.get(2))).isTrue();
    assertThat(alike.stream().filter(this::has)).hasSize(2);
  }

  @Test
  void knowsNothingOfTheBodyBeforeNorOfAnotherName() {
    byte[] text = "Wrote today".getBytes(UTF_8);
    keep(text);
    for (String other : List.of("ssn", "version", "isbn", "phone", "password")) {
      assertThat(settled.find(text, text.length, named(other))).as(other).isNull();
    }
    assertThat(settled.find(text, text.length - 1, member)).isNull();
    settled.renew();
    assertThat(has(text)).isFalse();
  }

  @Test
  void takesNamesThatSayNothingForOne() {
    byte[] text = "Wrote today".getBytes(UTF_8);
    keep(text);
    assertThat(settled.find(text, text.length, named("1st remark"))).isNotNull();
  }

  @Test
  void knowsWhatATextBecameAndByWhichRule() {
    byte[] text = "Wrote 1234".getBytes(UTF_8);
    byte[] became = "Wrote ****".getBytes(UTF_8);
    settled.keep(text, text.length, member, became, 3);
    assertThat(settled.find(text, text.length, member))
        .satisfies(known -> assertThat(known.became()).isEqualTo(became))
        .satisfies(known -> assertThat(known.rule()).isEqualTo(3));
  }

  private static MemberName named(String name) {
    MemberName named = new MemberName();
    named.set(name.getBytes(UTF_8), 0, name.length());
    return named;
  }

  private void keep(byte[] text) {
    assertThat(has(text)).isFalse();
    settled.keep(text, text.length, member, null, 0);
  }

  private boolean has(byte[] text) {
    return settled.find(text, text.length, member) != null;
  }

  /// Texts that share a place, whatever the places of one body are.
  private static List<byte[]> ofOneHash(int count) {
    List<byte[]> alike = new ArrayList<>();
    for (int i = 0; alike.size() < count; i++) {
      byte[] text = ("text " + i).getBytes(UTF_8);
      if ((NameHash.of(text, 0, text.length) & 0xfff) == 7) {
        alike.add(text);
      }
    }
    return alike;
  }
}
