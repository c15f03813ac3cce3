package dev.countersign.replay.recording;

import dev.countersign.replay.recording.Cursor.AfterFrame;
import dev.countersign.replay.recording.Cursor.AfterSession;
import dev.countersign.service.identity.VerifiedToken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The recordings over HTTP. Every answer leaves an `evidence.read` record before it is given.
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "recordings", description = "What went through the gateway, masked, frame by frame.")
class RecordingController {
  private static final String SESSION = "[A-Za-z0-9._:-]{1,128}";

  private final FrameReader reader;
  private final ReadsOnRecord reads;

  RecordingController(FrameReader reader, ReadsOnRecord reads) {
    this.reader = reader;
    this.reads = reads;
  }

  @GetMapping("/sessions")
  @Operation(summary = "Recorded sessions, the newest first")
  Page<SessionSummary> sessions(
      @Parameter(hidden = true) @AuthenticationPrincipal VerifiedToken caller,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    Page<SessionSummary> page = reader.sessions(AfterSession.parse(cursor), limit);
    return reads.show(caller, "recordings.sessions", query("", limit, cursor), page);
  }

  @GetMapping("/sessions/{session}/frames")
  @Operation(summary = "The frames of a session, in the order in which they went over the wire")
  Page<FrameView> framesOfSession(
      @Parameter(hidden = true) @AuthenticationPrincipal VerifiedToken caller,
      @PathVariable @Pattern(regexp = SESSION) String session,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    Page<FrameView> page = reader.framesOfSession(session, AfterFrame.parse(cursor), limit);
    String query = query("session=" + session + "&", limit, cursor);
    return cursor == null
        ? reads.showExisting(caller, "recordings.session-frames", query, page)
        : reads.show(caller, "recordings.session-frames", query, page);
  }

  @GetMapping("/calls/{call}/frames")
  @Operation(summary = "The frames of one call, requests before responses")
  Page<FrameView> framesOfCall(
      @Parameter(hidden = true) @AuthenticationPrincipal VerifiedToken caller,
      @PathVariable UUID call,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    Page<FrameView> page = reader.framesOfCall(call, AfterFrame.parse(cursor), limit);
    String query = query("call=" + call + "&", limit, cursor);
    return cursor == null
        ? reads.showExisting(caller, "recordings.call-frames", query, page)
        : reads.show(caller, "recordings.call-frames", query, page);
  }

  private static String query(String what, int limit, @Nullable String cursor) {
    return what + "limit=" + limit + (cursor == null ? "" : "&cursor=" + cursor);
  }
}
