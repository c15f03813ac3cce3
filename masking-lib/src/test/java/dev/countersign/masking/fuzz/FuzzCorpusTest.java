package dev.countersign.masking.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.masking.MediaKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FuzzCorpusTest {

  @ParameterizedTest
  @EnumSource
  void holdsForEveryInputThatIsKept(FuzzTarget target) {
    List<byte[]> inputs = CorpusFile.of(target);
    assertThat(inputs).hasSizeGreaterThan(4);
    for (byte[] input : inputs) {
      try {
        target.check(input);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(target + ": " + CorpusFile.line(input), e);
      }
    }
  }

  @Test
  void writesEveryByteOfAnInput() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    assertThat(CorpusFile.bytes(CorpusFile.line(all))).isEqualTo(all);
    assertThat(CorpusFile.line(new byte[] {'#', '\\', '\n', 'a'})).isEqualTo("\\x23\\\\\\na");
  }

  @Test
  void seesASecretThatIsLeft() {
    Planted secret = Planted.ALL.getFirst();
    assertThat(secret.standsIn("to " + secret.text())).isTrue();
    assertThat(secret.standsIn("to <" + secret.text() + ">")).isFalse();
    byte[] left = secret.text().getBytes(UTF_8);
    Run unmasked = new Run(left, null, null, "");
    assertThatThrownBy(() -> SecretCheck.check(MediaKind.TEXT, left, unmasked))
        .isInstanceOf(AssertionError.class);
  }
}
