package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.detect.VectorAgreement;
import dev.countersign.masking.detect.Vectors;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Masks many bodies and prints a digest of all output and reports, and, where vectors are used,
/// what they see otherwise than it is seen without.
final class VectorOutputs {

  private static final int RANDOM_BODIES = 2_000;

  private VectorOutputs() {}

  public static void main(String[] args) throws NoSuchAlgorithmException {
    System.out.println("vectors " + Vectors.areUsed());
    System.out.println("digest " + digest());
    if (Vectors.areUsed()) {
      VectorAgreement.differences().forEach(System.out::println);
    }
  }

  /// The digest of what all policies make of all bodies.
  static String digest() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    List<MaskingPolicy> policies =
        List.of(TestPolicies.all(), TestPolicies.everyDetector(MaskingStrategy.keepLast(4)));
    for (MaskingPolicy policy : policies) {
      Corpus.bodies().forEach(body -> add(digest, Outcome.of(policy, body.kind(), body.bytes())));
      RandomText random = new RandomText(5);
      for (int i = 0; i < RANDOM_BODIES; i++) {
        add(digest, Outcome.of(policy, MediaKind.JSON, random.json(5).getBytes(UTF_8)));
        add(digest, Outcome.of(policy, MediaKind.TEXT, random.tangled(20).getBytes(UTF_8)));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, Outcome outcome) {
    digest.update(outcome.text().getBytes(UTF_8));
    MaskingReport report = outcome.report();
    if (report == null) {
      return;
    }
    digest.update(report.holes().toString().getBytes(UTF_8));
    for (int i = 0; i < report.places().size(); i++) {
      HolePlaces places = report.places();
      String hole =
          "%s %d %d %d %d%n"
              .formatted(
                  places.rule(i),
                  places.start(i),
                  places.end(i),
                  places.originalStart(i),
                  places.originalEnd(i));
      digest.update(hole.getBytes(UTF_8));
    }
  }
}
