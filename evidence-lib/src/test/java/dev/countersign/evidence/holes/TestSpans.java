package dev.countersign.evidence.holes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.HolePlaces;
import dev.countersign.masking.Masked;
import dev.countersign.masking.MaskingException;
import dev.countersign.masking.MaskingPolicy;
import dev.countersign.masking.MaskingRule;
import dev.countersign.masking.MediaKind;
import java.util.List;

/// Spans from wherever a test has them.
record TestSpans(List<long[]> spans) implements HoleSpans {

  static HoleSpans of(HolePlaces places) {
    return new HoleSpans() {
      @Override
      public int size() {
        return places.size();
      }

      @Override
      public long start(int hole) {
        return places.start(hole);
      }

      @Override
      public long end(int hole) {
        return places.end(hole);
      }
    };
  }

  /// The paths of the holes that rules make in a body.
  static List<String> masked(MediaKind kind, String body, MaskingRule... rules) {
    try {
      Masked masked = MaskingPolicy.compile(List.of(rules)).mask(kind, body.getBytes(UTF_8));
      BodyKind grammar = BodyKind.valueOf(kind.name());
      return HolePaths.list(grammar, masked.bytes(), of(masked.report().places())).stream()
          .map(HolePath::toString)
          .toList();
    } catch (MaskingException e) {
      throw new AssertionError(e);
    }
  }

  /// The paths of spans of a body.
  static List<String> marked(BodyKind kind, String body, long[]... spans) {
    return HolePaths.list(kind, body.getBytes(UTF_8), new TestSpans(List.of(spans))).stream()
        .map(HolePath::toString)
        .toList();
  }

  @Override
  public int size() {
    return spans.size();
  }

  @Override
  public long start(int hole) {
    return spans.get(hole)[0];
  }

  @Override
  public long end(int hole) {
    return spans.get(hole)[1];
  }
}
