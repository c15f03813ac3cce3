package dev.countersign.replay.ingest;

import dev.countersign.replay.recording.Direction;
import dev.countersign.replay.recording.Frame;
import dev.countersign.replay.recording.RecordedCall;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A message on the recordings topic, and the frame it carries.
///
/// Shape: `docs/design/0001-contracts.md`, "Frame". Anything else is refused; nothing is repaired.
record FrameMessage(ConsumerRecord<String, byte[]> message) {
  static final String TYPE = "dev.countersign.frame.v1";

  private static final int UUID_VERSION = 7;
  private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /// @throws MalformedFrameException when the message is not exactly one frame
  Frame frame() {
    FrameHeaders headers = new FrameHeaders(message.headers());
    expect(headers, "ce_specversion", "1.0");
    expect(headers, "ce_type", TYPE);
    return new Frame(
        call(headers),
        parsed(headers, "cs_direction", Direction::parse),
        parsed(headers, "cs_index", FrameMessage::index),
        parsed(headers, "cs_last", FrameMessage::truth),
        parsed(headers, "cs_at", FrameMessage::time),
        headers.filled("content-type"),
        content());
  }

  private RecordedCall call(FrameHeaders headers) {
    String session = parsed(headers, "cs_session", FrameMessage::session);
    if (!session.equals(message.key())) {
      throw new MalformedFrameException("key: not the frame's session");
    }
    return new RecordedCall(
        parsed(headers, "cs_call", FrameMessage::callId),
        session,
        emptyAsAbsent(headers.text("cs_subject")),
        headers.filled("cs_connection"),
        headers.filled("cs_function"));
  }

  private byte[] content() {
    byte[] content = message.value();
    if (content == null) {
      throw new MalformedFrameException("value: missing");
    }
    long limit = Frame.MAX_SIZE.toBytes();
    if (content.length > limit) {
      throw new MalformedFrameException(
          "value: %d bytes (expected: at most %d)".formatted(content.length, limit));
    }
    return content;
  }

  private static void expect(FrameHeaders headers, String name, String value) {
    if (!headers.text(name).equals(value)) {
      throw new MalformedFrameException("%s: unknown (expected: %s)".formatted(name, value));
    }
  }

  private static <T> T parsed(FrameHeaders headers, String name, Function<String, T> parser) {
    try {
      return parser.apply(headers.filled(name));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new MalformedFrameException(name + ": not of its form");
    }
  }

  private static UUID callId(String text) {
    UUID call = UUID.fromString(text);
    return required(call, call.version() == UUID_VERSION && call.toString().equals(text));
  }

  private static String session(String text) {
    return required(text, SESSION.matcher(text).matches());
  }

  private static int index(String text) {
    return Integer.parseInt(required(text, INDEX.matcher(text).matches()));
  }

  private static boolean truth(String text) {
    return Boolean.parseBoolean(required(text, text.equals("true") || text.equals("false")));
  }

  private static Instant time(String text) {
    Instant at = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
    return required(at, !at.isBefore(Instant.EPOCH) && !at.isAfter(LATEST));
  }

  private static <T> T required(T value, boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("not of its form");
    }
    return value;
  }

  private static @Nullable String emptyAsAbsent(String text) {
    return text.isEmpty() ? null : text;
  }
}
