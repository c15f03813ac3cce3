package dev.countersign.replay.recording;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.evidence.record.Digest;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A frame as auditors see it: its bytes as `text` where they are text, else as `base64`.
///
/// @param digest SHA-256 of the bytes shown, or of those that were erased
/// @param erasedAt when the bytes were erased; then there is neither text nor base64
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
    @Nullable String base64,
    @Nullable Instant erasedAt) {

  static FrameView of(Frame frame, Digest digest) {
    String text = FrameText.of(frame.contentType(), frame.content());
    String base64 = text == null ? Base64.getEncoder().encodeToString(frame.content()) : null;
    return of(frame, digest, text, base64, null);
  }

  static FrameView erased(Frame frame, Digest digest, Instant erasedAt) {
    return of(frame, digest, null, null, erasedAt);
  }

  private static FrameView of(
      Frame frame,
      Digest digest,
      @Nullable String text,
      @Nullable String base64,
      @Nullable Instant erasedAt) {
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
        base64,
        erasedAt);
  }
}
