package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.ApprovalRule;
import dev.countersign.gateway.config.Guardrail;
import dev.countersign.gateway.config.GuardrailAction;
import dev.countersign.gateway.config.expression.ExpressionKind;
import dev.countersign.gateway.config.rule.GuardrailTest;
import dev.countersign.gateway.config.rule.Side;
import dev.countersign.gateway.config.yaml.Section;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads the guardrails of one connection.
final class GuardrailsReader {
  private static final List<String> ACTIONS = List.of("deny", "approve", "mask", "warn");
  private static final Set<String> KEYS = new LinkedHashSet<>(ACTIONS);
  private static final int MAX_MASKING = 6;

  static {
    KEYS.addAll(
        List.of("name", "functions", "on", "pack", "action", "status", "message", "approval"));
    KEYS.add("masking");
    KEYS.addAll(PackReader.KEYS);
  }

  private final Reading reading;
  private final FunctionNames functions;
  private final List<ApprovalRule> approvals;
  private final DistinctNames names = new DistinctNames();

  GuardrailsReader(Reading reading, FunctionNames functions, List<ApprovalRule> approvals) {
    this.reading = reading;
    this.functions = functions;
    this.approvals = approvals;
  }

  List<Guardrail> read(Section connection) {
    List<Guardrail> guardrails = new ArrayList<>();
    connection
        .list("guardrails", "guardrails")
        .forEach(item ->
            reading
                .section(item, "a guardrail", KEYS)
                .flatMap(this::readOne)
                .ifPresent(guardrails::add));
    long masking =
        guardrails.stream().filter(g -> g.action() instanceof GuardrailAction.Mask).count();
    if (masking > MAX_MASKING) {
      connection.mistake("guardrails", masking + " guardrails that mask", "at most " + MAX_MASKING);
    }
    return guardrails;
  }

  private Optional<Guardrail> readOne(Section section) {
    Optional<String> name =
        section.requiredText("name", Words.RULE_NAME, text -> names.claim(Words.ruleName(text)));
    Set<String> scope = functions.scope(section);
    Side side =
        section.text("on", "request or response", GuardrailsReader::side).orElse(Side.REQUEST);
    String action = action(section);
    Optional<GuardrailTest> test =
        section.has("pack")
            ? new PackReader(reading).read(section, side)
            : condition(section, action, side);
    Optional<GuardrailAction> does =
        new GuardrailActionReader(reading, functions, approvals)
            .read(section, action, side, name.orElse("unnamed"));
    if (name.isEmpty() || test.isEmpty() || does.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Guardrail(name.get(), scope, side, test.get(), does.get()));
  }

  private static Side side(String text) {
    return switch (text) {
      case "request" -> Side.REQUEST;
      case "response" -> Side.RESPONSE;
      default ->
          throw new IllegalArgumentException("'%s' is no side".formatted(Words.shortened(text)));
    };
  }

  /// A condition stands under the name of what it leads to; a pack says it with `action`.
  private static String action(Section section) {
    if (section.has("pack")) {
      ACTIONS.stream()
          .filter(section::has)
          .forEach(
              key -> section.mistake(key, "a condition beside 'pack'", "'action: " + key + "'"));
      return section
          .text("action", "deny, approve, mask or warn", GuardrailsReader::known)
          .orElse("deny");
    }
    if (section.has("action")) {
      section.mistake(
          "action", "'action' without 'pack'", "the condition under deny, approve, mask or warn");
    }
    PackReader.KEYS.stream()
        .filter(section::has)
        .forEach(
            key -> section.mistake(key, "'%s' without 'pack'".formatted(key), "'pack' beside it"));
    List<String> given = ACTIONS.stream().filter(section::has).toList();
    if (given.size() > 1) {
      section.mistake(
          given.getLast(),
          "a guardrail with several conditions",
          "one of deny, approve, mask, warn");
    }
    return given.isEmpty() ? "deny" : given.getFirst();
  }

  private static String known(String text) {
    return Words.oneOf(
        text.toLowerCase(Locale.ROOT),
        ACTIONS.contains(text) ? Optional.of(text) : Optional.empty());
  }

  private Optional<GuardrailTest> condition(Section section, String action, Side side) {
    section.required(action, "an expression in CEL that is true for calls to refuse, or 'pack'");
    ExpressionKind kind = side == Side.REQUEST ? ExpressionKind.GUARDRAIL : ExpressionKind.RESPONSE;
    return reading.expression(section, action, kind).map(GuardrailTest::of);
  }
}
