package dev.countersign.approval.quorum;

import dev.countersign.evidence.record.Party;
import dev.countersign.service.identity.VerifiedToken;
import java.util.List;

/// Who may review one request: people of the asked groups, except whoever takes part in the call.
///
/// The subject and every actor are excluded whatever groups they are in. A person decides: a token
/// of a service, or one that somebody else uses on the person's behalf (RFC 8693 `act`), does not.
public record Reviewers(Party subject, List<Party> actors, List<String> groups) {
  private static final String PERSON = "person";

  public Reviewers {
    actors = List.copyOf(actors);
    groups = List.copyOf(groups);
  }

  public Eligibility judge(VerifiedToken caller) {
    if (isSubject(caller) || isActor(caller)) {
      return Eligibility.OWN_REQUEST;
    }
    boolean decidesInPerson = caller.kind().equals(PERSON) && caller.actors().isEmpty();
    return decidesInPerson && isAsked(caller) ? Eligibility.MAY_REVIEW : Eligibility.NOT_A_REVIEWER;
  }

  public boolean isSubject(VerifiedToken caller) {
    return subject.isSameAs(caller.party());
  }

  /// Whether the caller is in one of the groups that were asked.
  public boolean isAsked(VerifiedToken caller) {
    return groups.stream().anyMatch(caller::isIn);
  }

  private boolean isActor(VerifiedToken caller) {
    Party party = caller.party();
    return actors.stream().anyMatch(party::isSameAs);
  }
}
