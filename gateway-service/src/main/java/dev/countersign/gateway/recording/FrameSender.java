package dev.countersign.gateway.recording;

import dev.countersign.gateway.access.Call;
import dev.countersign.gateway.access.Subject;
import dev.countersign.service.messaging.MessageSender;
import dev.countersign.service.messaging.MessageSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/// Puts frames on the recordings topic, keyed by session so that a session's frames keep their
/// order. Thread-safe.
@Component
class FrameSender {
  static final String TOPIC = "countersign.recordings";
  static final String TYPE = "dev.countersign.frame.v1";

  private static final Duration GRACE = Duration.ofSeconds(1);

  private final MessageSender messages;
  private final Duration patience;
  private final Clock clock;

  FrameSender(MessageSender messages, MessageSettings settings, Clock clock) {
    this.messages = messages;
    this.patience = settings.deliverWithin().plus(GRACE);
    this.clock = clock;
  }

  Frames of(Call call) {
    return new Frames(call, this);
  }

  Duration patience() {
    return patience;
  }

  CompletableFuture<Void> send(Call call, Frame frame) {
    return messages.send(
        TOPIC,
        call.session().value(),
        TYPE,
        frame.contentType(),
        frame.bytes(),
        headers(call, frame));
  }

  private Map<String, String> headers(Call call, Frame frame) {
    Subject subject = call.caller().subject();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("cs_call", call.id().toString());
    headers.put("cs_session", call.session().value());
    headers.put("cs_direction", frame.direction());
    headers.put("cs_index", Integer.toString(frame.index()));
    headers.put("cs_last", Boolean.toString(frame.last()));
    headers.put("cs_at", clock.instant().toString());
    headers.put("cs_subject", subject == null ? "" : subject.id());
    headers.put("cs_connection", call.operation().connection());
    headers.put("cs_function", call.operation().function());
    return headers;
  }
}
