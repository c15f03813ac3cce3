package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordBody.ApprovalRequested;
import dev.countersign.evidence.record.RecordBody.Review;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The rules that the reviews of one approval must keep: who gave them, and how.
final class ReviewRules {
  private static final String DENIED = "denied";

  private final Findings findings;
  private final LogEntry place;
  private final ApprovalRequested request;
  private final ApprovalTerms terms;

  /// @param place where a finding stands
  ReviewRules(Findings findings, LogEntry place, ApprovalRequested request) {
    this.findings = findings;
    this.place = place;
    this.request = request;
    this.terms = ApprovalTerms.orNone(request.terms());
  }

  void checkMinimums(List<Party> approvers) {
    Map<List<String>, Set<String>> people = new HashMap<>();
    for (Party approver : approvers) {
      Collection<String> groups = approver.groups() == null ? List.of() : approver.groups();
      people.computeIfAbsent(ApprovalRules.identity(approver), _ -> new HashSet<>()).addAll(groups);
    }
    if (!terms.areMinimumsMet(people.values())) {
      findings.add(
          FindingKind.APPROVAL_QUORUM, place, "enough people of each group", "too few of some");
    }
  }

  void checkDenials(List<Review> reviews) {
    long denials = reviews.stream().filter(review -> review.verdict().equals(DENIED)).count();
    if (denials >= terms.denials()) {
      String expected = "fewer denials than " + terms.denials();
      findings.add(FindingKind.APPROVAL_DENIED, place, expected, denials + " of them");
    }
  }

  void check(Review review) {
    checkPerson(review.subject(), request.from());
    if (!isAuthenticated(review)) {
      String found = review.authTime() + " in " + review.acr();
      findings.add(FindingKind.APPROVAL_REVIEWER, place, "a fresh authentication", found);
    }
    if (terms.signature() != null && review.signature() == null) {
      String expected = "a signature of " + review.subject().id();
      findings.add(FindingKind.APPROVAL_REVIEWER, place, expected, "none");
    }
  }

  /// That somebody is of these groups, and neither asked nor answers for who did.
  void checkPerson(Party person, List<String> from) {
    boolean takesPart =
        request.subject() != null && person.isSameAs(request.subject())
            || request.actors().stream().anyMatch(person::isSameAs)
            || terms.isOwner(person);
    if (takesPart) {
      String expected = "somebody else than the subject and the actors";
      findings.add(FindingKind.APPROVAL_OWN_REQUEST, place, expected, person.id());
    }
    if (person.groups() != null && person.groups().stream().noneMatch(from::contains)) {
      String found = person.id() + " of " + person.groups();
      findings.add(FindingKind.APPROVAL_REVIEWER, place, "somebody of " + from, found);
    }
  }

  private boolean isAuthenticated(Review review) {
    if (terms.acr() != null && (review.acr() == null || !terms.acr().contains(review.acr()))) {
      return false;
    }
    if (terms.authenticatedWithin() == null) {
      return true;
    }
    return review.authTime() != null
        && ApprovalRules.isWithin(terms.authenticatedWithin(), review.authTime(), review.at());
  }
}
