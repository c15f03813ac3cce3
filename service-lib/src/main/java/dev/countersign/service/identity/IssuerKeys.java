package dev.countersign.service.identity;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys of one issuer, kept fresh.
///
/// ## Freshness
///
/// A set younger than `refreshEvery` is used as it is. An older one is used while a new one is
/// fetched beside the call. One older than twice that time is used only when no new one can be had,
/// and for `keepFor` at most. So a withdrawn key counts for twice `refreshEvery` while the issuer
/// answers, and an issuer that is away takes nobody's access for `keepFor`.
///
/// ## Concurrency
///
/// One fetch at a time; calls that need its result wait for it. An unknown key id causes a fetch at
/// most once per `refetchEvery`, whatever callers send. Thread-safe.
final class IssuerKeys {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

  private final ReentrantLock fetching = new ReentrantLock();
  private final AtomicBoolean refreshing = new AtomicBoolean();
  private final String issuer;
  private final KeySetSource source;
  private final KeySettings settings;
  private final Clock clock;
  private volatile KeySet known;
  private volatile Instant triedAt = Instant.MIN;
  private volatile boolean isAway;
  private volatile Instant askedAt = Instant.MIN;

  IssuerKeys(String issuer, KeySetSource source, KeySettings settings, Clock clock) {
    this.issuer = issuer;
    this.source = source;
    this.settings = settings;
    this.clock = clock;
    this.known = KeptKeySets.read(settings.directory(), issuer);
  }

  /// The keys that may have made a signature; none when the issuer has none of that id.
  ///
  /// @throws TokensUnavailableException when the issuer's keys cannot be had
  List<IssuerKey> candidates(@Nullable String id, String algorithm) {
    KeySet set = current();
    List<IssuerKey> found = set.candidates(id, algorithm);
    return found.isEmpty() ? afterRefetch(set, id, algorithm) : found;
  }

  /// Whether the issuer still has the key with this thumbprint.
  boolean holds(String thumbprint) {
    return current().thumbprints().contains(thumbprint);
  }

  private KeySet current() {
    KeySet set = known;
    if (isYounger(set.fetchedAt(), settings.refreshEvery())) {
      return set;
    }
    if (isYounger(set.fetchedAt(), settings.refreshEvery().multipliedBy(2))) {
      refreshBeside();
      return set;
    }
    KeySet fresh = fetchUnless(this::isFreshOrTried);
    if (!isYounger(fresh.fetchedAt(), settings.keepFor())) {
      throw new TokensUnavailableException("The issuer's keys cannot be had now.");
    }
    return fresh;
  }

  private boolean isFreshOrTried(KeySet set) {
    return isYounger(set.fetchedAt(), settings.refreshEvery())
        || isYounger(triedAt, settings.refetchEvery());
  }

  private void refreshBeside() {
    if (!isYounger(triedAt, settings.refetchEvery()) && refreshing.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("issuer-keys")
          .start(() -> {
            try {
              fetchUnless(this::isFreshOrTried);
            } finally {
              refreshing.set(false);
            }
          });
    }
  }

  private List<IssuerKey> afterRefetch(KeySet seen, @Nullable String id, String algorithm) {
    KeySet fresh =
        fetchUnless(set -> {
          if (!set.fetchedAt().equals(seen.fetchedAt())
              || isYounger(askedAt, settings.refetchEvery())) {
            return true;
          }
          askedAt = clock.instant();
          return false;
        });
    List<IssuerKey> found = fresh.candidates(id, algorithm);
    if (found.isEmpty() && isAway) {
      throw new TokensUnavailableException("The issuer cannot be asked for this key now.");
    }
    return found;
  }

  private KeySet fetchUnless(Predicate<KeySet> isGood) {
    fetching.lock();
    try {
      if (!isGood.test(known)) {
        triedAt = clock.instant();
        fetch();
      }
      return known;
    } finally {
      fetching.unlock();
    }
  }

  private void fetch() {
    try {
      byte[] json = source.fetch();
      known = KeySet.parse(json, clock.instant());
      isAway = false;
      KeptKeySets.write(settings.directory(), issuer, json, known.fetchedAt());
    } catch (IOException e) {
      isAway = true;
      LOG.warn("the keys of {} cannot be had: {}", issuer, e.getMessage());
    }
  }

  private boolean isYounger(Instant moment, Duration age) {
    return !moment.equals(Instant.MIN) && clock.instant().isBefore(moment.plus(age));
  }
}
