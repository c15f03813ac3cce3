package dev.countersign.bench.micro;

import dev.countersign.bench.Samples;
import dev.countersign.masking.Masked;
import dev.countersign.masking.MaskingException;
import dev.countersign.masking.MaskingPacks;
import dev.countersign.masking.MaskingPolicy;
import dev.countersign.masking.MaskingRule;
import dev.countersign.masking.MediaKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What masking 4 KB of JSON costs with the packs that the quickstart uses.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JsonMasking {
  private final byte[] answer = Samples.answer();
  private final MaskingPolicy policy = policy();

  @Benchmark
  public Masked answerOf4Kilobytes() throws MaskingException {
    return policy.mask(MediaKind.JSON, answer);
  }

  private static MaskingPolicy policy() {
    List<MaskingRule> rules = new ArrayList<>();
    for (String pack : List.of("pii", "pci", "secrets")) {
      rules.addAll(MaskingPacks.rules(pack));
    }
    return MaskingPolicy.compile(rules);
  }
}
