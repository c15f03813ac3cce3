package dev.countersign.audit.receipt;

import dev.countersign.audit.settings.AuditSettings;
import dev.countersign.service.problem.ProblemException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// How many receipts one subject may redeem in a minute at this replica: each verdict is a record,
/// and anybody with a valid token may ask.
///
/// Counts are forgotten with their minute. Where more subjects ask in one minute than are counted,
/// those that are not share one count. Thread-safe.
@Component
class RedemptionLimit {
  private static final int MOST_SUBJECTS = 10_000;
  private static final long MINUTE_MILLIS = 60_000;

  private final ReentrantLock counting = new ReentrantLock();
  private final Map<Subject, Integer> counts = new HashMap<>();
  private final Clock clock;
  private final int most;
  private long minute;

  RedemptionLimit(AuditSettings settings, Clock clock) {
    this.most = settings.receiptsPerMinute();
    this.clock = clock;
  }

  private record Subject(String issuer, String id) {
    static final Subject OTHERS = new Subject("", "");
  }

  /// Counts one.
  ///
  /// @throws ProblemException `too-many-receipts` when it is one too many
  void count(String issuer, String subject) {
    if (!isWithin(new Subject(issuer, subject))) {
      throw new ProblemException(
          HttpStatus.TOO_MANY_REQUESTS,
          "too-many-receipts",
          "receipts in this minute: more than %d. Try again in the next one.".formatted(most));
    }
  }

  private boolean isWithin(Subject subject) {
    counting.lock();
    try {
      long now = Math.floorDiv(clock.millis(), MINUTE_MILLIS);
      if (now != minute) {
        minute = now;
        counts.clear();
      }
      boolean known = counts.containsKey(subject) || counts.size() < MOST_SUBJECTS;
      return counts.merge(known ? subject : Subject.OTHERS, 1, Integer::sum) <= most;
    } finally {
      counting.unlock();
    }
  }
}
