package dev.countersign.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Masks by paths and, weaker, names the slow and obvious way, on a Jackson tree.
final class TreeOracle {

  /// A path that is told apart by what it accepts: the steps from the root, `*` for any, `**` for
  /// any number.
  record TreePath(String rule, List<String> steps) {}

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int NONE = Integer.MAX_VALUE;

  private final Set<String> keys;
  private final List<TreePath> paths;

  TreeOracle(Set<String> keys, List<TreePath> paths) {
    this.keys = keys;
    this.paths = paths;
  }

  JsonNode masked(byte[] body) {
    return masked(MAPPER.readTree(body), new ArrayList<>(), NONE);
  }

  private JsonNode masked(JsonNode node, List<String> place, int inherited) {
    int rule = inherited;
    for (int i = 0; i < paths.size(); i++) {
      rule = selects(paths.get(i).steps(), place) ? Math.min(rule, i) : rule;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        String name = member.getKey();
        int own = keys.contains(normal(name)) ? Math.min(rule, paths.size()) : rule;
        copy.set(name, masked(member.getValue(), with(place, name), own));
      }
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      for (int i = 0; i < array.size(); i++) {
        copy.add(masked(array.get(i), with(place, "#" + i), rule));
      }
      return copy;
    }
    return rule == NONE ? node : hidden(node, name(rule));
  }

  private String name(int rule) {
    return rule == paths.size() ? "key" : paths.get(rule).rule();
  }

  private static JsonNode hidden(JsonNode node, String rule) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    return switch (node.getNodeType()) {
      case STRING -> factory.stringNode("[redacted:" + rule + "]");
      case NUMBER -> factory.numberNode(0);
      case BOOLEAN -> factory.booleanNode(false);
      default -> node;
    };
  }

  private static boolean selects(List<String> steps, List<String> place) {
    if (steps.isEmpty()) {
      return place.isEmpty();
    }
    String step = steps.getFirst();
    List<String> rest = steps.subList(1, steps.size());
    if (step.equals("**")) {
      return selects(rest, place)
          || (!place.isEmpty() && selects(steps, place.subList(1, place.size())));
    }
    return !place.isEmpty()
        && (step.equals("*") || step.equals(place.getFirst()))
        && selects(rest, place.subList(1, place.size()));
  }

  private static List<String> with(List<String> place, String step) {
    List<String> longer = new ArrayList<>(place);
    longer.add(step);
    return longer;
  }

  private static String normal(String name) {
    return name.replaceAll("[_\\-. ]", "").toLowerCase(Locale.ROOT);
  }
}
