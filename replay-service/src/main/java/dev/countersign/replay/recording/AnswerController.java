package dev.countersign.replay.recording;

import dev.countersign.evidence.record.Digest;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The answer of a call, for gateways that give it again to the one who got it.
///
/// Who asks names its digest: a gateway's token alone reads no answer of a call that it knows
/// nothing about.
@RestController
@Tag(name = "answers", description = "For gateways only.")
class AnswerController {
  static final String PATH = "/api/v1/calls/{call}/answer";

  private final AnswerReader reader;
  private final ReadsOnRecord reads;

  AnswerController(AnswerReader reader, ReadsOnRecord reads) {
    this.reader = reader;
    this.reads = reads;
  }

  @GetMapping(PATH)
  @Operation(summary = "The masked answer of a call, byte for byte, by its digest")
  ResponseEntity<byte[]> answer(
      @Parameter(hidden = true) @AuthenticationPrincipal VerifiedToken caller,
      @PathVariable UUID call,
      @RequestParam @Pattern(regexp = "sha-256:[0-9a-f]{64}") String digest) {
    Optional<byte[]> found = reader.find(call, Digest.parse(digest));
    String query = "call=%s&digest=%s".formatted(call, digest);
    reads.record(caller, "recordings.answer", query, found.isPresent() ? 1 : 0);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .body(found.orElseThrow(() -> ProblemException.notFound("An answer of this digest")));
  }
}
