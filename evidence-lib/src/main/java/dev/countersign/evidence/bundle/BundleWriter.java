package dev.countersign.evidence.bundle;

import dev.countersign.evidence.jws.Jwks;
import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.SortedMap;

/// Writes an evidence bundle front to back: the manifest, every record in leaf order, the
/// checkpoint and the keys.
///
/// The same log gives the same bytes. Nothing is held back but one block of 64 KiB, so the stream
/// may go straight to a client. The stream is not closed. When [#finish] was not reached, what was
/// written is no bundle and its reader says so. Not safe for use by several threads.
public final class BundleWriter {
  private static final byte[] LINE_FEED = {'\n'};

  private final ZipSink zip;
  private final BundleManifest manifest;
  private long records;
  private long recordsInEntry;
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
    if (jws.length == 0 || jws.length >= EvidenceRecord.MAX_BYTES) {
      throw new IllegalArgumentException(
          "record length: %d (expected: 1 to %d)"
              .formatted(jws.length, EvidenceRecord.MAX_BYTES - 1));
    }
    for (byte b : jws) {
      if (b == '\n') {
        throw new IllegalArgumentException("record: holds a line feed");
      }
    }
    if (recordsInEntry == BundleNames.RECORDS_PER_ENTRY
        || zip.entryLength() >= BundleNames.BYTES_PER_ENTRY) {
      endEntry();
    }
    if (!entryOpen) {
      zip.begin(BundleNames.records(entries++));
      entryOpen = true;
    }
    zip.write(jws);
    zip.write(LINE_FEED);
    recordsInEntry++;
    records++;
  }

  private void endEntry() throws IOException {
    if (entryOpen) {
      zip.end();
      entryOpen = false;
      recordsInEntry = 0;
    }
  }

  /// Ends the bundle.
  ///
  /// @throws IllegalStateException when there are more or fewer records than the manifest says
  public void finish(
      SignedNote checkpoint,
      List<VerificationKey> logKeys,
      SortedMap<String, List<VerificationKey>> writerKeys)
      throws IOException {
    if (records != manifest.records()) {
      throw new IllegalStateException(
          "records: %d (expected: %d)".formatted(records, manifest.records()));
    }
    endEntry();
    zip.entry(manifest.checkpoint(), checkpoint.bytes());
    zip.entry(BundleNames.LOG_KEYS, Jwks.write(logKeys));
    for (var writer : writerKeys.entrySet()) {
      zip.entry(BundleNames.writerKeys(writer.getKey()), Jwks.write(writer.getValue()));
    }
    zip.finish();
  }
}
