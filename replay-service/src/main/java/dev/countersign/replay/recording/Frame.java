package dev.countersign.replay.recording;

import dev.countersign.evidence.record.Digest;
import java.time.Instant;
import org.springframework.util.unit.DataSize;

/// A piece of one direction of a call, as it stood masked on the wire.
///
/// The content is not copied: neither the giver nor the taker changes it.
///
/// @param index counts from 0 in each direction of a call
/// @param last whether the direction ends here
/// @param at when the gateway saw it, to the microsecond
public record Frame(
    RecordedCall call,
    Direction direction,
    int index,
    boolean last,
    Instant at,
    String contentType,
    byte[] content) {
  public static final DataSize MAX_SIZE = DataSize.ofKilobytes(64);

  Digest digest() {
    return Digest.of(content);
  }
}
