package dev.countersign.evidence.bundle;

import dev.countersign.evidence.jws.Jwks;
import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.MalformedRecordException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Reads an evidence bundle front to back: the manifest, then every record, then the end.
///
/// The file is untrusted. Entries must have the names and the order of the format and nothing
/// besides; no name becomes a path; every length is limited here, whatever the file claims; memory
/// does not grow with the records. What breaks the format throws [MalformedBundleException] with
/// the place. Nothing is verified: see [dev.countersign.evidence.verify.Verifier]. Not safe for use
/// by several threads.
public final class BundleReader {
  private final ZipSource zip;
  private final BundleManifest manifest;
  private final byte[] line = new byte[EvidenceRecord.MAX_BYTES - 1];
  private Optional<String> entry;
  private String recordsName = BundleNames.records(0);
  private long recordEntries;
  private long recordsInEntry;

  /// Reads the manifest. The stream is not closed.
  public BundleReader(InputStream in) throws IOException {
    this.zip = new ZipSource(in, BundleNames.MAX_ENTRIES);
    this.entry = zip.next();
    this.manifest = readManifest();
    this.entry = zip.next();
  }

  public BundleManifest manifest() {
    return manifest;
  }

  /// The exact bytes of the next record, or nothing after the last one.
  public Optional<byte[]> nextRecord() throws IOException {
    while (is(recordsName)) {
      int length = zip.readLine(line);
      if (length >= 0) {
        return Optional.of(counted(length));
      }
      if (recordsInEntry == 0) {
        throw zip.malformed("no records");
      }
      recordsInEntry = 0;
      recordsName = BundleNames.records(++recordEntries);
      entry = zip.next();
    }
    return Optional.empty();
  }

  private byte[] counted(int length) {
    if (length == 0) {
      throw zip.malformed("an empty line");
    }
    if (++recordsInEntry > BundleNames.RECORDS_PER_ENTRY) {
      throw zip.malformed("more than 65536 records");
    }
    return Arrays.copyOf(line, length);
  }

  /// Reads what follows the records, up to the end of the file.
  public BundleEnd end() throws IOException {
    expect(manifest.checkpoint());
    byte[] note = zip.readAll(SignedNote.MAX_BYTES);
    entry = zip.next();
    expect(BundleNames.LOG_KEYS);
    List<VerificationKey> log = readKeys();
    var writers = new TreeMap<String, List<VerificationKey>>();
    for (entry = zip.next(); entry.isPresent(); entry = zip.next()) {
      var name = BundleNames.WRITER_KEYS.matcher(entry.get());
      if (!name.matches()
          || !writers.isEmpty() && writers.lastKey().compareTo(name.group(1)) >= 0) {
        throw zip.malformed("unexpected entry");
      }
      writers.put(name.group(1), readKeys());
    }
    zip.finish();
    return new BundleEnd(note, new BundleKeys(log, writers), zip.damage());
  }

  private BundleManifest readManifest() throws IOException {
    expect(BundleNames.MANIFEST);
    byte[] json = zip.readAll(BundleNames.MAX_MANIFEST);
    BundleManifest read;
    try {
      read = EvidenceJson.read(json, BundleManifest.class);
    } catch (MalformedRecordException e) {
      throw zip.malformed("not a manifest: " + e.getMessage());
    }
    if (read.format() != BundleManifest.FORMAT) {
      throw zip.malformed("format: " + read.format() + " (expected: 1)");
    }
    if (read.size() < 0 || !read.checkpoint().equals(BundleManifest.checkpointName(read.size()))) {
      throw zip.malformed("the checkpoint's name does not fit the size");
    }
    return read;
  }

  private List<VerificationKey> readKeys() throws IOException {
    byte[] json = zip.readAll(BundleNames.MAX_KEYS);
    try {
      return Jwks.read(json);
    } catch (MalformedRecordException | IllegalArgumentException e) {
      throw zip.malformed("not a set of public keys: " + e.getMessage());
    }
  }

  private void expect(String name) {
    if (!is(name)) {
      throw zip.malformed("unexpected entry (expected: " + name + ")");
    }
  }

  private boolean is(String name) {
    return entry.filter(name::equals).isPresent();
  }
}
