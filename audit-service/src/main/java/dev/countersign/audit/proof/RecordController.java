package dev.countersign.audit.proof;

import dev.countersign.audit.log.LogLines;
import dev.countersign.audit.log.LogReader;
import dev.countersign.audit.log.StoredRecord;
import dev.countersign.audit.reading.EvidenceReads;
import dev.countersign.audit.reading.Page;
import dev.countersign.audit.reading.Parameters;
import dev.countersign.evidence.record.RecordType;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "records")
class RecordController {
  private final LogReader log;
  private final LogLines lines;
  private final Proofs proofs;
  private final EvidenceReads reads;

  RecordController(LogReader log, LogLines lines, Proofs proofs, EvidenceReads reads) {
    this.lines = lines;
    this.log = log;
    this.proofs = proofs;
    this.reads = reads;
  }

  @GetMapping("/api/v1/records/{leaf}")
  @Operation(summary = "One record with the proof that it is in the log")
  RecordView one(
      @PathVariable String leaf,
      @AuthenticationPrincipal VerifiedToken caller,
      HttpServletRequest request) {
    RecordView found =
        proofs
            .prove(Parameters.number("leaf", leaf, 0))
            .map(RecordView::proven)
            .orElseThrow(() -> absent(Parameters.number("leaf", leaf, 0)));
    reads.record(caller, request, 1);
    return found;
  }

  @GetMapping("/api/v1/records")
  @Operation(summary = "Records in the order of the log; the next page's cursor is its from-leaf")
  Page<RecordView> several(
      @RequestParam(name = "from-leaf", required = false) @Nullable String fromLeaf,
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(required = false) @Nullable String writer,
      @RequestParam(required = false) @Nullable String limit,
      @AuthenticationPrincipal VerifiedToken caller,
      HttpServletRequest request) {
    int most = Parameters.limit(limit);
    List<StoredRecord> found =
        log.leaves(
            Parameters.number("from-leaf", fromLeaf, 0),
            Long.MAX_VALUE,
            type(type),
            Parameters.text("writer", writer),
            most + 1);
    Page<StoredRecord> page = Page.of(found, most, last -> Long.toString(last.leaf() + 1));
    Page<RecordView> shown =
        new Page<>(page.items().stream().map(RecordView::of).toList(), page.next());
    return reads.shown(caller, request, shown);
  }

  private ProblemException absent(long leaf) {
    return lines
        .prunedBy(leaf)
        .map(statement ->
            new ProblemException(
                HttpStatus.GONE,
                "pruned",
                "The record was pruned; leaf %d says so.".formatted(statement)))
        .orElseGet(() -> ProblemException.notFound("The leaf"));
  }

  private static @Nullable String type(@Nullable String value) {
    if (value == null) {
      return null;
    }
    List<String> known = Arrays.stream(RecordType.values()).map(RecordType::wireName).toList();
    if (!known.contains(value)) {
      throw Parameters.refused("type", "one of " + String.join(", ", known));
    }
    return value;
  }
}
