package dev.countersign.evidence.holes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.json.JsonMapper;

/// Names every value and member of random JSON as Jackson's parser does.
class JsonPointerTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String[] NAMES = {
    "a", "it's", "\\u00e9 \\n", "x y", "\\\"", "\\\\", "", "ü/~"
  };

  @Test
  void agreesWithJackson() {
    for (int seed = 0; seed < 2000; seed++) {
      var random = new Random(seed);
      String body = value(random, 0);
      List<long[]> spans = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      parse(body, spans, expected);
      List<String> paths =
          HolePaths.list(BodyKind.JSON, body.getBytes(UTF_8), new TestSpans(spans)).stream()
              .map(HolePath::toString)
              .toList();
      assertThat(paths).as("%d: %s", seed, body).isEqualTo(expected);
    }
  }

  private static void parse(String body, List<long[]> spans, List<String> expected) {
    try (JsonParser parser = MAPPER.createParser(body.getBytes(UTF_8))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        boolean name = token == JsonToken.PROPERTY_NAME;
        if (name || token.isScalarValue()) {
          long start = parser.currentTokenLocation().getByteOffset();
          spans.add(new long[] {start, start + 1});
          expected.add(path(parser.streamReadContext()) + (name ? ", name" : ""));
        }
      }
    }
  }

  private static String path(TokenStreamContext at) {
    TokenStreamContext parent = at.getParent();
    if (parent == null) {
      return "$";
    }
    String step =
        at.inArray() ? "[" + at.getCurrentIndex() + "]" : "['" + escaped(at.currentName()) + "']";
    return path(parent) + step;
  }

  private static String escaped(String name) {
    return name.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n");
  }

  private static String value(Random random, int depth) {
    int kind = random.nextInt(depth > 4 ? 4 : 8);
    String space = " ".repeat(random.nextInt(2));
    return space
        + switch (kind) {
          case 0 -> "\"" + NAMES[random.nextInt(NAMES.length)] + "\"";
          case 1 -> "-1.5E+3";
          case 2 -> "true";
          case 3 -> "null";
          case 4, 5 -> object(random, depth);
          default -> array(random, depth);
        }
        + space;
  }

  private static String object(Random random, int depth) {
    List<String> members = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      String name = NAMES[random.nextInt(NAMES.length)] + i;
      members.add(" \"" + name + "\" :" + value(random, depth + 1));
    }
    return "{" + String.join(",", members) + "\n}";
  }

  private static String array(Random random, int depth) {
    List<String> elements = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      elements.add(value(random, depth + 1));
    }
    return "[" + String.join(",", elements) + "]";
  }
}
