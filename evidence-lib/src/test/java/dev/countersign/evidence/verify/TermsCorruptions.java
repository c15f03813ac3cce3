package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.ApprovalBody.ApprovalReviewed;
import dev.countersign.evidence.record.ApprovalBody.ApprovalRevoked;
import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.ApprovalTerms.Glass;
import dev.countersign.evidence.record.ApprovalTerms.Minimum;
import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordBody.ApprovalDecided;
import dev.countersign.evidence.record.RecordBody.ApprovalRequested;
import dev.countersign.evidence.record.RecordBody.Review;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Approvals that did not keep their terms; each is used at leaf 19.
final class TermsCorruptions {
  private static final List<String> LEADS = List.of("leads");
  private static final List<String> BOTH = List.of("leads", "risk");

  static final ApprovalTerms GLASS =
      new ApprovalTerms(
          null, null, null, null, null, null, null, null, new Glass(List.of("security"), 60));
  private static final ApprovalTerms OF_EACH =
      new ApprovalTerms(
          List.of(new Minimum("leads", 1), new Minimum("risk", 1)),
          null,
          List.of(person("olga", null)),
          List.of("security"),
          true,
          null,
          null,
          null,
          null);
  private static final ApprovalTerms STRICT =
      new ApprovalTerms(null, 2, null, null, null, 300L, List.of("mfa"), "webauthn", null);

  private TermsCorruptions() {}

  static List<Corruption> all() {
    return List.of(
        Corruption.of(
            "consumed after it was revoked", FindingKind.APPROVAL_REVOKED, 19, revokedFirst()),
        Corruption.of("revoked after its use", FindingKind.APPROVAL_CONFLICT, 16, revokedLate()),
        of(
            "one person for the minimum of two groups",
            FindingKind.APPROVAL_QUORUM,
            decided(OF_EACH, "approved", plain("lea", BOTH), plain("leo", List.of("support")))),
        of(
            "nobody of one of the groups",
            FindingKind.APPROVAL_QUORUM,
            decided(OF_EACH, "approved", plain("lea", LEADS), plain("leo", LEADS))),
        of(
            "by the owner of the agent",
            FindingKind.APPROVAL_OWN_REQUEST,
            decided(OF_EACH, "approved", plain("olga", LEADS), plain("leo", List.of("risk")))),
        of(
            "approved although enough denied",
            FindingKind.APPROVAL_DENIED,
            decided(STRICT, "approved", signed("lea"), denial("leo"), denial("luc"))),
        of(
            "without signature",
            FindingKind.APPROVAL_REVIEWER,
            decided(STRICT, "approved", review("lea", LEADS, "approved", 0L, "mfa", false))),
        of(
            "authenticated long before",
            FindingKind.APPROVAL_REVIEWER,
            decided(STRICT, "approved", review("lea", LEADS, "approved", -301L, "mfa", true))),
        of(
            "authenticated in another context",
            FindingKind.APPROVAL_REVIEWER,
            decided(STRICT, "approved", review("lea", LEADS, "approved", 0L, "pwd", true))),
        of(
            "masked otherwise than approved",
            FindingKind.APPROVAL_MISMATCH,
            log -> {
              ApprovalRequested plain = TestBodies.requested("approval-x", "call-b", 1, STRICT);
              log.approval.write(maskedByNothing(plain));
              decide(log, "approved", signed("lea"));
            }),
        of(
            "glass that nobody may break",
            FindingKind.APPROVAL_DENIED,
            decided(null, "broken-glass")),
        Corruption.of(
            "broken glass reviewed by who broke it",
            FindingKind.APPROVAL_OWN_REQUEST,
            16,
            decided(GLASS, "broken-glass").andThen(reviewed(TestBodies.SAM))));
  }

  /// A day on which everybody kept to the terms.
  static TestLog good() {
    var log = TestLog.standard(Corruption.SEED);
    decided(OF_EACH, "approved", plain("lea", BOTH), plain("leo", LEADS)).accept(log);
    log.approval.write(TestBodies.requested("approval-y", "call-b", 1, STRICT));
    log.approval.write(revoked("approval-y"));
    log.approval.write(TestBodies.requested("approval-z", "call-b", 1, GLASS));
    log.approval.write(new ApprovalDecided("approval-z", "broken-glass", List.of(), null));
    log.approval.write(TestBodies.consumed("approval-z", "call-z"));
    log.gateway.write(TestBodies.intent("call-z", "approval-z"));
    log.approval.write(review("approval-z", person("sue", List.of("security"))));
    return log;
  }

  private static Corruption of(String name, FindingKind kind, Consumer<TestLog> spoil) {
    return Corruption.of(name, kind, 19, spoil);
  }

  private static Consumer<TestLog> decided(
      @Nullable ApprovalTerms terms, String verdict, Review... reviews) {
    return log -> {
      log.approval.write(TestBodies.requested("approval-x", "call-b", 1, terms));
      decide(log, verdict, reviews);
    };
  }

  private static void decide(TestLog log, String verdict, Review... reviews) {
    log.approval.write(
        new ApprovalDecided("approval-x", verdict, Arrays.asList(reviews), TestBodies.DEADLINE));
    log.approval.write(TestBodies.consumed("approval-x", "call-x"));
    log.gateway.write(TestBodies.intent("call-x", "approval-x"));
  }

  private static Consumer<TestLog> revokedFirst() {
    return log -> {
      log.approval.write(TestBodies.requested("approval-x", "call-b"));
      log.approval.write(TestBodies.approved("approval-x", "lea"));
      log.approval.write(revoked("approval-x"));
      log.approval.write(TestBodies.consumed("approval-x", "call-x"));
      log.gateway.write(TestBodies.intent("call-x", "approval-x"));
    };
  }

  private static Consumer<TestLog> revokedLate() {
    return log -> log.approval.write(revoked("approval-p"));
  }

  private static Consumer<TestLog> reviewed(Party by) {
    return log -> log.approval.write(review("approval-x", by));
  }

  private static ApprovalRevoked revoked(String approval) {
    return new ApprovalRevoked(
        approval, person("lea", LEADS), TestBodies.digest("token"), TestLog.START);
  }

  private static ApprovalReviewed review(String approval, Party by) {
    return new ApprovalReviewed(
        approval, "justified", by, TestBodies.digest("token"), TestLog.START);
  }

  private static ApprovalRequested maskedByNothing(ApprovalRequested plain) {
    return new ApprovalRequested(
        plain.approval(),
        plain.call(),
        plain.session(),
        plain.subject(),
        plain.actors(),
        plain.connection(),
        plain.function(),
        plain.arguments(),
        plain.policy(),
        plain.risk(),
        plain.from(),
        plain.quorum(),
        plain.decideBy(),
        plain.useWithin(),
        List.of(),
        plain.justification(),
        plain.terms());
  }

  private static Party person(String id, @Nullable List<String> groups) {
    return TestBodies.person(id, groups);
  }

  private static Review plain(String id, List<String> groups) {
    return new Review(
        person(id, groups),
        "approved",
        TestBodies.digest("token"),
        TestLog.START,
        null,
        null,
        null);
  }

  private static Review signed(String id) {
    return review(id, LEADS, "approved", 0L, "mfa", true);
  }

  private static Review denial(String id) {
    return review(id, LEADS, "denied", 0L, "mfa", true);
  }

  private static Review review(
      String id, List<String> groups, String verdict, long since, String acr, boolean signed) {
    return new Review(
        person(id, groups),
        verdict,
        TestBodies.digest("token"),
        TestLog.START,
        TestLog.START.plusSeconds(since),
        acr,
        signed ? TestBodies.digest("assertion") : null,
        signed ? TestBodies.digest("view") : null);
  }
}
