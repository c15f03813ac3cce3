package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.BundleCheckpoint;
import dev.countersign.evidence.bundle.BundleClosing;
import dev.countersign.evidence.bundle.BundleKeys;
import dev.countersign.evidence.bundle.BundleManifest;
import dev.countersign.evidence.bundle.BundleRetention;
import dev.countersign.evidence.bundle.BundleTimestamp;
import dev.countersign.evidence.bundle.BundleWriter;
import dev.countersign.evidence.bundle.Parts;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.MalformedJwsException;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.log.Frontier;
import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.KeepingBody.RecordsPruned;
import dev.countersign.evidence.record.MalformedRecordException;
import dev.countersign.evidence.record.RecordBody.WriterHeartbeat;
import dev.countersign.evidence.record.Stub;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A log of three writers, every part of which a test may spoil before it becomes a bundle.
final class TestLog {
  static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  static final String ORIGIN = "countersign.dev/test";

  static final byte[] POLICY = "policy".getBytes(StandardCharsets.UTF_8);
  static final BundleRetention RETENTION =
      new BundleRetention(
          new TreeMap<>(Map.of("standard", "P400D")),
          new TreeMap<>(Map.of("payments", "standard")));

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String seed;
  private int keysMade;

  final SigningKey logKey;
  final TreeMap<String, List<VerificationKey>> writerKeys = new TreeMap<>();
  final List<byte[]> records = new ArrayList<>();
  final Pen gateway;
  final Pen approval;
  final Pen audit;

  /// Sizes of earlier checkpoints, as far as the log has them.
  final TreeSet<Long> earlier = new TreeSet<>();

  /// By digest.
  final TreeMap<String, byte[]> policies = new TreeMap<>(Map.of(Digest.of(POLICY).hex(), POLICY));

  /// By the size of their checkpoints.
  final TreeMap<Long, byte[]> timestamps = new TreeMap<>();

  /// What the bundle carries instead of what fits the records.
  List<VerificationKey> publishedLogKeys;

  final TreeMap<Long, SignedNote> notes = new TreeMap<>();
  @Nullable SignedNote sealed;
  @Nullable BundleManifest promised;

  TestLog() {
    this(Long.toHexString(RANDOM.nextLong()));
  }

  /// A log whose keys depend on nothing but the seed.
  TestLog(String seed) {
    this.seed = seed;
    logKey = anotherKey();
    publishedLogKeys = List.of(logKey.verification());
    gateway = pen("gateway-0", 1000);
    approval = pen("approval-0", 1000);
    audit = pen("audit-0", 1000);
  }

  static SigningKey freshKey() {
    return SigningKey.generate(RANDOM);
  }

  /// A key that nobody knows yet.
  SigningKey anotherKey() {
    byte[] secret = Digest.of((seed + "/" + keysMade++).getBytes(StandardCharsets.UTF_8)).bytes();
    String d = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return SigningKey.fromJwk(Map.of("kty", "OKP", "crv", "Ed25519", "d", d));
  }

  private Pen pen(String writer, long epoch) {
    SigningKey key = anotherKey();
    writerKeys.put(writer, List.of(key.verification()));
    return new Pen(this, writer, key, epoch);
  }

  static TestLog standard() {
    return standard(Long.toHexString(RANDOM.nextLong()));
  }

  /// A day in order: a permitted call, one with approval, one that a crash cut off, one under way.
  static TestLog standard(String seed) {
    var log = new TestLog(seed);
    log.earlier.addAll(List.of(5L, 12L));
    log.audit.open();
    log.gateway.open();
    log.approval.open();
    Digest first = log.gateway.write(TestBodies.intent("call-a", null));
    log.gateway.write(TestBodies.outcome("call-a", first));
    log.gateway.write(TestBodies.refused("call-b"));
    log.approval.write(TestBodies.requested("approval-p", "call-b"));
    log.approval.write(TestBodies.approved("approval-p", "lea"));
    log.approval.write(TestBodies.consumed("approval-p", "call-c"));
    Digest second = log.gateway.write(TestBodies.intent("call-c", "approval-p"));
    log.gateway.write(TestBodies.outcome("call-c", second));
    Digest cut = log.gateway.write(TestBodies.intent("call-d", null));
    log.gateway.reopen(2000);
    log.audit.write(TestBodies.unknown("call-d", cut));
    log.gateway.write(TestBodies.intent("call-e", null));
    log.audit.write(new WriterHeartbeat(2));
    return log;
  }

  /// The same, after its calls without approval were pruned under a statement, with two holds.
  static TestLog pruned(String seed) {
    var log = standard(seed);
    log.audit.write(TestBodies.hold("hold-a", "another"));
    log.audit.write(TestBodies.hold("hold-b", "payments"));
    log.audit.write(TestBodies.released("hold-b"));
    log.audit.time = log.audit.time.plusSeconds(61);
    log.audit.write(log.prune(List.of("hold-a"), 3, 4, 5));
    return log;
  }

  /// Replaces records by their stubs and gives the statement that has to be written about it.
  RecordsPruned prune(List<String> holds, int... leaves) {
    var tree = new Frontier();
    for (int leaf : leaves) {
      byte[] jws = records.get(leaf);
      var record = EvidenceJson.readRecord(Jws.parse(jws).unverifiedPayload());
      var stub =
          Stub.of(leaf, TreeHash.leaf(jws), Digest.of(jws), record, "standard", TestBodies.MONTH);
      records.set(leaf, stub.line());
      tree.append(TreeHash.leaf(stub.line()));
    }
    return new RecordsPruned(
        "standard",
        TestBodies.MONTH,
        TestBodies.NEXT_MONTH,
        leaves[0],
        leaves[leaves.length - 1],
        leaves.length,
        tree.root(),
        holds);
  }

  /// Fixes the checkpoints to the records as they are now.
  TestLog seal() {
    notes.putAll(earlierNotes());
    sealed = checkpoint().sign(logKey);
    promised = manifest();
    return this;
  }

  Checkpoint checkpoint() {
    return checkpoint(records.size());
  }

  Checkpoint checkpoint(long size) {
    var tree = new Frontier();
    records.stream().limit(size).forEach(line -> tree.append(leafHash(line)));
    return new Checkpoint(ORIGIN, size, tree.root());
  }

  static Digest leafHash(byte[] line) {
    return stub(line).map(Stub::leafHash).orElseGet(() -> TreeHash.leaf(line));
  }

  private static Optional<Stub> stub(byte[] line) {
    try {
      return Stub.begins(line) ? Optional.of(Stub.read(line)) : Optional.empty();
    } catch (MalformedRecordException e) {
      return Optional.empty();
    }
  }

  private TreeMap<Long, SignedNote> earlierNotes() {
    var made = new TreeMap<Long, SignedNote>();
    earlier
        .headSet((long) records.size())
        .forEach(size -> made.put(size, checkpoint(size).sign(logKey)));
    made.putAll(notes);
    return made;
  }

  private BundleManifest manifest() {
    return BundleManifest.of(
            checkpoint(), stubs(), counts(), earlierNotes().size() + 1, policies.size())
        .withTimestamps(timestamps.size());
  }

  private long stubs() {
    return records.stream().filter(Stub::begins).count();
  }

  BundleKeys keys() {
    return new BundleKeys(publishedLogKeys, writerKeys);
  }

  byte[] bundle() {
    var out = new ByteArrayOutputStream();
    var manifest = fitted(promised == null ? manifest() : promised);
    try {
      var bundle = new BundleWriter(out, manifest);
      for (byte[] line : records) {
        if (stub(line).filter(stub -> stub.leaf() == bundle.lines()).isPresent()) {
          bundle.stub(Stub.read(line));
        } else {
          bundle.record(line);
        }
      }
      bundle.finish(
          new BundleClosing(
                  checkpoints(manifest.size()),
                  publishedLogKeys,
                  writerKeys,
                  policies.values(),
                  RETENTION)
              .with(bundled(timestamps)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Parts.of(out.toByteArray()).set(0, EvidenceJson.write(counted(manifest))).zip();
  }

  private static List<BundleTimestamp> bundled(TreeMap<Long, byte[]> timestamps) {
    return timestamps.entrySet().stream()
        .map(entry -> new BundleTimestamp(entry.getKey(), entry.getValue()))
        .toList();
  }

  /// The manifest as somebody would write it who has spoiled the rest: its counts are right.
  private BundleManifest counted(BundleManifest manifest) {
    return new BundleManifest(
        manifest.format(),
        manifest.origin(),
        manifest.size(),
        manifest.root(),
        records.size() - stubs(),
        stubs(),
        counts(),
        manifest.checkpoints(),
        manifest.policies(),
        manifest.checkpoint(),
        manifest.timestamps());
  }

  private List<BundleCheckpoint> checkpoints(long size) {
    var all = new ArrayList<BundleCheckpoint>();
    earlierNotes()
        .headMap(size)
        .forEach((at, note) -> all.add(new BundleCheckpoint(at, note.bytes())));
    var newest = sealed == null ? checkpoint().sign(logKey) : sealed;
    all.add(new BundleCheckpoint(size, newest.bytes()));
    return all;
  }

  /// The manifest with the counts that the writer insists on.
  private BundleManifest fitted(BundleManifest manifest) {
    long stubs = 0;
    for (int i = 0; i < records.size(); i++) {
      int leaf = i;
      stubs += stub(records.get(i)).filter(stub -> stub.leaf() == leaf).isPresent() ? 1 : 0;
    }
    return new BundleManifest(
        manifest.format(),
        manifest.origin(),
        manifest.size(),
        manifest.root(),
        records.size() - stubs,
        stubs,
        manifest.writers(),
        checkpoints(manifest.size()).size(),
        policies.size(),
        manifest.checkpoint(),
        timestamps.isEmpty() ? null : timestamps.size());
  }

  /// How many lines are of each known writer, as far as that can be told.
  private SortedMap<String, Long> counts() {
    var counts = new TreeMap<String, Long>();
    for (int leaf = 0; leaf < records.size(); leaf++) {
      writer(leaf, records.get(leaf))
          .filter(writerKeys::containsKey)
          .ifPresent(writer -> counts.merge(writer, 1L, Long::sum));
    }
    return counts;
  }

  private Optional<String> writer(int leaf, byte[] line) {
    if (Stub.begins(line)) {
      return stub(line).filter(stub -> stub.leaf() == leaf).map(Stub::writer);
    }
    try {
      return Optional.of(EvidenceJson.readRecord(Jws.parse(line).unverifiedPayload()).writer());
    } catch (MalformedRecordException e) {
      return writerOf(Jws.parse(line).keyId());
    } catch (MalformedJwsException e) {
      return Optional.empty();
    }
  }

  private Optional<String> writerOf(String keyId) {
    return writerKeys.entrySet().stream()
        .filter(keys -> keys.getValue().stream().anyMatch(key -> key.id().equals(keyId)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  VerificationReport verify() {
    return verify(bundle(), new Trust.OfBundle());
  }

  static VerificationReport verify(byte[] bundle, Trust trust) {
    try {
      Path file = Files.createTempFile("bundle", ".zip");
      try {
        Files.write(file, bundle);
        return new Verifier(trust, Progress.NONE).verify(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a report counts, by name.
  static Map<String, Long> kinds(VerificationReport report) {
    var kinds = new TreeMap<String, Long>();
    report.counts().forEach((kind, count) -> kinds.put(kind.wireName(), count));
    return kinds;
  }
}
