package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.BundleTimestamp;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.timestamp.MalformedTimestampException;
import dev.countersign.evidence.timestamp.Timestamp;
import dev.countersign.evidence.timestamp.TimestampAuthorities;
import java.util.Map;
import java.util.Optional;

/// Checks that each timestamp is over the text of its checkpoint and signed by the certificate that
/// it brings along; and, where authorities are named, that the newest one that holds is by one of
/// them.
final class TimestampCheck {
  private final Optional<TimestampAuthorities> authorities;
  private final Findings findings;
  private Optional<TimestampSummary> newest = Optional.empty();

  TimestampCheck(Optional<TimestampAuthorities> authorities, Findings findings) {
    this.authorities = authorities;
    this.findings = findings;
  }

  /// @param texts the digest of each checkpoint's text, by its size
  void accept(BundleTimestamp bundled, Map<Long, Digest> texts) {
    String expected = "a timestamp over the checkpoint of " + bundled.size() + " leaves";
    Digest text = texts.get(bundled.size());
    if (text == null) {
      findings.add(FindingKind.BAD_TIMESTAMP, "such a checkpoint", expected + " alone");
      return;
    }
    try {
      var timestamp = Timestamp.parse(bundled.token());
      if (!timestamp.isOf(text)) {
        findings.add(FindingKind.BAD_TIMESTAMP, expected, "one over something else");
        return;
      }
      timestamp.requireSignature();
      keep(bundled.size(), timestamp);
    } catch (MalformedTimestampException e) {
      findings.add(FindingKind.BAD_TIMESTAMP, expected, String.valueOf(e.getMessage()));
    }
  }

  private void keep(long size, Timestamp timestamp) {
    boolean trusted = authorities.filter(named -> named.trust(timestamp)).isPresent();
    if (trusted || newest.filter(TimestampSummary::trusted).isEmpty()) {
      newest =
          Optional.of(new TimestampSummary(size, timestamp.time(), timestamp.authority(), trusted));
    }
  }

  /// The newest timestamp that holds; where authorities are named, rather one of theirs.
  Optional<TimestampSummary> finish() {
    boolean trusted = newest.filter(TimestampSummary::trusted).isPresent();
    String found = newest.map(TimestampSummary::authority).orElse("none");
    if (authorities.isPresent() && !trusted) {
      findings.add(FindingKind.TIMESTAMP_MISSING, "one by an authority of --tsa", found);
    } else if (newest.isPresent() && !trusted) {
      findings.add(FindingKind.TIMESTAMP_UNCHECKED, "authorities to believe", found);
    }
    return newest;
  }
}
