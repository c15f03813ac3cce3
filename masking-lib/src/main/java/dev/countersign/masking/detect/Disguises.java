package dev.countersign.masking.detect;

/// What else than plain ASCII a text may hold, as [Shape#disguises] tells; most texts hold nothing
/// of it.
public final class Disguises {

  /// Has bytes beyond ASCII.
  public static final int WIDE = 1;

  /// Has a `%` or an `&`.
  public static final int ESCAPED = 1 << 1;

  /// Has [#RUN] bytes in a row that may be Base64 or base64url.
  public static final int LONG_RUN = 1 << 2;

  /// The fewest characters of Base64 that are looked at: eleven bytes.
  public static final int RUN = 15;

  /// The shortest text that can have something in it with an escape that has a digit, and one that
  /// has none.
  static final int SHORTEST = 8;

  static final int SHORTEST_PLAIN = 13;

  private Disguises() {}
}
