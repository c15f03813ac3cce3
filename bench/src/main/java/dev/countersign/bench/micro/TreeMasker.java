package dev.countersign.bench.micro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/// The masker that is usually written by hand in a Spring service: a tree, a JSON path for each
/// name, and regular expressions over every string. A peer to compare with, nothing else.
final class TreeMasker {

  private static final List<Pattern> PATTERNS =
      List.of(
          Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}"),
          Pattern.compile("\\b(?:\\d[ -]?){12,18}\\d\\b"),
          Pattern.compile("\\b\\d{3}-\\d{2}-\\d{4}\\b"),
          Pattern.compile("\\beyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*"),
          Pattern.compile(
              "-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*-----END [A-Z ]*PRIVATE KEY-----"));

  private final ObjectMapper mapper = new ObjectMapper();
  private final Configuration configuration =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider(mapper))
          .options(Option.SUPPRESS_EXCEPTIONS)
          .build();
  private final List<JsonPath> paths;

  TreeMasker(List<String> keys) {
    paths = keys.stream().map(key -> JsonPath.compile("$.." + key)).toList();
  }

  byte[] mask(byte[] body) throws IOException {
    JsonNode tree = mapper.readTree(body);
    for (JsonPath path : paths) {
      path.set(tree, "***", configuration);
    }
    return mapper.writeValueAsBytes(masked(tree));
  }

  private static JsonNode masked(JsonNode node) {
    switch (node) {
      case ObjectNode object -> object.properties().forEach(e -> e.setValue(masked(e.getValue())));
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, masked(array.get(i)));
        }
      }
      case TextNode text -> {
        return masked(text);
      }
      default -> {}
    }
    return node;
  }

  private static JsonNode masked(TextNode node) {
    String text = node.textValue();
    for (Pattern pattern : PATTERNS) {
      text = pattern.matcher(text).replaceAll("***");
    }
    return TextNode.valueOf(text);
  }
}
