package dev.countersign.gateway.trial;

import dev.countersign.gateway.access.Actor;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.PrincipalKind;
import dev.countersign.gateway.access.Subject;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A caller written in one line: `alice@support,leads via bot,outer`.
///
/// A subject, its groups behind `@`, its issuer behind a second `@`; then the actors, the current
/// one first. `-` stands for no subject. Behind an id may stand its kind: `sam:service`,
/// `bot:unknown`; without, a subject is a person and an actor an agent.
final class CallerText {
  static final String ISSUER = "https://issuer.test";
  private static final String VIA = " via ";
  private static final String TOKEN = "sha-256:" + "0".repeat(64);

  private CallerText() {}

  /// @throws IllegalArgumentException when it says nobody
  static Caller parse(String text) {
    int via = text.indexOf(VIA);
    String subject = (via < 0 ? text : text.substring(0, via)).strip();
    List<Actor> actors =
        via < 0
            ? List.of()
            : words(text.substring(via + VIA.length())).stream().map(CallerText::actor).toList();
    return new Caller(subject(subject), actors, TOKEN, null);
  }

  private static @Nullable Subject subject(String text) {
    if (text.equals("-")) {
      return null;
    }
    String[] parts = text.split("@", 3);
    Set<String> groups = new LinkedHashSet<>(parts.length == 1 ? List.of() : words(parts[1]));
    return new Subject(
        id(parts[0]),
        parts.length < 3 ? ISSUER : parts[2],
        groups,
        kind(parts[0], PrincipalKind.PERSON));
  }

  private static Actor actor(String text) {
    String[] parts = text.split("@", 2);
    return new Actor(
        id(parts[0]), parts.length < 2 ? ISSUER : parts[1], kind(parts[0], PrincipalKind.AGENT));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }

  private static String id(String text) {
    int colon = kindAt(text);
    return colon < 0 ? text : text.substring(0, colon);
  }

  private static @Nullable PrincipalKind kind(String text, PrincipalKind usual) {
    int colon = kindAt(text);
    if (colon < 0) {
      return usual;
    }
    String word = text.substring(colon + 1);
    return word.equals("unknown") ? null : PrincipalKind.valueOf(word.toUpperCase(Locale.ROOT));
  }

  // Ids may hold colons themselves: only a kind's own name behind the last one counts.
  private static int kindAt(String text) {
    int colon = text.lastIndexOf(':');
    boolean isKind = colon > 0 && text.substring(colon + 1).matches("person|agent|service|unknown");
    return isKind ? colon : -1;
  }
}
