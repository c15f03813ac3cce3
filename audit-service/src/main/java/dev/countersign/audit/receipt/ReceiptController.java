package dev.countersign.audit.receipt;

import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.audit.witness.Cosignatures;
import dev.countersign.evidence.log.InclusionProof;
import dev.countersign.service.identity.VerifiedToken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Redeems receipts for whoever holds one. The answer shows proofs, never a record.
@RestController
@Tag(name = "receipts")
class ReceiptController {
  private final ReceiptReader reader;
  private final Receipts receipts;
  private final Cosignatures cosignatures;
  private final RedemptionLimit limit;
  private final Clock clock;

  ReceiptController(
      ReceiptReader reader,
      Receipts receipts,
      Cosignatures cosignatures,
      RedemptionLimit limit,
      Clock clock) {
    this.limit = limit;
    this.reader = reader;
    this.receipts = receipts;
    this.cosignatures = cosignatures;
    this.clock = clock;
  }

  /// @param verdict `included`, `pending` or `breach`
  /// @param leaf of `included`: where it stands
  /// @param checkpoint the signed note that was asked; not for `pending`
  /// @param proof of `included`: the inclusion proof of RFC 9162 §2.1.3 that leads to it
  @Schema(name = "Redemption")
  record Answer(
      String verdict,
      String call,
      String leafHash,
      Instant mergeBy,
      @Nullable Long leaf,
      @Nullable String checkpoint,
      @Nullable List<String> proof) {}

  @PostMapping("/api/v1/receipts")
  @Operation(
      summary = "What became of a receipt: the proof that its call is in the log, or the breach",
      requestBody =
          @RequestBody(
              required = true,
              description = "The value of Countersign-Receipt",
              content = @Content(mediaType = "text/plain", schema = @Schema(type = "string"))))
  @ApiResponse(responseCode = "200", description = "included, or breach")
  @ApiResponse(responseCode = "202", description = "pending: there is time until mergeBy")
  @ApiResponse(responseCode = "429", description = "too many in this minute")
  ResponseEntity<Answer> redeem(
      @AuthenticationPrincipal VerifiedToken caller, HttpServletRequest request)
      throws IOException {
    limit.count(caller.issuer(), caller.subject());
    byte[] body = request.getInputStream().readNBytes(ReceiptReader.MAX_BYTES + 3);
    Receipt receipt = reader.read(body);
    return switch (receipts.redeem(receipt)) {
      case Redemption.Included(LogCheckpoint checkpoint, InclusionProof proof) ->
          ResponseEntity.ok(answer(receipt, "included", checkpoint, proof));
      case Redemption.Breach(LogCheckpoint checkpoint) ->
          ResponseEntity.ok(answer(receipt, "breach", checkpoint, null));
      case Redemption.Pending() ->
          ResponseEntity.accepted()
              .header("Retry-After", Long.toString(secondsUntil(receipt.promise().mergeBy())))
              .body(answer(receipt, "pending", null, null));
    };
  }

  private long secondsUntil(Instant mergeBy) {
    return Math.max(1, Duration.between(clock.instant(), mergeBy).toSeconds() + 1);
  }

  private Answer answer(
      Receipt receipt,
      String verdict,
      @Nullable LogCheckpoint checkpoint,
      @Nullable InclusionProof proof) {
    Receipt.Promise promise = receipt.promise();
    return new Answer(
        verdict,
        promise.call(),
        promise.leafHash().toString(),
        promise.mergeBy(),
        proof == null ? null : proof.index(),
        checkpoint == null ? null : cosignatures.with(checkpoint).toString(),
        proof == null ? null : hashes(proof));
  }

  private static List<String> hashes(InclusionProof proof) {
    return proof.path().stream()
        .map(hash -> Base64.getEncoder().encodeToString(hash.bytes()))
        .toList();
  }
}
