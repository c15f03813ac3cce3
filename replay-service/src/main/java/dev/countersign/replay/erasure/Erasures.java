package dev.countersign.replay.erasure;

import dev.countersign.evidence.record.KeepingBody.PayloadErased;
import dev.countersign.evidence.writer.EvidenceAppender;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Erases recordings: states what, looks for legal holds, puts it on the record, looks again, and
/// erases exactly what was stated.
///
/// Whatever ends it half-way, the statement stays open, and the same order later takes it up and
/// goes through all steps again; then the record stands twice and says the same. A hold that comes
/// between the record and the second look beats it. Thread-safe, also over replicas.
@Component
class Erasures {
  private final ErasureTable table;
  private final LegalHolds holds;
  private final EvidenceAppender evidence;

  Erasures(ErasureTable table, LegalHolds holds, EvidenceAppender evidence) {
    this.table = table;
    this.holds = holds;
    this.evidence = evidence;
  }

  /// @param authorization the keeper's `Authorization`, with which holds are asked for
  /// @throws ProblemException 404 when nothing of the scope is recorded or all of it is erased, 409
  ///   `held`, 503 `holds-unavailable`
  /// @throws dev.countersign.evidence.writer.EvidenceUnavailableException when it cannot be put on
  ///   the record
  Erasure erase(Scope scope, VerifiedToken caller, String authorization, String reason) {
    table.state(scope, caller, reason);
    Erasure stated =
        table
            .open(scope)
            .orElseThrow(() -> ProblemException.notFound("A recording that is not erased"));
    List<Affected> affected = table.affectedBy(stated);
    requireNotHeld(affected, authorization);
    evidence.append(
        new PayloadErased(
            caller.party(),
            caller.actorParties(),
            caller.digest(),
            reason,
            scope.session(),
            scope.callText(),
            stated.frames(),
            stated.digest()));
    requireNotHeld(affected, authorization);
    return stated.doneAt(table.erase(stated));
  }

  private void requireNotHeld(List<Affected> affected, String authorization) {
    List<String> keeping =
        holds.inForce(authorization).stream()
            .filter(hold -> affected.stream().anyMatch(of -> of.mayBeMeantBy(hold.scope())))
            .map(LegalHolds.InForce::hold)
            .toList();
    if (!keeping.isEmpty()) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "held",
          "Legal holds keep it: " + String.join(", ", keeping) + ". Nothing was erased.");
    }
  }
}
