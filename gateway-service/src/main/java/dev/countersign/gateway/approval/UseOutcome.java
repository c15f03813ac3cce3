package dev.countersign.gateway.approval;

import dev.countersign.evidence.record.Digest;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.CanonicalRequest.Header;
import dev.countersign.gateway.access.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How the call ended that used an approval, as the approval-service keeps it: facts, no content.
///
/// @param consumer the gateway that carried it out
/// @param groups digest of the caller's groups, for which the answer was masked
record UseOutcome(
    String call,
    String consumer,
    String status,
    @Nullable Integer callerStatus,
    @Nullable String failure,
    @Nullable String detail,
    @Nullable String contentType,
    List<Header> headers,
    @Nullable String digest,
    @Nullable Long bytes,
    String intent,
    String receipt,
    Instant at,
    String groups) {

  /// One text for one set of groups, whatever their order.
  static String groupsOf(Caller caller) {
    Subject subject = caller.subject();
    Set<String> groups = subject == null ? Set.of() : new TreeSet<>(subject.groups());
    // With lengths, so that no group can be taken for two.
    StringBuilder text = new StringBuilder();
    groups.forEach(group -> text.append(group.length()).append(':').append(group).append('\n'));
    return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
