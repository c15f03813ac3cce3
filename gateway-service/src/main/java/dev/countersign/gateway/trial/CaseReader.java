package dev.countersign.gateway.trial;

import dev.countersign.gateway.access.Arguments;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.JsonLimits;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.Protocol;
import dev.countersign.gateway.access.Surroundings;
import dev.countersign.gateway.config.expression.AnswerView;
import dev.countersign.gateway.config.expression.PastUse;
import dev.countersign.gateway.config.rule.Network;
import dev.countersign.gateway.config.yaml.Mistakes;
import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlValue;
import dev.countersign.gateway.config.yaml.YamlValue.Mapping;
import dev.countersign.gateway.config.yaml.YamlValue.Text;
import dev.countersign.gateway.policy.Question;
import dev.countersign.gateway.trial.PolicyCase.Expectation;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one case after the other; what a case leaves out stands in the file's defaults.
final class CaseReader {
  private static final Set<String> CALL =
      Set.of(
          "caller", "connection", "function", "args", "at", "source", "path", "headers", "history");
  private static final Set<String> EXPECTED =
      Set.of("expect", "rules", "message", "status", "risk", "approval", "masking");
  private static final Set<String> HISTORY =
      Set.of("first-use", "calls-last-minute", "calls-last-hour", "volume-last-hour");
  private static final String DECISION =
      "permit, approval, deny, or a reason: not-granted, guardrail, risk-unknown, risk-too-high,"
          + " response-refused";
  private static final String NOW = "2026-01-01T12:00:00Z";

  private final Mistakes mistakes;
  private final Optional<Section> defaults;

  CaseReader(Mistakes mistakes, Section root) {
    this.mistakes = mistakes;
    this.defaults = root.section("defaults", "the defaults", CALL);
  }

  Optional<PolicyCase> read(YamlValue item) {
    Set<String> keys = new HashSet<>(CALL);
    keys.addAll(EXPECTED);
    keys.addAll(Set.of("name", "response"));
    return Section.of(item, "a case", keys, mistakes).flatMap(this::readOne);
  }

  private Optional<PolicyCase> readOne(Section section) {
    Optional<Question> question = question(section);
    Optional<AnswerView> answer =
        section
            .section("response", "a response", Set.of("status", "type", "body"))
            .map(this::answer);
    Optional<String> decision = section.requiredText("expect", DECISION, CaseReader::decision);
    if (question.isEmpty() || decision.isEmpty()) {
      return Optional.empty();
    }
    String name =
        section.text("name", "a sentence", text -> text).orElseGet(() -> named(question.get()));
    return Optional.of(
        new PolicyCase(
            name,
            section.place().line(),
            question.get(),
            answer.orElse(null),
            expectation(section, decision.get())));
  }

  private static String named(Question question) {
    return question.operation().connection() + "/" + question.operation().function();
  }

  private static String decision(String text) {
    if (!text.matches(
        "permit|approval|deny|not-granted|guardrail|risk-unknown|risk-too-high|response-refused")) {
      throw new IllegalArgumentException("'%s' is no decision".formatted(text));
    }
    return text;
  }

  private static Expectation expectation(Section section, String decision) {
    return new Expectation(
        decision,
        texts(section, "rules"),
        section.text("message", "a part of the message", text -> text).orElse(null),
        section.text("status", "a number", Integer::valueOf).orElse(null),
        section.text("risk", "low, medium or high", text -> text).orElse(null),
        section.text("approval", "the name of an approval", text -> text).orElse(null),
        texts(section, "masking"));
  }

  // An empty list is a claim as well: no rule is cited.
  private static @Nullable List<String> texts(Section section, String key) {
    return section.has(key)
        ? section.list(key, "texts").stream()
            .map(value -> value instanceof Text text ? text.text() : value.description())
            .toList()
        : null;
  }

  private Optional<Question> question(Section section) {
    Optional<Caller> caller = text(section, "caller", "a caller", CallerText::parse);
    Optional<String> connection = text(section, "connection", "a connection's name", t -> t);
    Optional<String> function = text(section, "function", "a function's name", t -> t);
    Arguments arguments = arguments(section).orElse(Arguments.NONE);
    Instant at =
        text(section, "at", "a time such as " + NOW, CaseReader::instant)
            .orElse(Instant.parse(NOW));
    Surroundings around = surroundings(section);
    PastUse past = past(section);
    for (String key : List.of("caller", "connection", "function")) {
      if (!section.has(key) && defaults.filter(common -> common.has(key)).isEmpty()) {
        section.mistake("a case has no '%s'".formatted(key), "it, here or in the defaults");
      }
    }
    if (caller.isEmpty() || connection.isEmpty() || function.isEmpty()) {
      return Optional.empty();
    }
    Operation operation =
        new Operation(
            connection.get(), function.get(), Protocol.HTTP, "POST /" + function.get(), arguments);
    return Optional.of(new Question(operation, caller.get(), around, past, at));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'%s' is no time".formatted(text), e);
    }
  }

  private <T> Optional<T> text(
      Section section, String key, String expected, Section.Parser<T> parser) {
    return section.has(key)
        ? section.text(key, expected, parser)
        : defaults.flatMap(found -> found.text(key, expected, parser));
  }

  private Optional<YamlValue> value(Section section, String key) {
    return section.has(key) ? section.value(key) : defaults.flatMap(found -> found.value(key));
  }

  /// JSON in a text, or a mapping.
  private Optional<Arguments> arguments(Section section) {
    return value(section, "args")
        .flatMap(value -> {
          String json =
              value instanceof Text text ? text.text() : JsonOfYaml.write(value).toString();
          try {
            return Optional.of(
                Arguments.parse(json.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT));
          } catch (RuntimeException e) {
            mistakes.add(value.place(), "'args': " + e.getMessage(), "one JSON object");
            return Optional.empty();
          }
        });
  }

  private Surroundings surroundings(Section section) {
    @Nullable InetAddress source =
        text(section, "source", "an IP address", Network::address).orElse(null);
    Map<String, String> headers = new HashMap<>();
    if (value(section, "headers").orElse(null) instanceof Mapping(var members, _)) {
      members.forEach((name, member) -> {
        if (member.value() instanceof Text text) {
          headers.put(name.toLowerCase(Locale.ROOT), text.text());
        } else {
          mistakes.add(member.place(), "a header that is no text", "a text");
        }
      });
    }
    return new Surroundings(source, text(section, "path", "a path", t -> t).orElse("/"), headers);
  }

  private PastUse past(Section section) {
    return value(section, "history")
        .flatMap(value -> Section.of(value, "a history", HISTORY, mistakes))
        .map(CaseReader::used)
        .orElse(PastUse.NONE);
  }

  private static PastUse used(Section history) {
    return PastUse.of(
        history.text("first-use", "true or false", Boolean::valueOf).orElse(false),
        history.text("calls-last-minute", "a number", Long::valueOf).orElse(0L),
        history.text("calls-last-hour", "a number", Long::valueOf).orElse(0L),
        history.text("volume-last-hour", "a number", Long::valueOf).orElse(0L));
  }

  private AnswerView answer(Section section) {
    String body =
        section
            .value("body")
            .map(value ->
                value instanceof Text text ? text.text() : JsonOfYaml.write(value).toString())
            .orElse("");
    return AnswerView.of(
        section.text("status", "a number", Integer::valueOf).orElse(200),
        section.text("type", "a content type", text -> text).orElse("application/json"),
        body.getBytes(StandardCharsets.UTF_8));
  }
}
