package dev.countersign.masking.detect;

/// Says whether bytes are looked at with vector instructions: where the process was started with
/// `--add-modules jdk.incubator.vector`, on a processor with vectors of 32 bytes.
///
/// With and without them the output is the same, byte for byte.
public final class Vectors {

  /// What the Java virtual machine has to be started with.
  static final String MODULE = "jdk.incubator.vector";

  static final boolean USED =
      ModuleLayer.boot().findModule(MODULE).isPresent() && VectorScan.isSuitable();

  private Vectors() {}

  /// Whether vector instructions are used.
  public static boolean areUsed() {
    return USED;
  }
}
