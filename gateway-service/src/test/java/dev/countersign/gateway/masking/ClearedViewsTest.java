package dev.countersign.gateway.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.access.ViewForCleared;
import dev.countersign.gateway.config.Masking;
import dev.countersign.masking.MaskingKeys;
import dev.countersign.masking.MaskingRule;
import dev.countersign.masking.MaskingScope;
import dev.countersign.masking.MediaKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClearedViewsTest {
  private static MaskingRule hide(String key) {
    return MaskingRule.key(key, key);
  }

  private static MaskingRule hide(String key, String... except) {
    return new MaskingRule.Scoped(hide(key), MaskingScope.everywhere().notFor(except), 0);
  }

  private static List<ViewForCleared> views(String json, MaskingRule... rules) {
    Masking masking = Masking.of(List.of(), List.of(rules), MaskingKeys.none());
    byte[] arguments = json.getBytes(StandardCharsets.UTF_8);
    return ClearedViews.of(masking, arguments, everybody(masking, arguments));
  }

  private static byte[] everybody(Masking masking, byte[] arguments) {
    try {
      return masking.policy().mask(MediaKind.JSON, arguments).bytes();
    } catch (dev.countersign.masking.MaskingException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(ViewForCleared view) {
    return new String(view.shown(), StandardCharsets.UTF_8);
  }

  @Test
  void withoutClearancesThereIsOneViewForAll() {
    assertThat(views("{\"ssn\":\"s-1\"}", hide("ssn"))).isEmpty();
    assertThat(views("{\"ssn\":\"s-1\"}")).isEmpty();
  }

  @Test
  void aClearanceShowsWhatItsRulesHideAndNothingElse() {
    List<ViewForCleared> views =
        views("{\"ssn\":\"s-1\",\"pin\":\"p-1\"}", hide("ssn", "risk", "fraud"), hide("pin"));
    assertThat(views).hasSize(1);
    assertThat(views.getFirst().clearances()).containsExactly(List.of("fraud", "risk"));
    assertThat(text(views.getFirst())).contains("s-1").doesNotContain("p-1");
  }

  @Test
  void whatAClearanceMakesNoDifferenceToHasNoView() {
    assertThat(views("{\"other\":1}", hide("ssn", "fraud"))).isEmpty();
    assertThat(views("{\"ssn\":\"s-1\"}", hide("ssn", "fraud"), hide("ssn"))).isEmpty();
  }

  @Test
  void whereOneClearanceIsNotEnoughBothTogetherAre() {
    List<ViewForCleared> views =
        views("{\"ssn\":\"s-1\"}", hide("ssn", "fraud"), hide("ssn", "cards"));
    assertThat(views).hasSize(1);
    assertThat(views.getFirst().clearances()).containsExactly(List.of("cards"), List.of("fraud"));
    assertThat(text(views.getFirst())).contains("s-1");
  }

  @Test
  void threeClearancesHaveAllTheirCombinations() {
    List<ViewForCleared> views =
        views(
            "{\"a\":\"1-a\",\"b\":\"1-b\",\"c\":\"1-c\"}",
            hide("a", "ga"),
            hide("b", "gb"),
            hide("c", "gc"));
    assertThat(views).hasSize(7);
    assertThat(views)
        .allSatisfy(view -> {
          for (String key : List.of("a", "b", "c")) {
            boolean cleared = view.clearances().contains(List.of("g" + key));
            assertThat(text(view).contains("1-" + key)).isEqualTo(cleared);
          }
        });
  }

  @Test
  void ofManyClearancesTheFirstSevenHaveAViewEach() {
    List<MaskingRule> rules = new ArrayList<>();
    StringBuilder json = new StringBuilder("{");
    for (int i : IntStream.range(0, 12).toArray()) {
      rules.add(hide("k" + i, "g" + i));
      json.append(i == 0 ? "" : ",").append("\"k%d\":\"v-%d-\"".formatted(i, i));
    }
    List<ViewForCleared> views =
        views(json.append('}').toString(), rules.toArray(MaskingRule[]::new));
    assertThat(views).hasSize(ClearedViews.MAX_VIEWS);
    for (int i = 0; i < views.size(); i++) {
      assertThat(views.get(i).clearances()).containsExactly(List.of("g" + i));
      assertThat(text(views.get(i))).contains("v-" + i + "-").containsOnlyOnce("\"v-");
    }
  }
}
