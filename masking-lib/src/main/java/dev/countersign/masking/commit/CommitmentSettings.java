package dev.countersign.masking.commit;

/// How finely a body is committed to.
///
/// @param segmentBytes masked bytes of a segment, the piece that a checker can name
/// @param holesPerGroup how many holes are opened together; fewer cost more
public record CommitmentSettings(int segmentBytes, int holesPerGroup) {

  /// The most holes a segment has, and so the most a group can have.
  public static final int MAX_HOLES = 4096;

  private static final int SEGMENT = 4096;

  public CommitmentSettings {
    check("segment-bytes", segmentBytes, 64, 1 << 20);
    check("holes-per-group", holesPerGroup, 1, MAX_HOLES);
  }

  /// For holes that nobody is to open: all of a segment are closed as one. Costs least.
  public static CommitmentSettings closed() {
    return new CommitmentSettings(SEGMENT, MAX_HOLES);
  }

  /// For holes that can be opened one by one.
  public static CommitmentSettings openable() {
    return new CommitmentSettings(SEGMENT, 1);
  }

  private static void check(String what, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "commitment " + what + ": " + value + " (expected: " + min + " to " + max + ")");
    }
  }
}
