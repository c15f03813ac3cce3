package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.rule.NamePatterns;
import dev.countersign.gateway.config.yaml.Mistakes;
import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlValue.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The names of a connection's functions, against which scopes are resolved.
///
/// In a scope `*` stands for any characters. A name or pattern that meets no function is a mistake:
/// a rule for a misspelt function would protect nothing.
record FunctionNames(Set<String> declared, Mistakes mistakes) {
  FunctionNames {
    declared = Set.copyOf(declared);
  }

  /// The functions that a section names, or all of them where it has no such key.
  Set<String> scope(Section section) {
    return section.has("functions") ? named(section) : declared;
  }

  /// The functions that a section names.
  Set<String> named(Section section) {
    Set<String> names = new LinkedHashSet<>();
    for (Text text : section.texts("functions", "a function's name or a pattern such as get_*")) {
      List<String> met =
          declared.stream().filter(name -> NamePatterns.fits(text.text(), name)).toList();
      if (met.isEmpty()) {
        mistakes.add(text.place(), "no function is called '%s'".formatted(text.text()), expected());
      }
      names.addAll(met);
    }
    return names;
  }

  private String expected() {
    return declared.isEmpty()
        ? "a function of this connection"
        : "one of " + String.join(", ", declared.stream().sorted().limit(20).toList());
  }
}
