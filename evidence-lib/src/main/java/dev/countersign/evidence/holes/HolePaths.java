package dev.countersign.evidence.holes;

import java.util.List;

/// Names the places of all holes of a masked body, in one pass over both.
///
/// Linear in the body, and in what is written. Names come from the masked body, so a name in which
/// something is hidden is shown as it is there. A body that is not of its kind is read as far as it
/// is; holes behind that are named by their bytes. Thread-safe.
public final class HolePaths {

  /// Takes the place of a hole.
  @FunctionalInterface
  public interface Sink {
    void hole(int hole, HolePath path);
  }

  private HolePaths() {}

  /// The places of the holes, in their order.
  ///
  /// @throws IllegalArgumentException where holes overlap, or lie outside of the body
  public static List<HolePath> list(BodyKind kind, byte[] masked, HoleSpans holes) {
    HolePath[] paths = new HolePath[holes.size()];
    name(kind, masked, holes, (hole, path) -> paths[hole] = path);
    return List.of(paths);
  }

  /// Gives the place of each hole to a sink, so that none has to be kept; almost in order.
  ///
  /// @throws IllegalArgumentException where holes overlap, or lie outside of the body
  public static void name(BodyKind kind, byte[] masked, HoleSpans holes, Sink sink) {
    Marks marks = Marks.of(holes, masked.length, sink);
    switch (kind) {
      case JSON -> new JsonPlaces(masked, masked.length, marks, 0).read(0);
      case NDJSON, TEXT -> new LinePlaces(masked, marks).read();
      case SSE -> new EventPlaces(masked, marks).read();
      case FORM -> new FormPlaces(masked, marks).read();
      case CSV -> new TablePlaces(masked, marks, ',').read();
      case TSV -> new TablePlaces(masked, marks, '\t').read();
      case XML -> new XmlPlaces(masked, marks).read();
    }
    while (!marks.isDone()) {
      marks.name("bytes " + marks.start() + " to " + marks.end(), "");
    }
  }
}
