package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.ApprovalRule;
import dev.countersign.gateway.config.expression.Expression;
import dev.countersign.gateway.config.expression.ExpressionKind;
import dev.countersign.gateway.config.rule.RiskRule;
import dev.countersign.gateway.config.yaml.Place;
import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlValue.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads how the risk of calls is told: an expression, or one with thresholds.
final class RiskReader {
  private static final Set<String> KEYS =
      Set.of("score", "medium-from", "high-from", "approve-from", "deny-from", "approval");
  private static final String NUMBER = "a number from 0 to 100";

  private final Reading reading;
  private final List<Reference> references = new ArrayList<>();

  RiskReader(Reading reading) {
    this.reading = reading;
  }

  private record Reference(String approval, Place place) {}

  Optional<RiskRule> read(Section section) {
    if (!(section.value("risk").orElse(null) instanceof Mapping mapping)) {
      return reading.expression(section, "risk", ExpressionKind.RISK).map(RiskRule::of);
    }
    return reading.section(mapping, "a risk", KEYS).flatMap(this::withThresholds);
  }

  private Optional<RiskRule> withThresholds(Section section) {
    section.required("score", "an expression in CEL that yields 0 to 100");
    Optional<Expression> score = reading.expression(section, "score", ExpressionKind.RISK);
    double medium = number(section, "medium-from").orElse(RiskRule.MEDIUM_FROM);
    double high = number(section, "high-from").orElse(Math.max(medium, RiskRule.HIGH_FROM));
    @Nullable Double approve = number(section, "approve-from").orElse(null);
    @Nullable Double deny = number(section, "deny-from").orElse(null);
    if (medium > high) {
      section.mistake("high-from", "high begins below medium", "a number from medium-from on");
    }
    if (approve != null && deny != null && approve >= deny) {
      section.mistake(
          "approve-from",
          "calls are refused before they could need approval",
          "less than deny-from");
    }
    Optional<String> approval = section.text("approval", "the name of an approval", text -> text);
    if ((approve == null) != approval.isEmpty()) {
      section.mistake("'approve-from' and 'approval' belong together", "both, or neither");
    }
    approval.ifPresent(name -> references.add(new Reference(name, section.place("approval"))));
    return score.map(
        expression -> new RiskRule(expression, medium, high, approve, deny, approval.orElse(null)));
  }

  private static Optional<Double> number(Section section, String key) {
    return section.text(
        key,
        NUMBER,
        text -> {
          if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,6})?")
              || Double.parseDouble(text) > RiskRule.MAX) {
            throw new IllegalArgumentException("'%s' is none".formatted(Words.shortened(text)));
          }
          return Double.parseDouble(text);
        });
  }

  /// Checks that the approvals that were named exist.
  void resolve(List<ApprovalRule> approvals) {
    Set<String> known = Set.copyOf(approvals.stream().map(ApprovalRule::name).toList());
    for (Reference reference : references) {
      if (!known.contains(reference.approval())) {
        reading
            .mistakes()
            .add(
                reference.place(),
                "no approval is called '%s'".formatted(Words.shortened(reference.approval())),
                known.isEmpty() ? "an entry of 'approvals'" : "one of " + String.join(", ", known));
      }
    }
  }
}
