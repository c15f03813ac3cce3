package dev.countersign.approval.live;

import dev.countersign.approval.description.Problems;
import dev.countersign.approval.live.EventLog.Event;
import dev.countersign.approval.request.ApprovalRegister;
import dev.countersign.approval.request.Visibility;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Live lists as server-sent events (WHATWG HTML §9.2): each says which approval changed, and to
/// what; the reader asks for the rest. A virtual thread for each stream, to the end of its token.
@RestController
@Tag(name = "Approvals")
class EventController {
  private static final int BATCH = 500;

  private final Feed feed;
  private final EventLog events;
  private final ApprovalRegister register;
  private final Visibility visibility;

  EventController(Feed feed, EventLog events, ApprovalRegister register, Visibility visibility) {
    this.feed = feed;
    this.events = events;
    this.register = register;
    this.visibility = visibility;
  }

  @GetMapping(path = "/api/v1/approvals/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "Tells live what changes",
      description =
          "Events `approval` with `{id, state, at}`, of what the caller may see; the same may come"
              + " twice. `reset`: events were missed, load the list anew. 503 `too-many-listeners`.")
  @Problems
  void events(
      @AuthenticationPrincipal VerifiedToken caller,
      @Parameter(description = "Where an earlier stream ended.")
          @RequestHeader(name = "Last-Event-ID", required = false)
          @Nullable String lastEventId,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    try (Feed.Listener listener = feed.listen().orElseThrow(EventController::noRoom)) {
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
      response.setHeader("Cache-Control", "no-store");
      Stream stream = new Stream(caller, response.getOutputStream());
      stream.send(": welcome\n\n");
      Position last = catchUp(stream, lastEventId);
      follow(stream, listener, last);
    }
  }

  // Listens before it catches up, so that nothing falls between.
  private Position catchUp(Stream stream, @Nullable String lastEventId) throws IOException {
    if (lastEventId == null) {
      return events.end();
    }
    Position place = Position.parse(lastEventId).orElse(Position.START);
    if (place.equals(Position.START) || !events.reaches(place)) {
      stream.send("event: reset\ndata: {}\n\n");
      return events.end();
    }
    List<Event> batch;
    do {
      batch = events.after(place, BATCH);
      for (Event event : batch) {
        stream.send(event);
        place = event.position();
      }
    } while (batch.size() == BATCH);
    return place;
  }

  private void follow(Stream stream, Feed.Listener listener, Position from)
      throws IOException, InterruptedException {
    while (!listener.isEnded() && register.now().isBefore(stream.caller().expiresAt())) {
      Event event = listener.next();
      if (event == null) {
        stream.send(": still here\n\n");
      } else if (event.position().compareTo(from) > 0) {
        stream.send(event);
      }
    }
  }

  /// The way to one reader.
  private final class Stream {
    private final VerifiedToken caller;
    private final OutputStream out;

    Stream(VerifiedToken caller, OutputStream out) {
      this.caller = caller;
      this.out = out;
    }

    VerifiedToken caller() {
      return caller;
    }

    void send(Event event) throws IOException {
      boolean visible =
          register
              .find(event.approval())
              .filter(approval -> visibility.isVisible(approval, caller))
              .isPresent();
      if (visible) {
        send(
            "id: %s\nevent: approval\ndata: {\"id\":\"%s\",\"state\":\"%s\",\"at\":\"%s\"}\n\n"
                .formatted(event.position(), event.approval(), event.state(), event.at()));
      }
    }

    void send(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  private static ProblemException noRoom() {
    return new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE, "too-many-listeners", "Too many listen already.");
  }
}
