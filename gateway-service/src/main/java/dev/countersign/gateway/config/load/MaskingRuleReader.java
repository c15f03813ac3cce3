package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlValue;
import dev.countersign.gateway.config.yaml.YamlValue.Text;
import dev.countersign.masking.Detector;
import dev.countersign.masking.MaskingContext.Direction;
import dev.countersign.masking.MaskingRule;
import dev.countersign.masking.MaskingScope;
import dev.countersign.masking.MaskingStrategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads one masking rule: what it finds, what becomes of that, and where it applies.
final class MaskingRuleReader {
  private static final List<String> FINDS =
      List.of("key", "keys", "path", "detector", "pattern", "column", "columns", "field", "fields");
  private static final Set<String> KEYS = keys();
  private static final String NAME = "lower-case letters, digits, '.', '_', '-', a letter first";
  private static final String DETECTORS =
      "one of "
          + Arrays.stream(Detector.values()).map(Detector::label).collect(Collectors.joining(", "));
  private static final String PRIORITY = "a whole number from -1000 to 1000";

  private final Reading reading;
  private final FunctionNames functions;
  private final MaskingStrategyReader strategies;
  private final DistinctNames seen = new DistinctNames();

  MaskingRuleReader(Reading reading, FunctionNames functions) {
    this.reading = reading;
    this.functions = functions;
    this.strategies = new MaskingStrategyReader(reading);
  }

  private static Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>(FINDS);
    keys.addAll(List.of("name", "strategy", "direction", "functions", "except-groups", "priority"));
    return keys;
  }

  Optional<MaskingRule> read(YamlValue item) {
    return reading.section(item, "a masking rule", KEYS).flatMap(this::read);
  }

  private Optional<MaskingRule> read(Section section) {
    Optional<String> name = section.requiredText("name", NAME, seen::claim);
    MaskingStrategy strategy = strategies.read(section);
    long given = FINDS.stream().filter(section::has).count();
    if (given != 1) {
      section.mistake(
          "a masking rule with %d things to find".formatted(given),
          "one of " + String.join(", ", FINDS));
    }
    Optional<MaskingRule> found = find(section, name.orElse("?"), strategy);
    MaskingScope scope = scope(section);
    int priority = section.text("priority", PRIORITY, MaskingRuleReader::priority).orElse(0);
    return name.isEmpty()
        ? Optional.empty()
        : found.map(rule -> new MaskingRule.Scoped(rule, scope, priority));
  }

  private static Optional<MaskingRule> find(
      Section section, String name, MaskingStrategy strategy) {
    List<String> keys = texts(section, "key", "keys", "a member's name");
    if (!keys.isEmpty()) {
      return Optional.of(new MaskingRule.Key(name, keys, strategy));
    }
    List<String> columns =
        texts(section, "column", "columns", "a column's name, or # and a number");
    if (!columns.isEmpty()) {
      return Optional.of(new MaskingRule.Column(name, columns, strategy));
    }
    List<String> fields = texts(section, "field", "fields", "package.Message.field");
    if (!fields.isEmpty()) {
      return Optional.of(new MaskingRule.Field(name, fields, strategy));
    }
    Optional<MaskingRule> path =
        section.text(
            "path",
            "a JSON path such as $.a[*].b",
            text -> new MaskingRule.Path(name, text, strategy));
    Optional<MaskingRule> pattern =
        section.text(
            "pattern",
            "a pattern in RE2 syntax",
            text -> new MaskingRule.Pattern(name, text, strategy));
    Optional<MaskingRule> detector =
        section.text(
            "detector",
            DETECTORS,
            text ->
                new MaskingRule.Detect(name, Words.oneOf(text, Detector.named(text)), strategy));
    return path.or(() -> pattern).or(() -> detector);
  }

  private static List<String> texts(Section section, String one, String many, String expected) {
    List<String> texts = new ArrayList<>();
    section.text(one, expected, text -> text).ifPresent(texts::add);
    section.texts(many, expected).stream().map(Text::text).forEach(texts::add);
    return texts;
  }

  private MaskingScope scope(Section section) {
    Set<Direction> directions =
        section
            .text("direction", "request, response or both", MaskingRuleReader::directions)
            .orElse(MaskingReader.ANSWERS.directions());
    Set<String> named = section.has("functions") ? functions.named(section) : Set.of();
    Set<String> groups =
        section.texts("except-groups", "a group").stream()
            .map(Text::text)
            .collect(Collectors.toSet());
    return new MaskingScope(directions, named, groups);
  }

  private static Set<Direction> directions(String text) {
    return switch (text) {
      case "request" -> Set.of(Direction.REQUEST);
      case "response" -> Set.of(Direction.RESPONSE);
      case "both" -> Set.of(Direction.REQUEST, Direction.RESPONSE);
      default -> Words.oneOf(text, Optional.empty());
    };
  }

  private static int priority(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no whole number", e);
    }
  }
}
