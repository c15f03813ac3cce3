package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.Grant;
import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlValue.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Reads the grants of one connection.
final class GrantsReader {
  private static final Set<String> KEYS =
      Set.of("name", "groups", "subjects", "actors", "issuers", "functions");

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
    Set<String> groups = texts(section, "groups", "a group's name");
    Set<String> subjects = texts(section, "subjects", "a subject's id");
    Set<String> actors = texts(section, "actors", "an actor's id");
    Set<String> issuers = texts(section, "issuers", "an issuer's URL");
    if (!section.has("groups") && !section.has("subjects") && !section.has("actors")) {
      section.mistake("a grant for nobody", "groups, subjects or actors");
    }
    section.required("functions", "a list of functions, or ['*'] for all");
    return new Grant(
        name(section, groups, subjects, actors),
        groups,
        subjects,
        actors,
        issuers,
        functions.named(section));
  }

  private String name(
      Section section, Set<String> groups, Set<String> subjects, Set<String> actors) {
    Set<String> parts = new LinkedHashSet<>(groups);
    parts.addAll(subjects);
    parts.addAll(actors);
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
