package dev.countersign.evidence.holes;

/// Where a hole lies, in the words of its body's kind.
///
/// @param path to the value: a normalized path (RFC 9535) in JSON, a path of elements in XML, a
///   line, row, event or field elsewhere; behind ` > ` the path in JSON that lies inside of it
/// @param part which part of the value; nothing where all of it is hidden
public record HolePath(String path, String part) {

  /// The longest path that is written out; a longer one ends in `…`.
  public static final int MAX = 512;

  @Override
  public String toString() {
    return part.isEmpty() ? path : path + ", " + part;
  }
}
