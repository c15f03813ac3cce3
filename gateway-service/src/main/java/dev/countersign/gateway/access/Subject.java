package dev.countersign.gateway.access;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The party on whose behalf a call is made (RFC 8693 §1.1), as its issuer named it.
///
/// An id means something only together with its issuer. Groups are kept sorted, so that records of
/// the same subject read the same.
public record Subject(String id, String issuer, Set<String> groups, @Nullable PrincipalKind kind) {
  public Subject {
    Names.identifier("subject", id);
    Names.identifier("issuer", issuer);
    groups.forEach(group -> Names.identifier("group", group));
    groups = Collections.unmodifiableSet(new LinkedHashSet<>(new TreeSet<>(groups)));
  }
}
