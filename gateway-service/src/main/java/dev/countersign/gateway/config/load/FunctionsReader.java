package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.ConnectionFunction;
import dev.countersign.gateway.config.PathTemplate;
import dev.countersign.gateway.config.rule.RiskRule;
import dev.countersign.gateway.config.yaml.Place;
import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the functions of one connection.
final class FunctionsReader {
  private static final Set<String> KEYS = Set.of("name", "match", "risk");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final String MATCH =
      "a method (GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS), a space and a path such as"
          + " /customers/{id}";

  private final Reading reading;
  private final DistinctNames names = new DistinctNames();
  private final Set<String> declared = new LinkedHashSet<>();
  private final List<Placed> functions = new ArrayList<>();

  private final RiskReader risks;

  FunctionsReader(Reading reading, RiskReader risks) {
    this.reading = reading;
    this.risks = risks;
  }

  private record Placed(ConnectionFunction function, Place place) {}

  private record Match(String method, PathTemplate path) {}

  List<ConnectionFunction> read(Section connection) {
    List<YamlValue> items = connection.requiredList("functions", "functions");
    items.forEach(item -> reading.section(item, "a function", KEYS).ifPresent(this::readOne));
    return functions.stream().map(Placed::function).toList();
  }

  /// All names that were read, also those of functions with other mistakes.
  FunctionNames names() {
    return new FunctionNames(declared, reading.mistakes());
  }

  private void readOne(Section section) {
    Optional<String> name =
        section.requiredText("name", Words.RULE_NAME, text -> names.claim(Words.ruleName(text)));
    name.ifPresent(declared::add);
    Optional<Match> match = section.requiredText("match", MATCH, FunctionsReader::match);
    Optional<RiskRule> risk = risks.read(section);
    if (name.isPresent() && match.isPresent()) {
      add(
          new ConnectionFunction(
              name.get(), match.get().method(), match.get().path(), risk.orElse(null)),
          section.place("match"));
    }
  }

  private static Match match(String text) {
    int space = text.indexOf(' ');
    if (space < 0 || !METHODS.contains(text.substring(0, space))) {
      throw new IllegalArgumentException("no known method in front");
    }
    return new Match(text.substring(0, space), PathTemplate.parse(text.substring(space + 1)));
  }

  private void add(ConnectionFunction function, Place place) {
    for (Placed other : functions) {
      if (other.function().method().equals(function.method())
          && other.function().path().overlaps(function.path())) {
        reading
            .mistakes()
            .add(
                place,
                "'match': some requests match both '%s' and '%s' (line %d)"
                    .formatted(function.name(), other.function().name(), other.place().line()),
                "templates that no request matches twice");
      }
    }
    functions.add(new Placed(function, place));
  }
}
