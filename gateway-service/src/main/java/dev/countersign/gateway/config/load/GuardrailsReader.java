package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.Guardrail;
import dev.countersign.gateway.config.expression.Expression;
import dev.countersign.gateway.config.expression.ExpressionKind;
import dev.countersign.gateway.config.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the guardrails of one connection.
final class GuardrailsReader {
  private static final Set<String> KEYS = Set.of("name", "functions", "deny", "message");

  private final Reading reading;
  private final FunctionNames functions;
  private final DistinctNames names = new DistinctNames();

  GuardrailsReader(Reading reading, FunctionNames functions) {
    this.reading = reading;
    this.functions = functions;
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
    return guardrails;
  }

  private Optional<Guardrail> readOne(Section section) {
    Optional<String> name =
        section.requiredText("name", Words.RULE_NAME, text -> names.claim(Words.ruleName(text)));
    Set<String> scope = functions.scope(section);
    section.required("deny", "an expression in CEL that is true for calls to refuse");
    Optional<Expression> deny = reading.expression(section, "deny", ExpressionKind.GUARDRAIL);
    Optional<String> message =
        section.text("message", "1 to 500 printable characters", Words::message);
    if (name.isEmpty() || deny.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Guardrail(
            name.get(),
            scope,
            deny.get(),
            message.orElse("The guardrail %s refuses this call.".formatted(name.get()))));
  }
}
