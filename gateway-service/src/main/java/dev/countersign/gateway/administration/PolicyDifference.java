package dev.countersign.gateway.administration;

import dev.countersign.gateway.config.yaml.Mistakes;
import dev.countersign.gateway.config.yaml.YamlFile;
import dev.countersign.gateway.config.yaml.YamlValue;
import dev.countersign.gateway.config.yaml.YamlValue.Mapping;
import dev.countersign.gateway.config.yaml.YamlValue.Member;
import dev.countersign.gateway.config.yaml.YamlValue.Sequence;
import dev.countersign.gateway.config.yaml.YamlValue.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What another version of the policy adds, changes and takes away, by names.
///
/// Comments, order of keys and layout are no difference; the order of rules is. Values are not
/// told: a secret may stand among them.
final class PolicyDifference {
  private final List<Entry> entries = new ArrayList<>();

  private PolicyDifference() {}

  /// One difference.
  ///
  /// @param change `added`, `removed`, `changed` or `moved`
  /// @param path for example `connections/payments/guardrails/no-drop`
  record Entry(String change, String path) {}

  /// Compares two documents, both of which have been loaded.
  static List<Entry> between(byte[] before, byte[] after) {
    PolicyDifference difference = new PolicyDifference();
    difference.compare("", read(before), read(after));
    return difference.entries;
  }

  private static YamlValue read(byte[] bytes) {
    return YamlFile.read(bytes, new Mistakes("policy")).orElseThrow();
  }

  private void compare(String path, YamlValue before, YamlValue after) {
    if (written(before).equals(written(after))) {
      return;
    }
    Optional<Map<String, YamlValue>> was = parts(before);
    Optional<Map<String, YamlValue>> is = parts(after);
    if (was.isEmpty() || is.isEmpty() || depth(path) > 3) {
      entries.add(new Entry("changed", path));
      return;
    }
    is.get()
        .forEach((name, value) -> {
          YamlValue old = was.get().get(name);
          if (old == null) {
            entries.add(new Entry("added", child(path, name)));
          } else {
            compare(child(path, name), old, value);
          }
        });
    was.get().keySet().stream()
        .filter(name -> !is.get().containsKey(name))
        .forEach(name -> entries.add(new Entry("removed", child(path, name))));
    if (before instanceof Sequence && isMoved(was.get(), is.get())) {
      entries.add(new Entry("moved", path));
    }
  }

  private static boolean isMoved(Map<String, YamlValue> was, Map<String, YamlValue> is) {
    List<String> stayed = was.keySet().stream().filter(is::containsKey).toList();
    return !stayed.equals(is.keySet().stream().filter(was::containsKey).toList());
  }

  private static long depth(String path) {
    return path.chars().filter(c -> c == '/').count();
  }

  private static String child(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  /// Members by name, and items of a list by the name they have, or by what they say.
  private static Optional<Map<String, YamlValue>> parts(YamlValue value) {
    Map<String, YamlValue> parts = new LinkedHashMap<>();
    switch (value) {
      case Mapping(Map<String, Member> members, _) ->
          members.forEach((name, member) -> parts.put(name, member.value()));
      case Sequence(List<YamlValue> items, _) -> {
        for (int i = 0; i < items.size(); i++) {
          String name = name(items.get(i)).orElse("#" + (i + 1));
          parts.put(parts.containsKey(name) ? name + "#" + (i + 1) : name, items.get(i));
        }
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(parts);
  }

  private static Optional<String> name(YamlValue item) {
    if (item instanceof Text text) {
      return Optional.of(text.text());
    }
    return item instanceof Mapping(Map<String, Member> members, _)
            && members.get("name") instanceof Member(Text name, _)
        ? Optional.of(name.text())
        : Optional.empty();
  }

  private static String written(YamlValue value) {
    return switch (value) {
      case Text text -> "'" + text.text().replace("'", "''") + "'";
      case Sequence(List<YamlValue> items, _) ->
          items.stream().map(PolicyDifference::written).toList().toString();
      case Mapping(Map<String, Member> members, _) -> {
        Map<String, String> sorted = new TreeMap<>();
        members.forEach((name, member) -> sorted.put(name, written(member.value())));
        yield sorted.toString();
      }
      case YamlValue.Nothing _ -> "~";
    };
  }
}
