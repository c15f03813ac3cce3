package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.Grant;
import dev.countersign.gateway.config.Grantees;
import dev.countersign.gateway.config.expression.ExpressionKind;
import dev.countersign.gateway.config.rule.Effect;
import dev.countersign.gateway.config.rule.GrantTerms;
import dev.countersign.gateway.config.rule.NamePatterns;
import dev.countersign.gateway.config.rule.Network;
import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlValue.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Reads the grants of one connection.
final class GrantsReader {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "effect",
          "groups",
          "subjects",
          "actors",
          "through",
          "actor-kinds",
          "issuers",
          "functions",
          "when",
          "during",
          "networks");
  private static final Set<String> KINDS = Set.of("person", "agent", "service", "unknown");

  private final Reading reading;
  private final FunctionNames functions;
  private final DistinctNames names = new DistinctNames();

  GrantsReader(Reading reading, FunctionNames functions) {
    this.reading = reading;
    this.functions = functions;
  }

  List<Grant> read(Section connection) {
    List<Grant> grants = new ArrayList<>();
    connection
        .list("grants", "grants")
        .forEach(item ->
            reading.section(item, "a grant", KEYS).map(this::readOne).ifPresent(grants::add));
    return grants;
  }

  private Grant readOne(Section section) {
    Effect effect =
        section.text("effect", "permit or deny", GrantsReader::effect).orElse(Effect.PERMIT);
    Set<String> groups = texts(section, "groups", "a group's name");
    Set<String> subjects = texts(section, "subjects", "a subject's id");
    Set<String> actors = texts(section, "actors", "an actor's id or a pattern such as ci-*");
    Grantees grantees =
        new Grantees(
            groups,
            subjects,
            new NamePatterns(actors),
            new NamePatterns(texts(section, "through", "an actor's id or a pattern such as ci-*")),
            kinds(section),
            texts(section, "issuers", "an issuer's URL"));
    check(section, effect);
    section.required("functions", "a list of functions, or ['*'] for all");
    Set<String> parts = new LinkedHashSet<>(groups);
    parts.addAll(subjects);
    parts.addAll(actors);
    return new Grant(
        name(section, parts), effect, grantees, functions.named(section), terms(section));
  }

  private static Effect effect(String text) {
    return Words.oneOf(
        text, Arrays.stream(Effect.values()).filter(e -> e.text().equals(text)).findFirst());
  }

  private static Set<String> kinds(Section section) {
    Set<String> kinds = texts(section, "actor-kinds", "person, agent, service or unknown");
    for (String kind : kinds) {
      if (!KINDS.contains(kind)) {
        section.mistake(
            "actor-kinds", "'%s' is no kind".formatted(kind), "person, agent, service or unknown");
      }
    }
    return kinds;
  }

  private static void check(Section section, Effect effect) {
    boolean namesSomebody =
        section.has("groups") || section.has("subjects") || section.has("actors");
    if (effect == Effect.PERMIT && !namesSomebody) {
      section.mistake("a grant for nobody", "groups, subjects or actors");
    }
    if (effect == Effect.DENY && section.has("through")) {
      section.mistake(
          "through", "'through' of a grant that denies", "'actors': any link of the chain counts");
    }
  }

  private GrantTerms terms(Section section) {
    List<Network> networks = new ArrayList<>();
    for (Text text : section.texts("networks", "a network such as 10.0.0.0/8 or 2001:db8::/32")) {
      try {
        networks.add(Network.parse(text.text()));
      } catch (IllegalArgumentException e) {
        reading
            .mistakes()
            .add(
                text.place(),
                "'networks': " + e.getMessage(),
                "an IP address, or a network such as 10.0.0.0/8");
      }
    }
    return new GrantTerms(
        reading.expression(section, "when", ExpressionKind.GRANT).orElse(null),
        new WindowsReader(reading).read(section),
        networks);
  }

  private String name(Section section, Set<String> parts) {
    return section
        .text("name", Words.RULE_NAME, text -> names.claim(Words.ruleName(text)))
        .orElseGet(() -> names.make(parts));
  }

  private static Set<String> texts(Section section, String key, String expected) {
    Set<String> texts = new LinkedHashSet<>();
    section.texts(key, expected).stream().map(Text::text).forEach(texts::add);
    return texts;
  }
}
