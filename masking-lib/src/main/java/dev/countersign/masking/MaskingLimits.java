package dev.countersign.masking;

/// The bounds of what one session accepts and holds back; beyond them it fails closed.
///
/// @param maxDepth nested objects and arrays in one JSON text
/// @param maxToken bytes of one string, number, line, event or form field: what is held back at
///   most
/// @param maxMembers members of one JSON object
/// @param maxEmbedding how many layers of JSON inside strings are looked through
/// @param maxHoles of how many holes a report keeps the places; more are masked and counted all the
///   same
/// @param maxHeldEvents how many events of a stream wait for what follows; beyond that the text
///   they wait for is hidden
/// @param maxHeldBytes how many bytes of a stream wait behind the first event that does
public record MaskingLimits(
    int maxDepth,
    int maxToken,
    int maxMembers,
    int maxEmbedding,
    int maxHoles,
    int maxHeldEvents,
    int maxHeldBytes) {

  private static final int DEFAULT_MAX_HOLES = 1 << 16;
  private static final int DEFAULT_MAX_HELD_EVENTS = 256;
  private static final int DEFAULT_MAX_HELD_BYTES = 1 << 17;

  public MaskingLimits {
    check("max-depth", maxDepth, 1, 10_000);
    check("max-token", maxToken, 64, 1 << 29);
    check("max-members", maxMembers, 1, 1 << 24);
    check("max-embedding", maxEmbedding, 0, 16);
    check("max-holes", maxHoles, 0, 1 << 24);
    check("max-held-events", maxHeldEvents, 1, 1 << 16);
    check("max-held-bytes", maxHeldBytes, 64, 1 << 24);
  }

  /// With the default number of events that wait.
  public MaskingLimits(int maxDepth, int maxToken, int maxMembers, int maxEmbedding, int maxHoles) {
    this(
        maxDepth,
        maxToken,
        maxMembers,
        maxEmbedding,
        maxHoles,
        DEFAULT_MAX_HELD_EVENTS,
        DEFAULT_MAX_HELD_BYTES);
  }

  /// With the default number of holes.
  public MaskingLimits(int maxDepth, int maxToken, int maxMembers, int maxEmbedding) {
    this(maxDepth, maxToken, maxMembers, maxEmbedding, DEFAULT_MAX_HOLES);
  }

  /// Depth 128, tokens of 1 MiB, 100,000 members, 3 layers, 65,536 holes; 256 events and 128 KiB
  /// that wait.
  public static MaskingLimits defaults() {
    return new MaskingLimits(128, 1 << 20, 100_000, 3);
  }

  private static void check(String what, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "masking " + what + ": " + value + " (expected: " + min + " to " + max + ")");
    }
  }
}
