package dev.countersign.masking.fuzz;

/// The entry of Jazzer, which knows it by the name of its method. The system property
/// `countersign.fuzz` names the target.
public final class FuzzDriver {

  private static final FuzzTarget TARGET =
      FuzzTarget.named(System.getProperty("countersign.fuzz", "json"));

  private FuzzDriver() {}

  public static void fuzzerTestOneInput(byte[] input) {
    TARGET.check(input);
  }
}
