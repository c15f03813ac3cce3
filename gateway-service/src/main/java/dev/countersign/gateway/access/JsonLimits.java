package dev.countersign.gateway.access;

/// How much JSON is read before a document is refused.
///
/// @param maxBytes of the whole document
/// @param maxDepth of arrays and objects within each other
/// @param maxValues members, elements and the document itself, all together
/// @param maxNameLength characters of one member name
/// @param maxNumberLength characters of one number
public record JsonLimits(
    int maxBytes, int maxDepth, int maxValues, int maxNameLength, int maxNumberLength) {
  public static final JsonLimits DEFAULT = new JsonLimits(1 << 20, 64, 100_000, 1_024, 64);

  public JsonLimits {
    positive("maxBytes", maxBytes);
    positive("maxDepth", maxDepth);
    positive("maxValues", maxValues);
    positive("maxNameLength", maxNameLength);
    positive("maxNumberLength", maxNumberLength);
    if (maxDepth > 500) {
      throw new IllegalArgumentException(
          "maxDepth: %d (expected: at most 500)".formatted(maxDepth));
    }
  }

  public JsonLimits withMaxBytes(int bytes) {
    return new JsonLimits(bytes, maxDepth, maxValues, maxNameLength, maxNumberLength);
  }

  private static void positive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("%s: %d (expected: at least 1)".formatted(name, value));
    }
  }
}
