package dev.countersign.gateway.trial;

import dev.countersign.gateway.config.ConfigException;
import dev.countersign.gateway.config.yaml.Mistakes;
import dev.countersign.gateway.config.yaml.Place;
import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlFile;
import dev.countersign.gateway.config.yaml.YamlValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A file of cases: the policy they are for, and for each a call and what is expected.
///
/// @param policy the connections file, relative to this one
record CaseFile(Path policy, List<PolicyCase> cases) {
  private static final Set<String> KEYS = Set.of("policy", "defaults", "cases");

  /// Reads a file.
  ///
  /// @throws ConfigException with every mistake in it
  static CaseFile read(Path file) {
    Mistakes mistakes = new Mistakes(file.toString());
    Optional<CaseFile> read =
        YamlFile.read(bytes(file, mistakes), mistakes)
            .flatMap(root -> Section.of(root, "the file", KEYS, mistakes))
            .map(root -> read(root, file, mistakes));
    if (!mistakes.isEmpty()) {
      throw new ConfigException(mistakes.inOrder());
    }
    return read.orElseThrow();
  }

  private static byte[] bytes(Path file, Mistakes mistakes) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      mistakes.add(Place.START, "the file cannot be read", "a file of cases, see docs/policy.md");
      throw new ConfigException(mistakes.inOrder());
    }
  }

  private static CaseFile read(Section root, Path file, Mistakes mistakes) {
    Path base = file.toAbsolutePath().normalize().getParent();
    Path policy =
        root.requiredText("policy", "the path of a connections file", text -> text)
            .map(text -> base == null ? Path.of(text) : base.resolve(text))
            .orElse(file);
    CaseReader reader = new CaseReader(mistakes, root);
    List<PolicyCase> cases = new ArrayList<>();
    for (YamlValue item : root.requiredList("cases", "cases")) {
      reader.read(item).ifPresent(cases::add);
    }
    return new CaseFile(policy, cases);
  }
}
