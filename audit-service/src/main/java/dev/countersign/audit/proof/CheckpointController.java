package dev.countersign.audit.proof;

import dev.countersign.audit.log.LogKey;
import dev.countersign.evidence.jws.Jwks;
import dev.countersign.evidence.jws.TrustDirectory;
import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.record.EvidenceJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// What an auditor keeps outside: the newest checkpoint and the public keys. Neither shows anything
/// of a record, so reading them leaves none.
@RestController
@Tag(name = "log")
class CheckpointController {
  private final NewestCheckpoint newest;
  private final LogKey logKey;
  private final TrustDirectory trust;

  CheckpointController(NewestCheckpoint newest, LogKey logKey, TrustDirectory trust) {
    this.newest = newest;
    this.logKey = logKey;
    this.trust = trust;
  }

  @GetMapping(path = "/api/v1/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
  @Operation(summary = "The newest signed checkpoint (C2SP signed note)")
  ResponseEntity<byte[]> checkpoint() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.parseMediaType("text/plain;charset=utf-8"))
        .body(newest.note().bytes());
  }

  /// @param noteKey the log's key as C2SP notes name it, for witnesses and policies
  /// @param log the log's key as a JWK Set
  /// @param writers each writer's keys as a JWK Set
  @Schema(name = "Keys")
  record Keys(
      String origin,
      String noteKey,
      @Schema(type = "object") JsonNode log,
      @Schema(type = "object") SortedMap<String, JsonNode> writers) {}

  @GetMapping("/api/v1/keys")
  @Operation(summary = "The public keys of the log and of all writers (JWK Sets)")
  Keys keys() {
    SortedMap<String, JsonNode> writers = new TreeMap<>();
    trust.writers().forEach(writer -> writers.put(writer, jwks(trust.keysOf(writer))));
    String noteKey = new NoteKey(logKey.origin(), logKey.publicKey()).text();
    return new Keys(logKey.origin(), noteKey, jwks(List.of(logKey.publicKey())), writers);
  }

  private static JsonNode jwks(List<VerificationKey> keys) {
    return EvidenceJson.tree(Jwks.write(keys));
  }
}
