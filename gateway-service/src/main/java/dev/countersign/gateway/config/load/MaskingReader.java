package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.Masking;
import dev.countersign.gateway.config.yaml.Place;
import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlValue;
import dev.countersign.gateway.config.yaml.YamlValue.Text;
import dev.countersign.masking.Detector;
import dev.countersign.masking.MaskingPacks;
import dev.countersign.masking.MaskingPolicyException;
import dev.countersign.masking.MaskingRule;
import dev.countersign.masking.MaskingStrategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads what one connection masks: names of packs, and rules written out.
final class MaskingReader {
  private static final Set<String> KEYS =
      Set.of("name", "key", "keys", "path", "detector", "strategy");
  private static final Set<String> STRATEGY_KEYS = Set.of("fixed", "keep-last");
  private static final String STRATEGY = "redact, or a mapping with 'fixed' or 'keep-last'";
  private static final String NAME = "lower-case letters, digits, '.', '_', '-', a letter first";
  private static final String DETECTORS =
      "one of "
          + Arrays.stream(Detector.values()).map(Detector::label).collect(Collectors.joining(", "));

  private final Reading reading;
  private final DistinctNames seen = new DistinctNames();
  private final List<String> names = new ArrayList<>();
  private final List<MaskingRule> rules = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();

  MaskingReader(Reading reading) {
    this.reading = reading;
  }

  Masking read(Section connection) {
    for (YamlValue item : connection.list("masking", "packs and rules")) {
      if (item instanceof Text pack) {
        readPack(pack);
      } else {
        reading
            .section(item, "a masking rule", KEYS)
            .flatMap(this::readRule)
            .ifPresent(rule -> add(rule, item.place()));
      }
    }
    return compile();
  }

  private void readPack(Text pack) {
    if (!MaskingPacks.names().contains(pack.text())) {
      reading
          .mistakes()
          .add(
              pack.place(),
              "no masking pack is called '%s'".formatted(pack.text()),
              "one of " + String.join(", ", MaskingPacks.names()) + ", or a rule");
      return;
    }
    names.add(pack.text());
    MaskingPacks.rules(pack.text()).forEach(rule -> add(rule, pack.place()));
  }

  private void add(MaskingRule rule, Place place) {
    rules.add(rule);
    places.add(place);
  }

  private Optional<MaskingRule> readRule(Section section) {
    Optional<String> name = section.requiredText("name", NAME, seen::claim);
    name.ifPresent(names::add);
    MaskingStrategy strategy = strategy(section);
    List<String> keys = keys(section);
    Optional<String> path = section.text("path", "a JSON path such as $.a[*].b", text -> text);
    Optional<Detector> detector =
        section.text("detector", DETECTORS, text -> Words.oneOf(text, Detector.named(text)));
    long given = List.of("key", "keys", "path", "detector").stream().filter(section::has).count();
    if (given != 1) {
      section.mistake(
          "a masking rule with %d things to find".formatted(given),
          "one of key, keys, path, detector");
    }
    return name.flatMap(n -> rule(n, keys, path, detector, strategy));
  }

  private static Optional<MaskingRule> rule(
      String name,
      List<String> keys,
      Optional<String> path,
      Optional<Detector> detector,
      MaskingStrategy strategy) {
    if (!keys.isEmpty()) {
      return Optional.of(new MaskingRule.Key(name, keys, strategy));
    }
    if (path.isPresent()) {
      return Optional.of(new MaskingRule.Path(name, path.get(), strategy));
    }
    return detector.map(found -> new MaskingRule.Detect(name, found, strategy));
  }

  private static List<String> keys(Section section) {
    List<String> keys = new ArrayList<>();
    section.text("key", "a member's name", text -> text).ifPresent(keys::add);
    section.texts("keys", "a member's name").stream().map(Text::text).forEach(keys::add);
    return keys;
  }

  private MaskingStrategy strategy(Section section) {
    return switch (section.value("strategy").orElse(null)) {
      case null -> MaskingStrategy.redact();
      case YamlValue.Mapping mapping ->
          reading
              .section(mapping, "a strategy", STRATEGY_KEYS)
              .map(this::strategyWithValue)
              .orElseGet(MaskingStrategy::redact);
      case Text(String text, Place _) when text.equals("redact") -> MaskingStrategy.redact();
      case YamlValue other -> {
        reading.mistakes().add(other.place(), "'strategy' is unknown", STRATEGY);
        yield MaskingStrategy.redact();
      }
    };
  }

  private MaskingStrategy strategyWithValue(Section section) {
    if (section.has("fixed") == section.has("keep-last")) {
      section.mistake("a strategy that is not one", STRATEGY);
    }
    Optional<MaskingStrategy> fixed = section.text("fixed", "a text", MaskingStrategy::fixed);
    Optional<MaskingStrategy> keepLast =
        section.text(
            "keep-last",
            "a whole number from 1 to 8",
            text -> MaskingStrategy.keepLast(Quantities.count(text, 8)));
    return fixed.or(() -> keepLast).orElseGet(MaskingStrategy::redact);
  }

  private Masking compile() {
    try {
      return Masking.of(names, rules);
    } catch (MaskingPolicyException e) {
      for (MaskingPolicyException.Mistake mistake : e.mistakes()) {
        reading
            .mistakes()
            .add(
                places.get(mistake.position()),
                "the masking rule '%s' is wrong".formatted(mistake.rule()),
                mistake.reason());
      }
      return Masking.NONE;
    }
  }
}
