package dev.countersign.gateway.access;

import dev.countersign.gateway.access.ArgumentsRefused.Fault;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The arguments of an operation: one JSON object that is judged, committed to, shown and
/// forwarded.
///
/// Two arguments are equal when their canonical bytes are. Immutable.
public final class Arguments {
  /// The argument that stands for a body that is no JSON object.
  public static final String BODY = "body";

  public static final Arguments NONE = new Arguments(new JsonDocument(Map.of(), "{}", false));

  private final JsonDocument object;

  private Arguments(JsonDocument object) {
    this.object = object;
  }

  /// Reads arguments from the bytes of one JSON object.
  ///
  /// @throws ArgumentsRefused when the bytes are anything else, see [JsonDocument]
  public static Arguments parse(byte[] bytes, JsonLimits limits) {
    JsonDocument document = JsonDocument.parse(bytes, limits);
    if (!(document.value() instanceof Map)) {
      throw new ArgumentsRefused(Fault.MALFORMED, "arguments: not a JSON object");
    }
    return new Arguments(document);
  }

  /// Puts the parts of a request together: path variables, then query parameters, then the body.
  ///
  /// Members of an object body become arguments; any other body becomes the argument `body`.
  ///
  /// @throws ArgumentsRefused `duplicate-argument` when a query parameter stands twice,
  ///   `ambiguous-argument` when a name stands in two places; letter case does not distinguish
  public static Arguments merge(
      Map<String, String> path,
      List<Map.Entry<String, String>> query,
      @Nullable JsonDocument body) {
    if (path.isEmpty() && query.isEmpty()) {
      return body == null ? NONE : ofBody(body);
    }
    Merge merge = new Merge();
    path.forEach((name, value) -> merge.string(name, value, Fault.AMBIGUOUS));
    MemberNames seen = new MemberNames();
    for (var parameter : query) {
      boolean repeated = !seen.add(parameter.getKey());
      merge.string(
          parameter.getKey(), parameter.getValue(), repeated ? Fault.DUPLICATE : Fault.AMBIGUOUS);
    }
    if (body != null) {
      merge.members(ofBody(body).object);
    }
    return merge.build();
  }

  private static Arguments ofBody(JsonDocument body) {
    if (body.value() instanceof Map) {
      return new Arguments(body);
    }
    return new Arguments(
        new JsonDocument(
            Collections.singletonMap(BODY, body.value()),
            "{\"" + BODY + "\":" + body.canonicalText() + "}",
            body.holdsNull()));
  }

  /// The arguments by name: unmodifiable maps and lists, `String`, `Long`, `Double`, `Boolean`,
  /// null.
  @SuppressWarnings({"unchecked", "NullAway"})
  public Map<String, @Nullable Object> asMap() {
    return (Map<String, @Nullable Object>) object.value();
  }

  /// Whether a JSON null stands anywhere in the arguments.
  public boolean holdsNull() {
    return object.holdsNull();
  }

  /// A copy of the canonical bytes in UTF-8.
  public byte[] canonicalBytes() {
    return object.canonicalBytes();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Arguments that && object.equals(that.object);
  }

  @Override
  public int hashCode() {
    return object.hashCode();
  }

  /// Names no value, so that arguments never reach a log by accident.
  @Override
  public String toString() {
    return "Arguments[%d members]".formatted(asMap().size());
  }

  /// Collects members and their canonical text.
  private static final class Merge {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final MemberNames names = new MemberNames();
    private final StringBuilder canonical = new StringBuilder("{");
    private boolean holdsNull;

    void string(String name, String value, Fault whenTaken) {
      StrictText.check(name);
      StrictText.check(value);
      claim(name, whenTaken);
      values.put(name, value);
      appendName(name);
      JsonText.quote(canonical, value);
    }

    @SuppressWarnings("unchecked")
    void members(JsonDocument object) {
      var members = (Map<String, @Nullable Object>) object.value();
      if (members == null || members.isEmpty()) {
        return;
      }
      members.keySet().forEach(name -> claim(name, Fault.AMBIGUOUS));
      values.putAll(members);
      if (canonical.length() > 1) {
        canonical.append(',');
      }
      String text = object.canonicalText();
      canonical.append(text, 1, text.length() - 1);
      holdsNull = object.holdsNull();
    }

    private void claim(String name, Fault whenTaken) {
      if (!names.add(name)) {
        throw new ArgumentsRefused(
            whenTaken, "an argument is given twice (expected: each name in one place only)");
      }
    }

    private void appendName(String name) {
      if (canonical.length() > 1) {
        canonical.append(',');
      }
      JsonText.quote(canonical, name);
      canonical.append(':');
    }

    Arguments build() {
      return new Arguments(
          new JsonDocument(
              Collections.unmodifiableMap(values), canonical.append('}').toString(), holdsNull));
    }
  }
}
