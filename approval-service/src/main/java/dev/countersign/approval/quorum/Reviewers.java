package dev.countersign.approval.quorum;

import dev.countersign.evidence.record.Party;
import dev.countersign.service.identity.VerifiedToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who may review one request: people of the asked groups, except whoever takes part in the call.
///
/// The subject, every actor and whoever owns one of them are excluded whatever groups they are in.
/// A person decides: a token of a service, or one that somebody else uses on the person's behalf
/// (RFC 8693 `act`), does not.
public record Reviewers(
    @Nullable Party subject, List<Party> actors, List<Party> owners, List<String> groups) {
  private static final String PERSON = "person";

  public Reviewers {
    actors = List.copyOf(actors);
    owners = List.copyOf(owners);
    groups = List.copyOf(groups);
  }

  public Eligibility judge(VerifiedToken caller) {
    Party party = caller.party();
    if (isRequester(caller) || isAmong(actors, party) || isAmong(owners, party)) {
      return Eligibility.OWN_REQUEST;
    }
    boolean decidesInPerson = caller.kind().equals(PERSON) && caller.actors().isEmpty();
    return decidesInPerson && isAsked(caller) ? Eligibility.MAY_REVIEW : Eligibility.NOT_A_REVIEWER;
  }

  /// Whether the caller asked: the subject, or where there is none, who acted for nobody else.
  public boolean isRequester(VerifiedToken caller) {
    Party asked = subject != null ? subject : actors.isEmpty() ? null : actors.getFirst();
    return asked != null && asked.isSameAs(caller.party());
  }

  /// Whether the caller is in one of the groups that were asked.
  public boolean isAsked(VerifiedToken caller) {
    return groups.stream().anyMatch(caller::isIn);
  }

  private static boolean isAmong(List<Party> parties, Party party) {
    return parties.stream().anyMatch(party::isSameAs);
  }
}
