package dev.countersign.masking;

import java.time.Duration;

/// The bounds of what a detector of entities is asked; beyond them a body is not masked further,
/// and the result says so.
///
/// @param maxBody bytes of a body
/// @param maxText characters of one text
/// @param maxBatch characters of the texts of one question
/// @param maxTexts texts of one question
/// @param maxEntities entities in a body
/// @param deadline for all questions about a body together
public record EntityLimits(
    int maxBody, int maxText, int maxBatch, int maxTexts, int maxEntities, Duration deadline) {
  public EntityLimits {
    check("max-body", maxBody, 1 << 30);
    check("max-text", maxText, maxBatch);
    check("max-batch", maxBatch, 1 << 24);
    check("max-texts", maxTexts, 1 << 16);
    check("max-entities", maxEntities, 1 << 20);
    if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "entity deadline: " + deadline + " (expected: more than nothing, at most an hour)");
    }
  }

  /// Bodies of 4 MiB, texts of 16,384 characters, 256 texts and 65,536 characters at a time, 10,000
  /// entities, 30 seconds.
  public static EntityLimits defaults() {
    return new EntityLimits(4 << 20, 1 << 14, 1 << 16, 256, 10_000, Duration.ofSeconds(30));
  }

  private static void check(String what, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(
          "entity " + what + ": " + value + " (expected: 1 to " + max + ")");
    }
  }
}
