package dev.countersign.gateway.protocol.http;

import dev.countersign.gateway.access.ArgumentsRefused;
import dev.countersign.gateway.access.ArgumentsRefused.Fault;
import dev.countersign.gateway.config.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A query's parameters in the order they were sent, decoded; `+` is a space, as in forms.
record QueryParameters(List<Map.Entry<String, String>> entries) {
  private static final int MAX_PARAMETERS = 256;
  private static final QueryParameters NONE = new QueryParameters(List.of());

  QueryParameters {
    entries = List.copyOf(entries);
  }

  /// Decodes strictly.
  ///
  /// @throws ArgumentsRefused when a parameter is empty, nameless, not percent-encoded UTF-8, or
  ///   one too many
  static QueryParameters parse(@Nullable String rawQuery) {
    if (rawQuery == null || rawQuery.isEmpty()) {
      return NONE;
    }
    List<Map.Entry<String, String>> entries = new ArrayList<>();
    for (String parameter : rawQuery.split("&", -1)) {
      if (entries.size() == MAX_PARAMETERS) {
        throw refused(Fault.TOO_LARGE, "query: more than %d parameters".formatted(MAX_PARAMETERS));
      }
      int equals = parameter.indexOf('=');
      String name = decode(equals < 0 ? parameter : parameter.substring(0, equals));
      String value = equals < 0 ? "" : decode(parameter.substring(equals + 1));
      if (name.isEmpty()) {
        throw refused(Fault.MALFORMED, "query: a parameter without name");
      }
      entries.add(Map.entry(name, value));
    }
    return new QueryParameters(entries);
  }

  /// The query as it is forwarded, with its question mark; nothing when there is none.
  void appendTo(StringBuilder target) {
    char before = '?';
    for (Map.Entry<String, String> entry : entries) {
      target
          .append(before)
          .append(PercentEncoding.encode(entry.getKey()))
          .append('=')
          .append(PercentEncoding.encode(entry.getValue()));
      before = '&';
    }
  }

  private static String decode(String encoded) {
    return PercentEncoding.decode(spelledOut(encoded))
        .orElseThrow(() -> refused(Fault.INVALID_ENCODING, "query: not percent-encoded UTF-8"));
  }

  // RFC 3986 §3.4 lets '/' and '?' stand in a query, and values often hold '=' unencoded.
  private static String spelledOut(String encoded) {
    StringBuilder out = null;
    for (int i = 0; i < encoded.length(); i++) {
      String escape = escape(encoded.charAt(i));
      if (escape != null && out == null) {
        out = new StringBuilder(encoded.length() + 8).append(encoded, 0, i);
      }
      if (out != null) {
        out.append(escape == null ? encoded.substring(i, i + 1) : escape);
      }
    }
    return out == null ? encoded : out.toString();
  }

  private static @Nullable String escape(char c) {
    return switch (c) {
      case '+' -> "%20";
      case '/' -> "%2F";
      case '?' -> "%3F";
      case '=' -> "%3D";
      default -> null;
    };
  }

  private static ArgumentsRefused refused(Fault fault, String message) {
    return new ArgumentsRefused(fault, message);
  }
}
