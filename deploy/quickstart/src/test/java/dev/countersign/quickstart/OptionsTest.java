package dev.countersign.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.quickstart.home.BadUsage;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void keepsOptionsAndWordsApart() {
    Options options = parse("file.jsonl", "--as", "alice", "--keep", "--as", "bob");

    assertThat(options.single("files")).isEqualTo("file.jsonl");
    assertThat(options.value("--as")).contains("bob");
    assertThat(options.every("--as")).containsExactly("alice", "bob");
    assertThat(options.has("--keep")).isTrue();
  }

  @Test
  void refusesAnOptionItDoesNotKnow() {
    assertThatThrownBy(() -> parse("--wat"))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("--wat");
  }

  @Test
  void refusesAnOptionWithoutItsValue() {
    assertThatThrownBy(() -> parse("--as"))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("--as");
  }

  @Test
  void refusesANumberOutOfRange() {
    assertThat(parse("--as", "7").number("--as", 1, 1, 10)).isEqualTo(7);
    assertThat(parse().number("--as", 4, 1, 10)).isEqualTo(4);
    assertThatThrownBy(() -> parse("--as", "11").number("--as", 1, 1, 10))
        .isInstanceOf(BadUsage.class)
        .hasMessage("--as: '11' (expected: 1 to 10)");
    assertThatThrownBy(() -> parse("--as", "many").number("--as", 1, 1, 10))
        .isInstanceOf(BadUsage.class);
  }

  @Test
  void refusesWordsThatNobodyWants() {
    assertThatThrownBy(() -> parse("extra").none()).isInstanceOf(BadUsage.class);
    assertThatThrownBy(() -> parse("a", "b").single("files")).isInstanceOf(BadUsage.class);
    assertThatThrownBy(() -> parse().single("files")).isInstanceOf(BadUsage.class);
  }

  private static Options parse(String... words) {
    return Options.parse(List.of(words), Set.of("--as"), Set.of("--keep"));
  }
}
