package dev.countersign.evidence.bundle;

import dev.countersign.evidence.jws.Jwks;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.Stub;
import dev.countersign.evidence.timestamp.Timestamp;
import java.io.IOException;
import java.io.OutputStream;

/// Writes an evidence bundle front to back: the manifest, every record or its stub in leaf order,
/// checkpoints, keys, policies, retention and timestamps.
///
/// The same log gives the same bytes. Nothing is held back but one block of 64 KiB, so the stream
/// may go straight to a client. The stream is not closed. When [#finish] was not reached, what was
/// written is no bundle and its reader says so. Not safe for use by several threads.
public final class BundleWriter {
  private static final byte[] LINE_FEED = {'\n'};

  private final ZipSink zip;
  private final BundleManifest manifest;
  private long records;
  private long stubs;
  private long linesInEntry;
  private long entries;
  private boolean entryOpen;

  /// Begins a bundle by writing its manifest.
  public BundleWriter(OutputStream out, BundleManifest manifest) throws IOException {
    this.zip = new ZipSink(out);
    this.manifest = manifest;
    zip.entry(BundleNames.MANIFEST, EvidenceJson.write(manifest));
  }

  /// Adds the record of the next leaf, as its exact bytes.
  ///
  /// @throws IllegalArgumentException when the bytes are no single line or too long for a record
  public void record(byte[] jws) throws IOException {
    line(jws);
    records++;
  }

  /// Adds the stub of the next leaf, whose record was pruned.
  ///
  /// @throws IllegalArgumentException when it is of another leaf
  public void stub(Stub stub) throws IOException {
    require("leaf", stub.leaf(), records + stubs);
    line(stub.line());
    stubs++;
  }

  /// How many lines were added.
  public long lines() {
    return records + stubs;
  }

  private void line(byte[] line) throws IOException {
    if (line.length == 0 || line.length >= EvidenceRecord.MAX_BYTES) {
      throw new IllegalArgumentException(
          "record length: %d (expected: 1 to %d)"
              .formatted(line.length, EvidenceRecord.MAX_BYTES - 1));
    }
    for (byte b : line) {
      if (b == '\n') {
        throw new IllegalArgumentException("record: holds a line feed");
      }
    }
    if (linesInEntry == BundleNames.RECORDS_PER_ENTRY
        || zip.entryLength() >= BundleNames.BYTES_PER_ENTRY) {
      endEntry();
    }
    if (!entryOpen) {
      zip.begin(BundleNames.records(entries++));
      entryOpen = true;
    }
    zip.write(line);
    zip.write(LINE_FEED);
    linesInEntry++;
  }

  private void endEntry() throws IOException {
    if (entryOpen) {
      zip.end();
      entryOpen = false;
      linesInEntry = 0;
    }
  }

  /// Ends the bundle.
  ///
  /// @throws IllegalArgumentException when there is more or less of anything than the manifest
  ///   says, something is out of order or too long
  public void finish(BundleClosing closing) throws IOException {
    require("records", records, manifest.records());
    require("stubs", stubs, manifest.pruned());
    endEntry();
    checkpoints(closing.checkpoints());
    zip.entry(BundleNames.LOG_KEYS, Jwks.write(closing.logKeys()));
    for (var writer : closing.writerKeys().entrySet()) {
      zip.entry(BundleNames.writerKeys(writer.getKey()), Jwks.write(writer.getValue()));
    }
    policies(closing.policies());
    zip.entry(BundleNames.RETENTION, EvidenceJson.write(closing.retention()));
    timestamps(closing.timestamps());
    zip.finish();
  }

  private void checkpoints(Iterable<BundleCheckpoint> checkpoints) throws IOException {
    long before = -1;
    int count = 0;
    for (var checkpoint : checkpoints) {
      limit("checkpoint", checkpoint.note(), SignedNote.MAX_BYTES);
      if (checkpoint.size() <= before) {
        throw new IllegalArgumentException(
            "checkpoint size: %d (expected: > %d)".formatted(checkpoint.size(), before));
      }
      zip.entry(BundleNames.checkpoint(checkpoint.size()), checkpoint.note());
      before = checkpoint.size();
      count++;
    }
    require("size of the last checkpoint", before, manifest.size());
    require("checkpoints", count, manifest.checkpoints());
  }

  private void policies(Iterable<byte[]> policies) throws IOException {
    String before = "";
    int count = 0;
    for (byte[] document : policies) {
      limit("policy", document, BundleNames.MAX_POLICY);
      String name = Digest.of(document).hex();
      if (name.compareTo(before) <= 0) {
        throw new IllegalArgumentException(
            "policy: %s (expected: after %s)".formatted(name, before));
      }
      zip.entry(BundleNames.policy(name), document);
      before = name;
      count++;
    }
    require("policies", count, manifest.policies());
  }

  private void timestamps(Iterable<BundleTimestamp> timestamps) throws IOException {
    long before = -1;
    int count = 0;
    for (var timestamp : timestamps) {
      limit("timestamp", timestamp.token(), Timestamp.MAX_BYTES);
      if (timestamp.size() <= before) {
        throw new IllegalArgumentException(
            "timestamp size: %d (expected: > %d)".formatted(timestamp.size(), before));
      }
      zip.entry(BundleNames.timestamp(timestamp.size()), timestamp.token());
      before = timestamp.size();
      count++;
    }
    require("timestamps", count, manifest.timestampCount());
  }

  private static void limit(String what, byte[] content, int most) {
    if (content.length > most) {
      throw new IllegalArgumentException(
          "%s length: %d (expected: <= %d)".formatted(what, content.length, most));
    }
  }

  private static void require(String what, long found, long expected) {
    if (found != expected) {
      throw new IllegalArgumentException("%s: %d (expected: %d)".formatted(what, found, expected));
    }
  }
}
