package dev.countersign.audit.reading;

import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.writer.EvidenceAppender;
import dev.countersign.service.identity.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/// Puts every reading of evidence on the record, durable before the answer leaves.
///
/// @throws dev.countersign.evidence.writer.EvidenceUnavailableException from every method, when the
///   reading cannot be recorded; then nothing is shown
@Component
public class EvidenceReads {
  private static final int MAX_QUERY = 2000;

  private final EvidenceAppender evidence;

  EvidenceReads(EvidenceAppender evidence) {
    this.evidence = evidence;
  }

  /// Records that a page is about to be shown, and gives it back.
  public <T> Page<T> shown(VerifiedToken caller, HttpServletRequest request, Page<T> page) {
    record(caller, request, page.items().size());
    return page;
  }

  /// Records that so many entries are about to be shown.
  public void record(VerifiedToken caller, HttpServletRequest request, long count) {
    String query = request.getQueryString();
    evidence.append(
        new RecordBody.EvidenceRead(
            caller.party(),
            caller.actorParties(),
            caller.digest(),
            request.getMethod() + " " + request.getRequestURI(),
            query == null ? "" : query.substring(0, Math.min(query.length(), MAX_QUERY)),
            count));
  }
}
