package dev.countersign.masking;

import static dev.countersign.masking.MaskingContext.Direction.REQUEST;
import static dev.countersign.masking.MaskingContext.Direction.RESPONSE;
import static dev.countersign.masking.TestPolicies.policy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.masking.MaskingPolicyException.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeTest {

  private static final MaskingScope EVERYWHERE = MaskingScope.everywhere();
  private static final String BODY = "{\"k\":\"secret\"}";
  private static final String HIDDEN = "{\"k\":\"[redacted:k]\"}";

  @Test
  void appliesARuleInItsDirectionAlone() throws MaskingException {
    MaskingPolicy policy = policy(scoped(EVERYWHERE.in(REQUEST), 0));
    assertThat(mask(policy, context(REQUEST, "f"))).isEqualTo(HIDDEN);
    assertThat(mask(policy, context(RESPONSE, "f"))).isEqualTo(BODY);
  }

  @Test
  void appliesARuleToItsFunctionsAlone() throws MaskingException {
    MaskingPolicy policy = policy(scoped(EVERYWHERE.of("f", "g"), 0));
    assertThat(mask(policy, context(RESPONSE, "g"))).isEqualTo(HIDDEN);
    assertThat(mask(policy, context(RESPONSE, "h"))).isEqualTo(BODY);
  }

  @Test
  void showsWhatItHidesToACallerWithClearance() throws MaskingException {
    MaskingPolicy policy = policy(scoped(EVERYWHERE.notFor("fraud", "audit"), 0));
    assertThat(mask(policy, context(RESPONSE, "f"))).isEqualTo(HIDDEN);
    assertThat(mask(policy, context(RESPONSE, "f", "support"))).isEqualTo(HIDDEN);
    assertThat(mask(policy, context(RESPONSE, "f", "support", "audit"))).isEqualTo(BODY);
  }

  @Test
  void appliesEveryRuleWhereThereIsNoContext() throws MaskingException {
    MaskingPolicy policy = policy(scoped(EVERYWHERE.in(REQUEST).of("f").notFor("x"), 0));
    assertThat(TestPolicies.json(policy, BODY)).isEqualTo(HIDDEN);
  }

  @Test
  void showsWhatAClearanceCoversAndHidesTheRestWhateverTheirScope() throws MaskingException {
    MaskingScope narrow = EVERYWHERE.in(REQUEST).of("f");
    MaskingPolicy policy = policy(scoped(narrow.notFor("fraud", "audit"), 0));
    assertThat(maskFor(policy, Set.of(Set.of("audit", "fraud")))).isEqualTo(BODY);
    assertThat(maskFor(policy, Set.of(Set.of("fraud")))).as("another one").isEqualTo(HIDDEN);
    assertThat(maskFor(policy, Set.of(Set.of()))).isEqualTo(HIDDEN);
    assertThat(maskFor(policy, Set.of())).isEqualTo(HIDDEN);
    assertThat(maskFor(policy(scoped(narrow, 0)), Set.of(Set.of()))).isEqualTo(HIDDEN);
  }

  @Test
  void letsTheHigherPriorityWinAndTheFirstOfEquals() throws MaskingException {
    MaskingRule first = new MaskingRule.Key("a", List.of("k"), MaskingStrategy.fixed("a"));
    MaskingRule second = new MaskingRule.Key("b", List.of("k"), MaskingStrategy.fixed("b"));
    assertThat(TestPolicies.json(policy(first, second), BODY)).isEqualTo("{\"k\":\"a\"}");
    MaskingRule stronger = new MaskingRule.Scoped(second, EVERYWHERE, 1);
    assertThat(TestPolicies.json(policy(first, stronger), BODY)).isEqualTo("{\"k\":\"b\"}");
    MaskingRule weaker = new MaskingRule.Scoped(first, EVERYWHERE, -1);
    assertThat(TestPolicies.json(policy(weaker, second), BODY)).isEqualTo("{\"k\":\"b\"}");
  }

  @Test
  void countsUnderTheNamesOfTheRulesThatApplied() throws MaskingException {
    MaskingPolicy policy =
        policy(scoped(EVERYWHERE.in(REQUEST), 0), MaskingRule.key("other", "k", "l"));
    Masked masked =
        policy.mask(MediaKind.JSON, context(RESPONSE, "f"), "{\"k\":\"x\"}".getBytes(UTF_8));
    assertThat(masked.report().holes()).containsOnlyKeys("other");
  }

  @Test
  void keepsOnlySoManyCompiledForms() throws MaskingException {
    List<MaskingRule> rules = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      rules.add(
          new MaskingRule.Scoped(MaskingRule.key("r" + i, "k" + i), EVERYWHERE.of("f" + i), 0));
    }
    RuleSelection selection = new RuleSelection(rules, MaskingKeys.none());
    for (int i = 0; i < 400; i++) {
      assertThat(selection.in(context(RESPONSE, "f" + i)).name(0)).isEqualTo("r" + i);
    }
    assertThat(selection.kept()).isEqualTo(256);
    assertThat(selection.in(context(RESPONSE, "f399")))
        .isSameAs(selection.in(context(REQUEST, "f399", "a group")));
  }

  @Test
  void refusesScopesThatMakeNoSense() {
    List<MaskingRule> rules =
        List.of(
            scoped(new MaskingScope(Set.of(), Set.of(), Set.of()), 0),
            scoped(EVERYWHERE, 1001),
            new MaskingRule.Scoped(scoped(EVERYWHERE, 0), EVERYWHERE, 0));
    assertThatExceptionOfType(MaskingPolicyException.class)
        .isThrownBy(() -> MaskingPolicy.compile(rules))
        .satisfies(
            e -> assertThat(e.mistakes()).extracting(Mistake::position).containsExactly(0, 1, 2))
        .withMessageContaining("rule 1 (k): priority: 1001 (expected: -1000 to 1000)");
  }

  private static MaskingRule scoped(MaskingScope scope, int priority) {
    return new MaskingRule.Scoped(MaskingRule.key("k", "k"), scope, priority);
  }

  private static MaskingContext context(
      MaskingContext.Direction direction, String function, String... groups) {
    return new MaskingContext(direction, function, Set.of(groups));
  }

  private static String maskFor(MaskingPolicy policy, Set<Set<String>> cleared)
      throws MaskingException {
    return new String(policy.maskFor(MediaKind.JSON, cleared, BODY.getBytes(UTF_8)).bytes(), UTF_8);
  }

  private static String mask(MaskingPolicy policy, MaskingContext context) throws MaskingException {
    return new String(policy.mask(MediaKind.JSON, context, BODY.getBytes(UTF_8)).bytes(), UTF_8);
  }
}
