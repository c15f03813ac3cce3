package dev.countersign.gateway.policy;

import dev.countersign.gateway.access.Actor;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.PrincipalKind;
import dev.countersign.gateway.access.Subject;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Callers written in one line: `alice@support,leads via bot,outer`, `- via ci-job`.
final class TestCallers {
  static final String ISSUER = "https://issuer.test";

  private TestCallers() {}

  static Caller parse(String text) {
    String[] parts = text.split(" via ", 2);
    List<Actor> actors =
        parts.length == 1 ? List.of() : words(parts[1]).stream().map(TestCallers::actor).toList();
    return new Caller(subject(parts[0].strip()), actors, "sha-256:" + "0".repeat(64), null);
  }

  private static @Nullable Subject subject(String text) {
    if (text.equals("-")) {
      return null;
    }
    String[] parts = text.split("@", 3);
    Set<String> groups = parts.length == 1 ? Set.of() : new LinkedHashSet<>(words(parts[1]));
    String issuer = parts.length < 3 ? ISSUER : parts[2];
    return new Subject(parts[0], issuer, groups, PrincipalKind.PERSON);
  }

  private static Actor actor(String id) {
    return new Actor(id, ISSUER, PrincipalKind.AGENT);
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(",")).filter(word -> !word.isEmpty()).toList();
  }
}
