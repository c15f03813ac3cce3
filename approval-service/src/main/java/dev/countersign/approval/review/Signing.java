package dev.countersign.approval.review;

import dev.countersign.approval.passkey.Assertion;
import dev.countersign.approval.passkey.Passkeys;
import dev.countersign.approval.request.ApprovalRequest;
import dev.countersign.approval.request.Review;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// The approver's own signature, where the terms demand it: a passkey signs a challenge that names
/// the approval, the person and the digests of what is approved.
@Component
class Signing {
  private final Passkeys passkeys;

  Signing(Passkeys passkeys) {
    this.passkeys = passkeys;
  }

  /// What is signed. Its JSON's SHA-256 is the challenge; whoever has the records can compute it.
  private record Signed(
      String purpose,
      UUID approval,
      String subject,
      String issuer,
      String connection,
      String function,
      Digest arguments,
      Digest policy) {}

  /// What a browser needs for `navigator.credentials.get`.
  record Challenge(String challenge, String relyingParty, List<String> credentials) {}

  Challenge challenge(ApprovalRequest request, VerifiedToken caller) {
    return new Challenge(
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(request, caller)),
        passkeys.relyingParty(),
        passkeys.of(caller));
  }

  /// Checks the signature that an approval under these terms needs, and puts it into the proof.
  ///
  /// @throws ProblemException 403 `signature-required`
  Review.@Nullable Presence require(
      ApprovalRequest request,
      VerifiedToken caller,
      @Nullable Assertion assertion,
      Review.@Nullable Presence proof) {
    if (request.agreedTerms().signature() == null) {
      return proof;
    }
    if (assertion == null) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN, "signature-required", "This needs a signature of your own.");
    }
    passkeys.verify(caller, assertion, bytes(request, caller));
    return new Review.Presence(
        proof == null ? null : proof.authTime(),
        proof == null ? null : proof.acr(),
        new String(EvidenceJson.write(assertion), StandardCharsets.UTF_8));
  }

  private static byte[] bytes(ApprovalRequest request, VerifiedToken caller) {
    Signed signed =
        new Signed(
            "countersign approval v1",
            request.approval(),
            caller.subject(),
            caller.issuer(),
            request.connection(),
            request.function(),
            request.arguments(),
            request.policy());
    return Digest.of(EvidenceJson.write(signed)).bytes();
  }
}
