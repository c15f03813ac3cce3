package dev.countersign.service.identity;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The keys a token is bound to (RFC 7800 `cnf`): whoever shows it must prove to hold them all.
///
/// @param jkt thumbprint of a DPoP key (RFC 9449 §6.1)
/// @param x5t SHA-256 thumbprint of a client certificate (RFC 8705 §3.1)
public record Confirmation(@Nullable String jkt, @Nullable String x5t) {
  public static final Confirmation NONE = new Confirmation(null, null);

  private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");

  public boolean isBearer() {
    return jkt == null && x5t == null;
  }

  /// As evidence names it: `jkt:…`, `x5t#S256:…`, or both.
  public @Nullable String text() {
    return isBearer()
        ? null
        : Stream.of(named("jkt:", jkt), named("x5t#S256:", x5t))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" "));
  }

  private static String named(String name, @Nullable String thumbprint) {
    return thumbprint == null ? "" : name + thumbprint;
  }

  // A way of binding that we do not know is a binding that we cannot check.
  static Confirmation of(@Nullable Object claim) {
    if (claim == null) {
      return NONE;
    }
    if (!(claim instanceof Map<?, ?> members) || members.isEmpty()) {
      throw new InvalidTokenException("cnf does not name a key");
    }
    for (Object name : members.keySet()) {
      if (!"jkt".equals(name) && !"x5t#S256".equals(name)) {
        throw new InvalidTokenException("the token is bound to a key in a way that is not known");
      }
    }
    return new Confirmation(thumbprint(members.get("jkt")), thumbprint(members.get("x5t#S256")));
  }

  private static @Nullable String thumbprint(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text) || !THUMBPRINT.matcher(text).matches()) {
      throw new InvalidTokenException("cnf does not name a key");
    }
    return text;
  }
}
