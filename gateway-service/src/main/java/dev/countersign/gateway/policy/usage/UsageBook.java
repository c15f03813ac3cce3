package dev.countersign.gateway.policy.usage;

import dev.countersign.gateway.access.Actor;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.Subject;
import dev.countersign.gateway.config.expression.PastUse;
import dev.countersign.gateway.config.rule.Quota;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Remembers what each caller used of each function.
///
/// ## Who is counted
///
/// The subject; without one, the current actor. Each with its issuer, for each function of each
/// connection apart.
///
/// ## Limits
///
/// A bounded number of entries. When it is reached, entries whose last use is longer ago than any
/// quota looks are let go, the ones remembered for `first_use` only. Where that does not help,
/// newcomers are not remembered: to them every use is the first, and calls under a quota are
/// refused.
///
/// ## Concurrency
///
/// Thread-safe; an entry is locked while it counts.
public final class UsageBook {
  private static final long LONGEST_WINDOW = Duration.ofDays(1).toMillis();
  private static final long PAUSE_MILLIS = 1_000;

  private final Map<UsageKey, UsageEntry> entries = new ConcurrentHashMap<>();
  private final AtomicLong cleaned = new AtomicLong(Long.MIN_VALUE);
  private final Clock clock;
  private final UsageSettings settings;

  public UsageBook(Clock clock, UsageSettings settings) {
    this.clock = clock;
    this.settings = settings;
  }

  record UsageKey(boolean isActor, String issuer, String id, String connection, String function) {}

  /// What came of a try to use something.
  public sealed interface Try {
    /// It is counted.
    record Taken(Ticket ticket) implements Try {}

    /// A quota is used up.
    ///
    /// @param quota its name
    record Exceeded(String quota, Duration retryAfter) implements Try {}
  }

  /// What the caller of an operation has used of it before.
  public PastUse past(Operation operation, Caller caller) {
    UsageEntry entry = entries.get(key(operation, caller));
    long now = clock.millis();
    return entry == null || now - entry.lastUse() > settings.remember().toMillis()
        ? PastUse.NONE
        : entry.past(now);
  }

  /// Counts a call, where every quota that covers it has room.
  ///
  /// @param bytes of its arguments
  public Try take(Operation operation, Caller caller, List<Quota> quotas, long bytes) {
    List<Quota> covering =
        quotas.stream().filter(quota -> quota.functions().contains(operation.function())).toList();
    long now = clock.millis();
    UsageEntry entry = entry(key(operation, caller), now);
    if (entry == null) {
      return covering.isEmpty()
          ? new Try.Taken(new Ticket(new UsageEntry(now), List.of(), clock, bytes))
          : new Try.Exceeded(covering.getFirst().name(), Duration.ofMinutes(1));
    }
    return entry.take(now, covering, bytes, clock);
  }

  private @Nullable UsageEntry entry(UsageKey key, long now) {
    UsageEntry known = entries.get(key);
    if (known != null || !hasRoom(now)) {
      return known;
    }
    return entries.computeIfAbsent(key, _ -> new UsageEntry(now));
  }

  private boolean hasRoom(long now) {
    if (entries.size() < settings.maxEntries()) {
      return true;
    }
    long last = cleaned.get();
    if ((last == Long.MIN_VALUE || now - last >= PAUSE_MILLIS)
        && cleaned.compareAndSet(last, now)) {
      entries.values().removeIf(entry -> now - entry.lastUse() > LONGEST_WINDOW);
    }
    return entries.size() < settings.maxEntries();
  }

  /// How many entries there are.
  public int size() {
    return entries.size();
  }

  private static UsageKey key(Operation operation, Caller caller) {
    Subject subject = caller.subject();
    if (subject != null) {
      return new UsageKey(
          false, subject.issuer(), subject.id(), operation.connection(), operation.function());
    }
    Actor actor = caller.currentActor().orElseThrow();
    return new UsageKey(
        true, actor.issuer(), actor.id(), operation.connection(), operation.function());
  }
}
