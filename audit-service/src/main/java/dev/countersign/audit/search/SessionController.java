package dev.countersign.audit.search;

import dev.countersign.audit.reading.EvidenceReads;
import dev.countersign.audit.reading.Page;
import dev.countersign.audit.reading.Parameters;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "search")
class SessionController {
  private final SessionTable sessions;
  private final EvidenceReads reads;

  SessionController(SessionTable sessions, EvidenceReads reads) {
    this.sessions = sessions;
    this.reads = reads;
  }

  @GetMapping("/api/v1/sessions")
  @Operation(summary = "Sessions with a call from (inclusive) to (exclusive), begun last first")
  Page<SessionView> several(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      @AuthenticationPrincipal VerifiedToken caller,
      HttpServletRequest request) {
    int most = Parameters.limit(limit);
    Instant begin = Parameters.time("from", from);
    Instant end = Parameters.time("to", to);
    if (begin != null && end != null && !begin.isBefore(end)) {
      throw Parameters.refused("to", "a time after from");
    }
    Page<SessionTable.Found> page =
        Page.of(
            sessions.find(
                begin,
                end,
                Parameters.text("subject", subject),
                Parameters.number("cursor", cursor, Long.MAX_VALUE),
                most + 1),
            most,
            last -> Long.toString(last.firstLeaf()));
    List<SessionView> views = page.items().stream().map(SessionTable.Found::view).toList();
    return reads.shown(caller, request, new Page<>(views, page.next()));
  }

  @GetMapping("/api/v1/sessions/{session}")
  @Operation(summary = "One session; its calls are at /api/v1/calls?session=…")
  SessionView one(
      @PathVariable String session,
      @AuthenticationPrincipal VerifiedToken caller,
      HttpServletRequest request) {
    SessionView found =
        sessions.one(session).orElseThrow(() -> ProblemException.notFound("The session"));
    reads.record(caller, request, 1);
    return found;
  }
}
