package dev.countersign.evidence.holes;

/// Where the holes of a masked body begin and end in it; in order, and apart from each other.
public interface HoleSpans {

  int size();

  long start(int hole);

  long end(int hole);
}
