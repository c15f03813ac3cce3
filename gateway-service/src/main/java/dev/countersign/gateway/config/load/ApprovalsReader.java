package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.ApprovalRule;
import dev.countersign.gateway.config.expression.Expression;
import dev.countersign.gateway.config.expression.ExpressionKind;
import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlValue.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the approvals of one connection.
final class ApprovalsReader {
  private static final Set<String> KEYS =
      Set.of(
          "name", "functions", "when", "from", "quorum", "decide-within", "use-within", "reason");
  private static final int MAX_QUORUM = 20;
  private static final Duration MIN = Duration.ofSeconds(1);

  private final Reading reading;
  private final FunctionNames functions;
  private final DistinctNames names = new DistinctNames();

  ApprovalsReader(Reading reading, FunctionNames functions) {
    this.reading = reading;
    this.functions = functions;
  }

  List<ApprovalRule> read(Section connection) {
    List<ApprovalRule> approvals = new ArrayList<>();
    connection
        .list("approvals", "approvals")
        .forEach(item ->
            reading
                .section(item, "an approval", KEYS)
                .flatMap(this::readOne)
                .ifPresent(approvals::add));
    return approvals;
  }

  private Optional<ApprovalRule> readOne(Section section) {
    section.required("from", "a list of groups whose members may approve");
    List<String> from =
        section.texts("from", "a group's name").stream().map(Text::text).distinct().toList();
    String name =
        section
            .text("name", Words.RULE_NAME, text -> names.claim(Words.ruleName(text)))
            .orElseGet(() -> names.make(from));
    Set<String> scope = functions.scope(section);
    section.required("when", "an expression in CEL, for example risk == 'high'");
    Optional<Expression> when = reading.expression(section, "when", ExpressionKind.APPROVAL);
    int quorum =
        section
            .text("quorum", "a whole number from 1 to 20", t -> Quantities.count(t, MAX_QUORUM))
            .orElse(1);
    Duration decide =
        within(section, "decide-within", Duration.ofDays(30)).orElse(Duration.ofMinutes(15));
    Duration use = within(section, "use-within", Duration.ofDays(1)).orElse(Duration.ofMinutes(5));
    Optional<String> reason =
        section.text("reason", "1 to 500 printable characters", Words::message);
    return when.map(condition ->
        new ApprovalRule(name, scope, condition, from, quorum, decide, use, reason.orElse(null)));
  }

  private static Optional<Duration> within(Section section, String key, Duration max) {
    return section.text(
        key,
        "a duration from 1s to %dd, for example 15m".formatted(max.toDays()),
        text -> Quantities.duration(text, MIN, max));
  }
}
