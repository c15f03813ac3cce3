package dev.countersign.audit.policy;

import dev.countersign.audit.reading.EvidenceReads;
import dev.countersign.audit.reading.Parameters;
import dev.countersign.evidence.record.Digest;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "policies")
class PolicyController {
  private final Policies policies;
  private final EvidenceReads reads;

  PolicyController(Policies policies, EvidenceReads reads) {
    this.policies = policies;
    this.reads = reads;
  }

  @GetMapping("/api/v1/policies/{digest}")
  @Operation(summary = "The policy document of a digest that records cite, as its exact bytes")
  ResponseEntity<byte[]> one(
      @PathVariable String digest,
      @AuthenticationPrincipal VerifiedToken caller,
      HttpServletRequest request) {
    byte[] document =
        policies.find(parse(digest)).orElseThrow(() -> ProblemException.notFound("The policy"));
    reads.record(caller, request, 1);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_YAML)
        .cacheControl(CacheControl.noStore())
        .body(document);
  }

  private static Digest parse(String text) {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw Parameters.refused("digest", "sha-256: and 64 hex digits");
    }
  }
}
