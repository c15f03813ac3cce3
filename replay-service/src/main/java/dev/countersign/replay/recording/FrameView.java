package dev.countersign.replay.recording;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.evidence.record.Digest;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A frame as auditors see it: its bytes as `text` where they are text, else as `base64`.
///
/// @param digest SHA-256 of the bytes shown
@JsonInclude(JsonInclude.Include.NON_NULL)
record FrameView(
    UUID call,
    String function,
    String connection,
    @Nullable String subject,
    String direction,
    int index,
    boolean last,
    Instant at,
    String contentType,
    Digest digest,
    @Nullable String text,
    @Nullable String base64) {

  static FrameView of(Frame frame, Digest digest) {
    String text = FrameText.of(frame.contentType(), frame.content());
    return new FrameView(
        frame.call().call(),
        frame.call().function(),
        frame.call().connection(),
        frame.call().subject(),
        frame.direction().text(),
        frame.index(),
        frame.last(),
        frame.at(),
        frame.contentType(),
        digest,
        text,
        text == null ? Base64.getEncoder().encodeToString(frame.content()) : null);
  }
}
