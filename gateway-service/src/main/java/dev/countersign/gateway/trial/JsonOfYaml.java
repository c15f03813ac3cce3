package dev.countersign.gateway.trial;

import dev.countersign.gateway.config.yaml.YamlValue;
import dev.countersign.gateway.config.yaml.YamlValue.Mapping;
import dev.countersign.gateway.config.yaml.YamlValue.Nothing;
import dev.countersign.gateway.config.yaml.YamlValue.Sequence;
import dev.countersign.gateway.config.yaml.YamlValue.Text;
import java.util.regex.Pattern;

/// Writes YAML as JSON: what stands without quotes and is a JSON number, `true` or `false` is that,
/// every other scalar is a text.
final class JsonOfYaml {
  private static final Pattern LITERAL =
      Pattern.compile("true|false|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final StringBuilder out = new StringBuilder();

  private JsonOfYaml() {}

  static StringBuilder write(YamlValue value) {
    JsonOfYaml json = new JsonOfYaml();
    json.append(value);
    return json.out;
  }

  private void append(YamlValue value) {
    switch (value) {
      case Nothing _ -> out.append("null");
      case Text text -> append(text);
      case Sequence(var items, _) -> {
        out.append('[');
        for (int i = 0; i < items.size(); i++) {
          out.append(i == 0 ? "" : ",");
          append(items.get(i));
        }
        out.append(']');
      }
      case Mapping(var members, _) -> {
        out.append('{');
        String comma = "";
        for (var member : members.entrySet()) {
          out.append(comma);
          quote(out, member.getKey());
          out.append(':');
          append(member.getValue().value());
          comma = ",";
        }
        out.append('}');
      }
    }
  }

  private void append(Text text) {
    if (text.isPlain() && LITERAL.matcher(text.text()).matches()) {
      out.append(text.text());
    } else {
      quote(out, text.text());
    }
  }

  /// Appends a JSON string.
  static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < 0x20 || c == 0x7f) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
