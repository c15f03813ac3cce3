package dev.countersign.bench.micro;

import dev.countersign.masking.MaskedSink;
import dev.countersign.masking.MaskingPacks;
import dev.countersign.masking.MaskingPolicy;
import dev.countersign.masking.MaskingSession;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// How many MB/s the masker does at least: on the slowest bodies that a search has found, with all
/// packs, and on one of ordinary text to compare with.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
public class WorstInput {

  @Param public WorstBody body = WorstBody.ORDINARY_TEXT;

  private final MaskingPolicy policy = allPacks();
  private final byte[] out = new byte[WorstBody.MOST_OUT];
  private int written;
  private final MaskedSink sink = this::write;

  static MaskingPolicy allPacks() {
    return MaskingPolicy.compile(
        MaskingPacks.names().stream().flatMap(pack -> MaskingPacks.rules(pack).stream()).toList());
  }

  /// Bytes per microsecond are MB/s.
  @Benchmark
  @OperationsPerInvocation(WorstBody.SIZE)
  public long masked() throws IOException {
    written = 0;
    try (MaskingSession session = policy.open(body.kind())) {
      session.feed(body.bytes(), sink);
      session.end(sink);
      return session.bytesOut();
    }
  }

  private void write(byte[] bytes, int off, int len) {
    System.arraycopy(bytes, off, out, written, len);
    written += len;
  }
}
