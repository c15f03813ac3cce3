package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlValue;
import dev.countersign.gateway.config.yaml.YamlValue.Text;
import dev.countersign.masking.MaskingStrategy;
import dev.countersign.masking.MaskingStrategy.Format;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads what becomes of a hidden value.
final class MaskingStrategyReader {
  private static final List<String> WITH_VALUE =
      List.of("fixed", "keep-last", "truncate", "date-shift", "format-preserving");
  private static final String EXPECTED =
      "redact, drop or pseudonym, or a mapping with one of " + String.join(", ", WITH_VALUE);

  private final Reading reading;

  MaskingStrategyReader(Reading reading) {
    this.reading = reading;
  }

  MaskingStrategy read(Section rule) {
    return switch (rule.value("strategy").orElse(null)) {
      case null -> MaskingStrategy.redact();
      case YamlValue.Mapping mapping ->
          reading
              .section(mapping, "a strategy", Set.copyOf(WITH_VALUE))
              .map(MaskingStrategyReader::withValue)
              .orElseGet(MaskingStrategy::redact);
      case Text(String text, _, _) when text.equals("redact") -> MaskingStrategy.redact();
      case Text(String text, _, _) when text.equals("drop") -> MaskingStrategy.drop();
      case Text(String text, _, _) when text.equals("pseudonym") -> MaskingStrategy.pseudonym();
      case YamlValue other -> {
        reading.mistakes().add(other.place(), "'strategy' is unknown", EXPECTED);
        yield MaskingStrategy.redact();
      }
    };
  }

  private static MaskingStrategy withValue(Section section) {
    if (WITH_VALUE.stream().filter(section::has).count() != 1) {
      section.mistake("a strategy that is not one", EXPECTED);
    }
    return Stream.of(
            section.text("fixed", "a text", MaskingStrategy::fixed),
            count(section, "keep-last", 8).map(MaskingStrategy::keepLast),
            count(section, "truncate", 8).map(MaskingStrategy::truncate),
            count(section, "date-shift", 3650).map(MaskingStrategy::dateShift),
            section.text(
                "format-preserving",
                "card or digits",
                text -> MaskingStrategy.formatPreserving(Words.oneOf(text, Format.named(text)))))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(MaskingStrategy::redact);
  }

  private static Optional<Integer> count(Section section, String key, int max) {
    return section.text(
        key, "a whole number from 1 to " + max, text -> Quantities.count(text, max));
  }
}
