package dev.countersign.audit.proof;

import dev.countersign.audit.log.LogReader;
import dev.countersign.audit.reading.Parameters;
import dev.countersign.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Proofs by themselves. They are hashes and show nothing of a record, so reading them leaves none.
@RestController
@Tag(name = "log")
class ProofController {
  private final LogReader log;
  private final Proofs proofs;
  private final NewestCheckpoint newest;

  ProofController(LogReader log, Proofs proofs, NewestCheckpoint newest) {
    this.log = log;
    this.proofs = proofs;
    this.newest = newest;
  }

  @GetMapping(path = "/api/v1/records/{leaf}/proof", produces = MediaType.TEXT_PLAIN_VALUE)
  @Operation(summary = "The proof that a leaf is in the log, as a file (C2SP tlog-proof)")
  ResponseEntity<byte[]> file(@PathVariable String leaf) {
    byte[] file =
        proofs
            .file(Parameters.number("leaf", leaf, 0))
            .orElseThrow(() -> ProblemException.notFound("The leaf"))
            .bytes();
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.parseMediaType("text/plain;charset=utf-8"))
        .body(file);
  }

  @GetMapping("/api/v1/consistency")
  @Operation(summary = "The proof that one size of the log is the beginning of another (RFC 9162)")
  ConsistencyView consistency(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to) {
    long size = newest.size();
    long second = Parameters.number("to", to, size);
    if (second > size) {
      throw Parameters.refused("to", "a size up to the newest checkpoint's, " + size);
    }
    long first = Parameters.number("from", from, 0);
    if (first > second) {
      throw Parameters.refused("from", "a number from 0 to " + second);
    }
    return ConsistencyView.of(log.tree(first), log.tree(second));
  }
}
