package dev.countersign.evidence.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody named in a record: a subject, or an actor on its behalf (RFC 8693 §4.1).
///
/// `kind` is `person`, `agent` or `service` where known; `groups` stand on a subject only.
public record Party(
    String id, String issuer, @Nullable List<String> groups, @Nullable String kind) {
  public Party {
    groups = groups == null ? null : List.copyOf(groups);
  }

  public static Party actor(String id, String issuer, @Nullable String kind) {
    return new Party(id, issuer, null, kind);
  }

  /// Whether both name the same identity: the issuer counts, groups do not.
  public boolean isSameAs(Party other) {
    return id.equals(other.id) && issuer.equals(other.issuer);
  }
}
