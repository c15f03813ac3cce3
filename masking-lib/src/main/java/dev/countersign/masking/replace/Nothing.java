package dev.countersign.masking.replace;

/// Nothing in the place of a text. Immutable.
public final class Nothing extends Replacement {

  private static final byte[] NONE = {};
  private static final byte[] QUOTED = {'"', '"'};

  @Override
  public byte[] of(byte[] bytes, int from, int to) {
    return NONE;
  }

  @Override
  public byte[] quoted() {
    return QUOTED;
  }
}
