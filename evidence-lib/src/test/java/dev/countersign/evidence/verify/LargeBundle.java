package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.BundleCheckpoint;
import dev.countersign.evidence.bundle.BundleClosing;
import dev.countersign.evidence.bundle.BundleManifest;
import dev.countersign.evidence.bundle.BundleRetention;
import dev.countersign.evidence.bundle.BundleWriter;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.log.Frontier;
import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.RecordBody.WriterOpened;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes a bundle of any number of records, calls of one gateway, without keeping them.
///
/// To measure the verifier: `LargeBundle FILE RECORDS signed`.
final class LargeBundle {
  private final boolean signed;
  private final SigningKey key;
  private Digest prev = Digest.ZERO;
  private Digest intent = Digest.ZERO;
  private long seq;
  private byte[] signature = new byte[0];

  private LargeBundle(boolean signed) {
    this.signed = signed;
    String d = Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.ZERO.bytes());
    this.key = SigningKey.fromJwk(Map.of("kty", "OKP", "crv", "Ed25519", "d", d));
  }

  public static void main(String[] arguments) throws IOException {
    boolean signed = List.of(arguments).contains("signed");
    write(Path.of(arguments[0]), Long.parseLong(arguments[1]), signed);
  }

  /// @param signed false borrows one signature for all records, for a check without signatures
  static void write(Path file, long records, boolean signed) throws IOException {
    var tree = new Frontier();
    var first = new LargeBundle(signed);
    for (long i = 0; i < records; i++) {
      tree.append(TreeHash.leaf(first.next()));
    }
    var checkpoint = new Checkpoint(TestLog.ORIGIN, records, tree.root());
    var again = new LargeBundle(signed);
    var writers = new TreeMap<>(Map.of("gateway-0", records));
    try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
      var bundle = new BundleWriter(out, BundleManifest.of(checkpoint, 0, writers, 1, 0));
      for (long i = 0; i < records; i++) {
        bundle.record(again.next());
      }
      var note = new BundleCheckpoint(records, checkpoint.sign(again.key).bytes());
      var keys = List.of(again.key.verification());
      bundle.finish(
          new BundleClosing(
              List.of(note),
              keys,
              new TreeMap<>(Map.of("gateway-0", keys)),
              List.of(),
              BundleRetention.NONE));
    }
  }

  private byte[] next() {
    byte[] jws = sign(EvidenceJson.write(record()));
    prev = Digest.of(jws);
    if (seq % 2 == 1) {
      intent = prev;
    }
    seq++;
    return jws;
  }

  private EvidenceRecord record() {
    Instant time = TestLog.START.plusMillis(seq);
    return EvidenceRecord.of("gateway-0", 1, seq, prev, time, body());
  }

  private RecordBody body() {
    if (seq == 0) {
      return new WriterOpened("gateway", "1", key.verification().id(), null);
    }
    String call = "call-" + (seq - 1) / 2;
    return seq % 2 == 1 ? TestBodies.intent(call, null) : TestBodies.outcome(call, intent);
  }

  private byte[] sign(byte[] json) {
    if (signed || signature.length == 0) {
      byte[] jws = Jws.sign(EvidenceRecord.JWS_TYPE, json, key);
      signature = Arrays.copyOfRange(jws, jws.length - 86, jws.length);
      return jws;
    }
    String header =
        "{\"alg\":\"EdDSA\",\"kid\":\"%s\",\"typ\":\"%s\"}"
            .formatted(key.verification().id(), EvidenceRecord.JWS_TYPE);
    var base64 = Base64.getUrlEncoder().withoutPadding();
    String text =
        base64.encodeToString(header.getBytes(StandardCharsets.US_ASCII))
            + "."
            + base64.encodeToString(json)
            + "."
            + new String(signature, StandardCharsets.US_ASCII);
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
