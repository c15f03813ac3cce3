package dev.countersign.quickstart.functions;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A request as the functions see it.
record Request(String method, List<String> path, Map<String, String> query, byte[] body) {
  private static final JsonMapper JSON = JsonMapper.shared();

  static Request of(String method, String rawPath, @Nullable String rawQuery, byte[] body) {
    List<String> path =
        Arrays.stream(rawPath.split("/", -1)).skip(1).map(Request::decoded).toList();
    return new Request(method, path, query(rawQuery == null ? "" : rawQuery), body);
  }

  /// Method and first path segment, for example `GET /customers`.
  String route() {
    return method + " /" + path.getFirst();
  }

  /// The path segment after the first one, empty where there is none.
  String name() {
    return path.size() > 1 ? path.get(1) : "";
  }

  int number(String parameter, int usual, int least, int most) {
    try {
      int number = Integer.parseInt(query.getOrDefault(parameter, Integer.toString(usual)));
      return Math.clamp(number, least, most);
    } catch (NumberFormatException e) {
      return usual;
    }
  }

  /// The body as a JSON object.
  ///
  /// @throws BadRequest when it is none
  JsonNode object() {
    try {
      JsonNode node = JSON.readTree(body);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      throw new BadRequest("body: no JSON", e);
    }
    throw new BadRequest("body: expected a JSON object", null);
  }

  /// A request that a function cannot make sense of.
  static final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequest(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  private static Map<String, String> query(String raw) {
    return Arrays.stream(raw.split("&"))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> decoded(pair[0]),
                pair -> pair.length > 1 ? decoded(pair[1]) : "",
                (first, second) -> second));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
