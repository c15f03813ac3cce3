package dev.countersign.gateway.config.yaml;

import dev.countersign.gateway.config.yaml.YamlValue.Mapping;
import dev.countersign.gateway.config.yaml.YamlValue.Member;
import dev.countersign.gateway.config.yaml.YamlValue.Nothing;
import dev.countersign.gateway.config.yaml.YamlValue.Sequence;
import dev.countersign.gateway.config.yaml.YamlValue.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A mapping whose keys are taken out one by one; whatever is wrong joins the mistakes.
///
/// A key that is missing or wrong gives an empty answer, so that reading goes on and finds the
/// rest.
public final class Section {
  private final Mapping mapping;
  private final String name;
  private final Mistakes mistakes;

  private Section(Mapping mapping, String name, Mistakes mistakes) {
    this.mapping = mapping;
    this.name = name;
    this.mistakes = mistakes;
  }

  /// Turns a text into a value.
  @FunctionalInterface
  public interface Parser<T> {
    /// @throws IllegalArgumentException when the text is none; its message is told
    T parse(String text);
  }

  /// Takes a value as a mapping with known keys.
  ///
  /// @param name what it is, for example `a grant`
  public static Optional<Section> of(
      YamlValue value, String name, Set<String> keys, Mistakes mistakes) {
    if (!(value instanceof Mapping mapping)) {
      mistakes.add(
          value.place(),
          "%s is %s".formatted(name, value.description()),
          "a mapping with the keys " + inWords(keys));
      return Optional.empty();
    }
    mapping
        .members()
        .forEach((key, member) -> {
          if (!keys.contains(key)) {
            mistakes.add(
                member.place(), "unknown key '%s' in %s".formatted(key, name), inWords(keys));
          }
        });
    return Optional.of(new Section(mapping, name, mistakes));
  }

  private static String inWords(Set<String> keys) {
    return keys.size() == 1
        ? "'" + keys.iterator().next() + "'"
        : "any of " + String.join(", ", keys.stream().sorted().toList());
  }

  public Place place() {
    return mapping.place();
  }

  /// Where the value of a key stands; the section's own place where there is none.
  public Place place(String key) {
    return member(key).map(member -> member.value().place()).orElse(place());
  }

  public boolean has(String key) {
    return mapping.members().containsKey(key);
  }

  private Optional<Member> member(String key) {
    return Optional.ofNullable(mapping.members().get(key));
  }

  /// The value of a key, of whatever kind.
  public Optional<YamlValue> value(String key) {
    return member(key).map(Member::value);
  }

  /// The value of a key that must be there.
  public Optional<YamlValue> required(String key, String expected) {
    Optional<Member> member = member(key);
    if (member.isEmpty()) {
      mistakes.add(place(), "%s has no '%s'".formatted(name, key), expected);
      return Optional.empty();
    }
    return member.map(Member::value);
  }

  /// The text of a key, turned into a value.
  public <T> Optional<T> text(String key, String expected, Parser<T> parser) {
    return value(key).flatMap(value -> text(key, value, expected, parser));
  }

  /// The text of a key that must be there, turned into a value.
  public <T> Optional<T> requiredText(String key, String expected, Parser<T> parser) {
    return required(key, expected).flatMap(value -> text(key, value, expected, parser));
  }

  private <T> Optional<T> text(String key, YamlValue value, String expected, Parser<T> parser) {
    if (!(value instanceof Text text)) {
      mistakes.add(
          value.place(), "'%s' of %s is %s".formatted(key, name, value.description()), expected);
      return Optional.empty();
    }
    try {
      return Optional.of(parser.parse(text.text()));
    } catch (IllegalArgumentException e) {
      mistakes.add(text.place(), "'%s': %s".formatted(key, e.getMessage()), expected);
      return Optional.empty();
    }
  }

  /// The items of a list; none where the key is absent.
  public List<YamlValue> list(String key, String expected) {
    return value(key).map(value -> items(key, value, expected)).orElse(List.of());
  }

  private List<YamlValue> items(String key, YamlValue value, String expected) {
    return switch (value) {
      case Sequence sequence -> sequence.items();
      case Nothing _, Text _, Mapping _ -> {
        mistakes.add(
            value.place(),
            "'%s' of %s is %s".formatted(key, name, value.description()),
            "a list of " + expected);
        yield List.of();
      }
    };
  }

  /// The items of a list that must be there and hold something.
  public List<YamlValue> requiredList(String key, String expected) {
    Optional<YamlValue> value = required(key, "a list of " + expected);
    if (value.orElse(null) instanceof Sequence(List<YamlValue> items, Place at)
        && items.isEmpty()) {
      mistakes.add(at, "'%s' of %s is empty".formatted(key, name), "at least one of " + expected);
    }
    return value.map(found -> items(key, found, expected)).orElse(List.of());
  }

  /// The texts of a list; an empty list is a mistake, an absent one is not.
  public List<Text> texts(String key, String expected) {
    List<Text> texts = new ArrayList<>();
    for (YamlValue item : list(key, expected)) {
      if (item instanceof Text text && !text.text().isBlank()) {
        texts.add(text);
      } else {
        mistakes.add(
            item.place(),
            "an entry of '%s' is %s"
                .formatted(key, item instanceof Text ? "blank" : item.description()),
            expected);
      }
    }
    if (value(key).orElse(null) instanceof Sequence(List<YamlValue> items, Place at)
        && items.isEmpty()) {
      mistakes.add(at, "'%s' of %s is empty".formatted(key, name), "at least one: " + expected);
    }
    return texts;
  }

  /// A mapping below this one.
  public Optional<Section> section(String key, String childName, Set<String> keys) {
    return value(key).flatMap(value -> of(value, childName, keys, mistakes));
  }

  public void mistake(String what, String expected) {
    mistakes.add(place(), what, expected);
  }

  public void mistake(String key, String what, String expected) {
    mistakes.add(place(key), what, expected);
  }
}
