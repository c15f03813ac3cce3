package dev.countersign.masking.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.masking.HolePlaces;
import dev.countersign.masking.MaskingException.Reason;
import dev.countersign.masking.MaskingPolicy;
import dev.countersign.masking.MaskingReport;
import dev.countersign.masking.MediaKind;
import java.util.Arrays;

/// What holds for any body of any kind: it is masked or refused with a reason, the same however it
/// is cut and whatever was masked before it; what no rule takes stays byte for byte; masking twice
/// changes nothing; and no secret is left.
final class BodyCheck {

  private final MaskingPolicy policy;
  private final MediaKind kind;
  private final byte[] body;
  private final Run whole;

  private BodyCheck(MaskingPolicy policy, MediaKind kind, byte[] body) {
    this.policy = policy;
    this.kind = kind;
    this.body = body;
    this.whole = Run.of(policy, kind, body);
  }

  static void check(MediaKind kind, FuzzInput input, FuzzPolicies chosen) {
    try {
      for (byte[] before : input.before()) {
        Run.of(chosen.policy(), kind, before);
      }
      Run after = Run.of(chosen.policy(), kind, input.body());
      forgetWorker(chosen.policy(), kind);
      BodyCheck check = new BodyCheck(chosen.policy(), kind, input.body());
      check.same(after);
      check.cut(input.cuts());
      check.reported();
      if (chosen.settles()) {
        check.settled();
      }
      Grammar.check(kind, input.body(), check.whole);
      SecretCheck.check(kind, input.body(), check.whole);
    } finally {
      forgetWorker(chosen.policy(), kind);
    }
  }

  /// Lets nothing be left for the next input: a session that is never closed gives nothing back.
  @SuppressWarnings("resource")
  private static void forgetWorker(MaskingPolicy policy, MediaKind kind) {
    policy.open(kind);
  }

  private void cut(int[] cuts) {
    same(Run.of(policy, kind, body, cuts));
    same(Run.of(policy, kind, body, Run.everyByte(body)));
    if (whole.refused() != null) {
      return;
    }
    Run committed = Run.committed(policy, kind, body);
    same(committed);
    Run inPieces = Run.committed(policy, kind, body, cuts);
    same(inPieces);
    assertThat(inPieces.root()).as(text(body)).isEqualTo(committed.root());
  }

  private void same(Run other) {
    assertThat(other.verdict()).as(text(body)).isEqualTo(whole.verdict());
    if (whole.refused() == null) {
      assertThat(text(other.out())).as(text(body)).isEqualTo(text(whole.out()));
      assertThat(other.report()).as(text(body)).isEqualTo(whole.report());
    }
  }

  /// What stands in the place of a secret may make a token longer than the limit, and nothing else.
  private void settled() {
    if (whole.refused() == null) {
      Run twice = Run.of(policy, kind, whole.out());
      if (twice.refused() == null) {
        assertThat(text(twice.out())).as(text(body)).isEqualTo(text(whole.out()));
      } else {
        assertThat(twice.refused().reason()).as(text(body)).isEqualTo(Reason.TOKEN_TOO_LONG);
      }
    }
  }

  /// What lies between the holes is what lay between them before.
  private void reported() {
    MaskingReport report = whole.report();
    if (report == null) {
      return;
    }
    assertThat(report.bytesIn()).isEqualTo(body.length);
    assertThat(report.bytesOut()).isEqualTo(whole.out().length);
    HolePlaces holes = report.places();
    int before = 0;
    int after = 0;
    for (int i = 0; i < holes.size(); i++) {
      between(before, (int) holes.originalStart(i), after, (int) holes.start(i));
      before = (int) holes.originalEnd(i);
      after = (int) holes.end(i);
    }
    if (holes.isComplete()) {
      between(before, body.length, after, whole.out().length);
    }
  }

  private void between(int from, int to, int outFrom, int outTo) {
    assertThat(outFrom).as(text(body)).isLessThanOrEqualTo(outTo);
    assertThat(from).as(text(body)).isLessThanOrEqualTo(to);
    assertThat(Arrays.equals(body, from, to, whole.out(), outFrom, outTo)).as(text(body)).isTrue();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
