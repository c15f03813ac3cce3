package dev.countersign.masking.fuzz;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// The names and values of a JSON text, as Jackson decodes them.
final class JsonTexts {

  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonTexts() {}

  /// Whether a text is exactly one JSON text whose objects have no name twice.
  static boolean isJson(String text) {
    return read(text, new ArrayList<>(), new ArrayList<>());
  }

  static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    read(text, names, new ArrayList<>());
    return names;
  }

  /// A text, or where it is JSON the names and values in it, through so many layers.
  static void addTo(List<String> texts, String text, int layers) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    if (layers > 0 && read(text, names, values)) {
      texts.addAll(names);
      values.forEach(value -> addTo(texts, value, layers - 1));
    } else {
      texts.add(text);
    }
  }

  private static boolean read(String text, List<String> names, List<String> values) {
    int depth = 0;
    int roots = 0;
    try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        roots += depth == 0 ? 1 : 0;
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token == JsonToken.PROPERTY_NAME) {
          names.add(parser.currentName());
        } else if (token.isScalarValue()) {
          values.add(parser.getString());
        }
      }
      return roots == 1;
    } catch (JacksonException e) {
      return false;
    }
  }
}
