package dev.countersign.replay.recording;

import dev.countersign.evidence.record.RecordBody.EvidenceRead;
import dev.countersign.evidence.writer.EvidenceAppender;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import org.springframework.stereotype.Component;

/// Shows recordings only after the reading of them is on the record.
///
/// Throws `EvidenceUnavailableException` when the record is not known to be durable; nothing is
/// shown then.
@Component
class ReadsOnRecord {
  private final EvidenceAppender evidence;

  ReadsOnRecord(EvidenceAppender evidence) {
    this.evidence = evidence;
  }

  /// Puts on the record that the caller is shown the page, then gives it out.
  <T> Page<T> show(VerifiedToken caller, String operation, String query, Page<T> page) {
    record(caller, operation, query, page.items().size());
    return page;
  }

  /// Puts on the record that the caller is about to be shown so many items.
  void record(VerifiedToken caller, String operation, String query, int count) {
    evidence.append(
        new EvidenceRead(
            caller.party(), caller.actorParties(), caller.digest(), operation, query, count));
  }

  /// As [#show], for a list that exists only when it has items: a search in vain is on the record
  /// too.
  <T> Page<T> showExisting(VerifiedToken caller, String operation, String query, Page<T> page) {
    Page<T> shown = show(caller, operation, query, page);
    if (shown.items().isEmpty()) {
      throw ProblemException.notFound("A recording of this name");
    }
    return shown;
  }
}
