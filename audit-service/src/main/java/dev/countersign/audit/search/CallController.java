package dev.countersign.audit.search;

import dev.countersign.audit.arguments.Words;
import dev.countersign.audit.reading.EvidenceReads;
import dev.countersign.audit.reading.Page;
import dev.countersign.audit.reading.Parameters;
import dev.countersign.audit.settings.AuditSettings;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "search")
class CallController {
  private static final int MAX_WORDS = 16;

  private final Calls calls;
  private final EvidenceReads reads;
  private final AuditSettings settings;

  CallController(Calls calls, EvidenceReads reads, AuditSettings settings) {
    this.settings = settings;
    this.calls = calls;
    this.reads = reads;
  }

  @GetMapping("/api/v1/calls")
  @Operation(summary = "Calls, newest first; from is inclusive, to is exclusive")
  Page<CallView> several(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String session,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable String actor,
      @RequestParam(required = false) @Nullable String connection,
      @RequestParam(required = false) @Nullable String function,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String decision,
      @RequestParam(required = false) @Nullable String risk,
      @RequestParam(required = false) @Nullable String approver,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(name = "argument-text", required = false) @Nullable String argumentText,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      @AuthenticationPrincipal VerifiedToken caller,
      HttpServletRequest request) {
    int most = Parameters.limit(limit);
    List<CallView> found =
        calls.find(
            new CallQuery(
                Parameters.time("from", from),
                Parameters.time("to", to),
                Parameters.text("session", session),
                Parameters.text("subject", subject),
                Parameters.text("actor", actor),
                Parameters.text("connection", connection),
                Parameters.text("function", function),
                status(status),
                permitted(decision),
                risk(risk),
                Parameters.text("approver", approver),
                Parameters.text("reason", reason),
                words(argumentText),
                Parameters.number("cursor", cursor, Long.MAX_VALUE),
                most + 1));
    return reads.shown(caller, request, Page.of(found, most, CallController::cursor));
  }

  @GetMapping("/api/v1/calls/{call}")
  @Operation(summary = "One call with all its records")
  CallView one(
      @PathVariable String call,
      @AuthenticationPrincipal VerifiedToken caller,
      HttpServletRequest request) {
    CallView found = calls.one(call).orElseThrow(() -> ProblemException.notFound("The call"));
    reads.record(caller, request, 1);
    return found;
  }

  private List<String> words(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    if (!settings.searchArguments()) {
      throw Parameters.refused("argument-text", "nothing: arguments are not indexed here");
    }
    List<String> words = Words.of(text);
    if (words.isEmpty() || words.size() > MAX_WORDS) {
      throw Parameters.refused("argument-text", "1 to %d words".formatted(MAX_WORDS));
    }
    return words;
  }

  private static @Nullable CallStatus status(@Nullable String name) {
    if (name == null) {
      return null;
    }
    return CallStatus.parse(name)
        .filter(status -> status != CallStatus.HELD)
        .orElseThrow(() ->
            Parameters.refused("status", "open, completed, failed, aborted, unknown or refused"));
  }

  private static @Nullable Boolean permitted(@Nullable String decision) {
    return switch (decision) {
      case null -> null;
      case "permitted" -> Boolean.TRUE;
      case "refused" -> Boolean.FALSE;
      default -> throw Parameters.refused("decision", "permitted or refused");
    };
  }

  private static @Nullable String risk(@Nullable String risk) {
    return switch (risk) {
      case null -> null;
      case "low", "medium", "high" -> risk;
      default -> throw Parameters.refused("risk", "low, medium or high");
    };
  }

  private static String cursor(CallView view) {
    Long leaf = view.intent() == null ? view.refusal() : view.intent();
    return String.valueOf(leaf);
  }
}
