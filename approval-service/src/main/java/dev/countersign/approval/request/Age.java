package dev.countersign.approval.request;

import java.time.Instant;
import java.util.UUID;

/// The ids of approvals rise with time (UUID version 7, RFC 9562 §5.7), so that an age is a range
/// of ids.
final class Age {
  private static final int VERSION = 0x7000;

  private Age() {}

  /// The lowest id that can have been given at this moment.
  static UUID firstIdOf(Instant moment) {
    long millis = Math.max(0, moment.toEpochMilli());
    return new UUID(millis << 16 | VERSION, Long.MIN_VALUE);
  }
}
