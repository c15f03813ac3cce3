package dev.countersign.bench.micro;

import dev.countersign.masking.HolePlaces;
import dev.countersign.masking.Masked;
import dev.countersign.masking.MaskingException;
import dev.countersign.masking.MaskingPacks;
import dev.countersign.masking.MaskingPolicy;
import dev.countersign.masking.MediaKind;
import dev.countersign.masking.commit.BodyCommitment;
import dev.countersign.masking.commit.BodyCommitter;
import dev.countersign.masking.commit.CommitmentKey;
import dev.countersign.masking.commit.CommitmentSettings;
import dev.countersign.masking.commit.PolicyDigest;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What committing to a masked body costs by itself, beside one plain SHA-256 over the same masked
/// bytes; the masking is done before.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Commitments {
  private static final int KEPT = 1 << 16;

  @Param({"4096", "65536"})
  public int bytes;

  private final CommitmentKey key = CommitmentKey.fresh(new SecureRandom());
  private final BodyCommitter closed = committer(CommitmentSettings.closed());
  private final BodyCommitter openable = committer(CommitmentSettings.openable());
  private final MessageDigest sha = sha256();
  private final byte[] hash = new byte[32];
  private byte[] original = {};
  private byte[] masked = {};
  private long[] places = {};
  private byte[][] texts = {};

  private static BodyCommitter committer(CommitmentSettings settings) {
    return new BodyCommitter(PolicyDigest.of(List.of()), settings, KEPT);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Setup
  public void mask() throws MaskingException {
    MaskingPolicy policy =
        MaskingPolicy.compile(
            Stream.of("pii", "pci", "secrets")
                .flatMap(pack -> MaskingPacks.rules(pack).stream())
                .toList());
    original = CustomerRecords.ofSize(bytes);
    Masked done = policy.mask(MediaKind.JSON, original);
    masked = done.bytes();
    HolePlaces holes = done.report().places();
    places = new long[2 * holes.size()];
    texts = new byte[holes.size()][];
    for (int i = 0; i < holes.size(); i++) {
      places[2 * i] = holes.originalStart(i);
      places[2 * i + 1] = holes.originalEnd(i);
      texts[i] = Arrays.copyOfRange(masked, (int) holes.start(i), (int) holes.end(i));
    }
    System.out.printf(
        "# %d bytes, %d masked, %d holes%n", original.length, masked.length, texts.length);
  }

  @Benchmark
  public byte[] plainSha256() throws DigestException {
    sha.update(masked, 0, masked.length);
    sha.digest(hash, 0, hash.length);
    return hash;
  }

  @Benchmark
  public BodyCommitment closed() {
    return commit(closed);
  }

  @Benchmark
  public BodyCommitment openable() {
    return commit(openable);
  }

  private BodyCommitment commit(BodyCommitter committer) {
    committer.begin(key);
    int done = 0;
    for (int i = 0; i < texts.length; i++) {
      int start = (int) places[2 * i];
      int end = (int) places[2 * i + 1];
      committer.passed(original, done, start - done);
      committer.hole(0, original, start, end - start, texts[i]);
      done = end;
    }
    committer.passed(original, done, original.length - done);
    return committer.end();
  }
}
