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
    MemberName other = new MemberName();
    other.set(text, 0, text.length);
    assertThat(settled.has(text, text.length, other)).isFalse();
    assertThat(settled.has(text, text.length - 1, member)).isFalse();
    settled.renew();
    assertThat(has(text)).isFalse();
  }

  private void keep(byte[] text) {
    assertThat(has(text)).isFalse();
    settled.keep(text, text.length, member);
  }

  private boolean has(byte[] text) {
    return settled.has(text, text.length, member);
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
