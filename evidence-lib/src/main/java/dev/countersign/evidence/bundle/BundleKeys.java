package dev.countersign.evidence.bundle;

import dev.countersign.evidence.jws.VerificationKey;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Public keys: the log's, and those of each writer.
public record BundleKeys(
    List<VerificationKey> log, SortedMap<String, List<VerificationKey>> writers) {
  public BundleKeys {
    log = List.copyOf(log);
    writers = Collections.unmodifiableSortedMap(new TreeMap<>(writers));
  }
}
