package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.pack.PackOptions;
import dev.countersign.gateway.config.pack.Packs;
import dev.countersign.gateway.config.rule.GuardrailTest;
import dev.countersign.gateway.config.rule.Side;
import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlValue.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads a guardrail's pack with its options.
final class PackReader {
  static final List<String> KEYS = List.of("arguments", "allow", "max-rows");

  private final Reading reading;

  PackReader(Reading reading) {
    this.reading = reading;
  }

  Optional<GuardrailTest> read(Section section, Side side) {
    Optional<Packs> pack =
        section.text(
            "pack",
            "one of " + String.join(", ", Packs.names()),
            text -> Words.oneOf(text, Packs.named(text)));
    List<Text> allow = section.texts("allow", "a finding of the pack");
    pack.ifPresent(found -> check(section, side, found, allow));
    PackOptions options =
        new PackOptions(
            section.texts("arguments", "an argument's name, or '*' for all").stream()
                .map(Text::text)
                .collect(Collectors.toSet()),
            allow.stream().map(Text::text).collect(Collectors.toSet()),
            section
                .text(
                    "max-rows",
                    "a whole number from 1 on",
                    text -> (long) Quantities.count(text, Integer.MAX_VALUE))
                .orElse(PackOptions.MAX_ROWS));
    return pack.map(found -> found.make(options));
  }

  private void check(Section section, Side side, Packs pack, List<Text> allow) {
    if (side == Side.RESPONSE && !pack.judgesAnswers()) {
      section.mistake(
          "on", "the pack %s cannot judge answers".formatted(pack.text()), "on: request");
    }
    if (section.has("max-rows") && pack != Packs.BULK_EXPORT) {
      section.mistake(
          "max-rows",
          "'max-rows' of the pack " + pack.text(),
          "it left out; it is for bulk-export");
    }
    for (Text text : allow) {
      if (!pack.findings().contains(text.text())) {
        reading
            .mistakes()
            .add(
                text.place(),
                "the pack %s has no finding '%s'"
                    .formatted(pack.text(), Words.shortened(text.text())),
                "any of " + String.join(", ", pack.findings()));
      }
    }
  }
}
