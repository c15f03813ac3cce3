package dev.countersign.evidence.bundle;

import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.timestamp.Timestamp;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Reads an evidence bundle front to back, in the order of the methods: the manifest, every line,
/// every checkpoint, the keys, every policy, retention, every timestamp, the end.
///
/// The file is untrusted. Entries must have the names and the order of the format and nothing
/// besides; no name becomes a path; every length is limited here, whatever the file claims; memory
/// does not grow with the records. What breaks the format throws [MalformedBundleException] with
/// the place. Nothing is verified: see [dev.countersign.evidence.verify.Verifier]. Not safe for use
/// by several threads.
public final class BundleReader {
  private final ZipSource zip;
  private final BundleManifest manifest;
  private final byte[] spare = new byte[EvidenceRecord.MAX_BYTES - 1];
  private Optional<String> entry;
  private String recordsName = BundleNames.records(0);
  private long recordEntries;
  private long linesInEntry;
  private int checkpoints;
  private long checkpointBefore = -1;
  private int policies;
  private String policyBefore = "";
  private int timestamps;
  private long timestampBefore = -1;

  /// Reads the manifest. The stream is not closed.
  public BundleReader(InputStream in) throws IOException {
    this(new ZipSource(in, BundleNames.MAX_ENTRIES));
  }

  /// A reader for looking ahead of another one: it leaves checksums to that one and cannot
  /// [#finish].
  public static BundleReader ahead(InputStream in) throws IOException {
    return new BundleReader(new ZipSource(in, BundleNames.MAX_ENTRIES, false));
  }

  private BundleReader(ZipSource zip) throws IOException {
    this.zip = zip;
    this.entry = zip.next();
    expect(BundleNames.MANIFEST);
    this.manifest = BundleParts.manifest(zip);
    this.entry = zip.next();
  }

  public BundleManifest manifest() {
    return manifest;
  }

  /// The exact bytes of the next line, a record or the stub of one, or nothing after the last one.
  public Optional<byte[]> nextLine() throws IOException {
    return nextLineInPlace().map(Line::bytes);
  }

  /// The same, without a copy: the line is good until anything else is read.
  public Optional<Line> nextLineInPlace() throws IOException {
    while (is(recordsName)) {
      Optional<Line> line = zip.readLine(spare);
      if (line.isPresent()) {
        count(line.get());
        return line;
      }
      if (linesInEntry == 0) {
        throw zip.malformed("no records");
      }
      linesInEntry = 0;
      recordsName = BundleNames.records(++recordEntries);
      entry = zip.next();
    }
    return Optional.empty();
  }

  private void count(Line line) {
    if (line.length() == 0) {
      throw zip.malformed("an empty line");
    }
    if (++linesInEntry > BundleNames.RECORDS_PER_ENTRY) {
      throw zip.malformed("more than 65536 records");
    }
  }

  /// The next checkpoint, or nothing after the newest one.
  public Optional<BundleCheckpoint> nextCheckpoint() throws IOException {
    if (checkpoints == manifest.checkpoints()) {
      return Optional.empty();
    }
    if (++checkpoints == manifest.checkpoints()) {
      expect(manifest.checkpoint());
    }
    long size = BundleNames.checkpointSize(entry.orElse("")).orElse(-1);
    if (size <= checkpointBefore) {
      throw zip.malformed("unexpected entry (expected: a checkpoint of a larger size)");
    }
    checkpointBefore = size;
    byte[] note = zip.readAll(SignedNote.MAX_BYTES);
    entry = zip.next();
    return Optional.of(new BundleCheckpoint(size, note));
  }

  /// The keys of the log and of all writers.
  public BundleKeys keys() throws IOException {
    expect(BundleNames.LOG_KEYS);
    List<VerificationKey> log = BundleParts.keys(zip);
    var writers = new TreeMap<String, List<VerificationKey>>();
    for (entry = zip.next(); entry.isPresent(); entry = zip.next()) {
      var name = BundleNames.WRITER_KEYS.matcher(entry.get());
      if (!name.matches()) {
        break;
      }
      if (!writers.isEmpty() && writers.lastKey().compareTo(name.group(1)) >= 0) {
        throw zip.malformed("unexpected entry");
      }
      writers.put(name.group(1), BundleParts.keys(zip));
    }
    return new BundleKeys(log, writers);
  }

  /// The next policy document, or nothing after the last one.
  public Optional<BundlePolicy> nextPolicy() throws IOException {
    if (policies == manifest.policies()) {
      return Optional.empty();
    }
    policies++;
    var name = BundleNames.POLICY.matcher(entry.orElse(""));
    if (!name.matches() || name.group(1).compareTo(policyBefore) <= 0) {
      throw zip.malformed("unexpected entry (expected: another policy)");
    }
    policyBefore = name.group(1);
    byte[] document = zip.readAll(BundleNames.MAX_POLICY);
    entry = zip.next();
    return Optional.of(new BundlePolicy(Digest.parse("sha-256:" + policyBefore), document));
  }

  /// How long records were to be kept; nothing in a bundle of the first format.
  public BundleRetention retention() throws IOException {
    if (manifest.format() == BundleManifest.FIRST_FORMAT) {
      return BundleRetention.NONE;
    }
    expect(BundleNames.RETENTION);
    BundleRetention retention = BundleParts.retention(zip);
    entry = zip.next();
    return retention;
  }

  /// The next timestamp, or nothing after the last one.
  public Optional<BundleTimestamp> nextTimestamp() throws IOException {
    if (timestamps == manifest.timestampCount()) {
      return Optional.empty();
    }
    timestamps++;
    long size = BundleNames.timestampSize(entry.orElse("")).orElse(-1);
    if (size <= timestampBefore) {
      throw zip.malformed("unexpected entry (expected: a timestamp of a larger size)");
    }
    timestampBefore = size;
    byte[] token = zip.readAll(Timestamp.MAX_BYTES);
    entry = zip.next();
    return Optional.of(new BundleTimestamp(size, token));
  }

  /// Reads to the end of the file and tells what is wrong with the file itself: checksums,
  /// directory; nothing in a whole file.
  public List<String> finish() throws IOException {
    if (entry.isPresent()) {
      throw zip.malformed("unexpected entry");
    }
    zip.finish();
    return zip.damage();
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
