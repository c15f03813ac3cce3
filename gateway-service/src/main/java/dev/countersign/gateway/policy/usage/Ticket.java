package dev.countersign.gateway.policy.usage;

import java.time.Clock;
import java.util.List;

/// One counted call. For its own thread.
public final class Ticket {
  private final UsageEntry entry;
  private final List<UsageEntry.Windows> windows;
  private final Clock clock;
  private final long bytes;
  private boolean isBack;

  Ticket(UsageEntry entry, List<UsageEntry.Windows> windows, Clock clock, long bytes) {
    this.entry = entry;
    this.windows = windows;
    this.clock = clock;
    this.bytes = bytes;
  }

  /// Adds the bytes of the answer.
  public void answered(long more) {
    entry.volume(clock.millis(), windows, more);
  }

  /// Takes the call back: it was not carried out. Once is enough.
  public void giveBack() {
    if (!isBack) {
      isBack = true;
      entry.giveBack(clock.millis(), windows, bytes);
    }
  }
}
