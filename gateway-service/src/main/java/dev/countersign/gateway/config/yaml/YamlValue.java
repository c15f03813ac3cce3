package dev.countersign.gateway.config.yaml;

import java.util.List;
import java.util.Map;

/// A part of a YAML document.
public sealed interface YamlValue {
  Place place();

  /// What it is, in an operator's words.
  String description();

  /// A scalar: the text that stands there, whatever type YAML would make of it.
  ///
  /// @param isPlain whether it stands there without quotes
  record Text(String text, Place place, boolean isPlain) implements YamlValue {
    @Override
    public String description() {
      return "a text";
    }
  }

  /// A key without value, or `null`.
  record Nothing(Place place) implements YamlValue {
    @Override
    public String description() {
      return "nothing";
    }
  }

  record Sequence(List<YamlValue> items, Place place) implements YamlValue {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String description() {
      return "a list";
    }
  }

  /// @param members by key, in the order of the file
  record Mapping(Map<String, Member> members, Place place) implements YamlValue {
    @Override
    public String description() {
      return "a mapping";
    }
  }

  /// @param place of the key
  record Member(YamlValue value, Place place) {}
}
