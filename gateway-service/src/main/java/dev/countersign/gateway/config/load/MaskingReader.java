package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.Masking;
import dev.countersign.gateway.config.yaml.Place;
import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlValue;
import dev.countersign.gateway.config.yaml.YamlValue.Text;
import dev.countersign.masking.MaskingContext.Direction;
import dev.countersign.masking.MaskingKeys;
import dev.countersign.masking.MaskingPacks;
import dev.countersign.masking.MaskingPolicyException;
import dev.countersign.masking.MaskingRule;
import dev.countersign.masking.MaskingScope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads what one connection masks: names of packs, and rules written out.
final class MaskingReader {
  static final MaskingScope ANSWERS = MaskingScope.everywhere().in(Direction.RESPONSE);

  private final Reading reading;
  private final MaskingRuleReader ruleReader;
  private final List<String> names = new ArrayList<>();
  private final List<MaskingRule> rules = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();

  MaskingReader(Reading reading, FunctionNames functions) {
    this.reading = reading;
    this.ruleReader = new MaskingRuleReader(reading, functions);
  }

  Masking read(Section connection) {
    readItems(connection);
    return compile(keys(connection));
  }

  /// Rules that come on top of those of a connection, which has the keys.
  Masking readMore(Section guardrail) {
    readItems(guardrail);
    return compile(MaskingKeys.none());
  }

  private void readItems(Section connection) {
    for (YamlValue item : connection.list("masking", "packs and rules")) {
      if (item instanceof Text pack) {
        readPack(pack);
      } else {
        ruleReader
            .read(item)
            .ifPresent(rule -> {
              names.add(rule.name());
              add(rule, item.place());
            });
      }
    }
  }

  private MaskingKeys keys(Section connection) {
    return connection
        .text(
            "masking-secret",
            "${env:NAME} or ${file:PATH}, at least 32 bytes of random text",
            text ->
                MaskingKeys.of(
                    reading
                        .secret(text, connection.place("masking-secret"))
                        .reveal()
                        .getBytes(StandardCharsets.UTF_8)))
        .orElseGet(MaskingKeys::none);
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
    MaskingPacks.rules(pack.text())
        .forEach(rule -> add(new MaskingRule.Scoped(rule, ANSWERS, 0), pack.place()));
  }

  private void add(MaskingRule rule, Place place) {
    rules.add(rule);
    places.add(place);
  }

  private Masking compile(MaskingKeys keys) {
    try {
      return Masking.of(names, rules, keys);
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
