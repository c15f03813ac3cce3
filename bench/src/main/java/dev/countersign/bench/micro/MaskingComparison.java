package dev.countersign.bench.micro;

import dev.blaauwendraad.masker.json.JsonMasker;
import dev.blaauwendraad.masker.json.config.JsonMaskingConfig;
import dev.countersign.masking.Detector;
import dev.countersign.masking.MaskedSink;
import dev.countersign.masking.MaskingPacks;
import dev.countersign.masking.MaskingPolicy;
import dev.countersign.masking.MaskingRule;
import dev.countersign.masking.MaskingSession;
import dev.countersign.masking.MediaKind;
import dev.countersign.masking.commit.CommitmentKey;
import dev.countersign.masking.commit.CommitmentSettings;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What masking customer records costs beside what else is done about it, and beside only parsing.
///
/// Ours gives its output to a buffer that is used again, as a gateway does; the peers return an
/// array, because that is how they are called. The peers with keys alone find none of the secrets
/// that stand in texts.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class MaskingComparison {
  private static final List<Detector> SIX =
      List.of(
          Detector.EMAIL, Detector.CARD, Detector.SSN, Detector.IBAN, Detector.IP, Detector.JWT);

  @Param({"4096", "65536", "1048576"})
  public int size;

  private final MaskingPolicy keys = MaskingPolicy.compile(List.of(keyRule()));
  private final MaskingPolicy six = MaskingPolicy.compile(rules(SIX));
  private final MaskingPolicy every = MaskingPolicy.compile(rules(List.of(Detector.values())));
  private final MaskingPolicy packs = MaskingPolicy.compile(packRules());
  private final SecureRandom random = new SecureRandom();
  private final TreeMasker tree = new TreeMasker(CustomerRecords.KEYS);
  private final JsonMasker library =
      JsonMasker.getMasker(
          JsonMaskingConfig.builder().maskKeys(new HashSet<>(CustomerRecords.KEYS)).build());
  private final JsonFactory jackson = new JsonFactory();

  private byte[] body = {};
  private byte[] out = {};
  private int written;
  private final MaskedSink sink = this::write;

  @Setup
  public void generate() {
    body = CustomerRecords.ofSize(size);
    out = new byte[2 * body.length];
  }

  @Benchmark
  public long keysOnly() throws IOException {
    return mask(keys);
  }

  /// Nine keys, and the six detectors that most maskers have.
  @Benchmark
  public long sixDetectors() throws IOException {
    return mask(six);
  }

  /// Nine keys and every detector.
  @Benchmark
  public long allDetectors() throws IOException {
    return mask(every);
  }

  /// Nine keys, six detectors, and a commitment to the masked body.
  @Benchmark
  public long sixCommitted() throws IOException {
    return maskAndCommit(six);
  }

  /// Every pack, and a commitment to the masked body.
  @Benchmark
  public long allPacksCommitted() throws IOException {
    return maskAndCommit(packs);
  }

  @Benchmark
  public byte[] springStyle() throws IOException {
    return tree.mask(body);
  }

  @Benchmark
  public byte[] jsonMasker() {
    return library.mask(body);
  }

  @Benchmark
  public int jacksonParse() {
    int tokens = 0;
    try (JsonParser parser = jackson.createParser(ObjectReadContext.empty(), body)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }

  private long mask(MaskingPolicy policy) throws IOException {
    written = 0;
    try (MaskingSession session = policy.open(MediaKind.JSON)) {
      session.feed(body, sink);
      session.end(sink);
      return session.bytesOut() + session.places().size();
    }
  }

  private long maskAndCommit(MaskingPolicy policy) throws IOException {
    written = 0;
    try (MaskingSession session = policy.open(MediaKind.JSON)) {
      session.commit(CommitmentKey.fresh(random), CommitmentSettings.closed());
      session.feed(body, sink);
      session.end(sink);
      return session.bytesOut() + session.places().size();
    }
  }

  private void write(byte[] bytes, int off, int len) {
    System.arraycopy(bytes, off, out, written, len);
    written += len;
  }

  private static MaskingRule keyRule() {
    return MaskingRule.key("personal", CustomerRecords.KEYS.toArray(String[]::new));
  }

  private static List<MaskingRule> rules(List<Detector> detectors) {
    List<MaskingRule> rules = new ArrayList<>(List.of(keyRule()));
    for (Detector detector : detectors) {
      rules.add(MaskingRule.detect(detector.label(), detector));
    }
    return rules;
  }

  private static List<MaskingRule> packRules() {
    return MaskingPacks.names().stream()
        .flatMap(pack -> MaskingPacks.rules(pack).stream())
        .toList();
  }
}
