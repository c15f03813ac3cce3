package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.ApprovalOptions;
import dev.countersign.gateway.config.ApprovalRule;
import dev.countersign.gateway.config.expression.Expression;
import dev.countersign.gateway.config.expression.ExpressionKind;
import dev.countersign.gateway.config.load.ApprovalOptionsReader.Panel;
import dev.countersign.gateway.config.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the approvals of one connection.
final class ApprovalsReader {
  private static final Set<String> KEYS = keys();
  private static final int MAX_QUORUM = 20;
  private static final Duration MIN = Duration.ofSeconds(1);

  private final Reading reading;
  private final FunctionNames functions;
  private final ApprovalOptionsReader options;
  private final DistinctNames names = new DistinctNames();

  ApprovalsReader(Reading reading, FunctionNames functions) {
    this.reading = reading;
    this.functions = functions;
    this.options = new ApprovalOptionsReader(reading);
  }

  private static Set<String> keys() {
    Set<String> keys = new HashSet<>(ApprovalOptionsReader.KEYS);
    keys.addAll(
        Set.of(
            "name",
            "functions",
            "when",
            "from",
            "quorum",
            "decide-within",
            "use-within",
            "reason"));
    return Set.copyOf(keys);
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
    Panel panel = options.panel(section);
    List<String> from = panel.groups();
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
            .orElse(Math.max(1, panel.people()));
    if (quorum < panel.people()) {
      section.mistake(
          "quorum",
          "a quorum of %d under minimums of %d".formatted(quorum, panel.people()),
          "at least as many people as the groups of 'from' ask for");
    }
    ApprovalOptions asked = options.read(section, panel);
    Duration decide =
        within(section, "decide-within", Duration.ofDays(30)).orElse(Duration.ofMinutes(15));
    Duration use = within(section, "use-within", Duration.ofDays(1)).orElse(Duration.ofMinutes(5));
    Optional<String> reason =
        section.text("reason", "1 to 500 printable characters", Words::message);
    return when.map(condition ->
        new ApprovalRule(
            name, scope, condition, from, quorum, decide, use, reason.orElse(null), asked));
  }

  private static Optional<Duration> within(Section section, String key, Duration max) {
    return section.text(
        key,
        "a duration from 1s to %dd, for example 15m".formatted(max.toDays()),
        text -> Quantities.duration(text, MIN, max));
  }
}
