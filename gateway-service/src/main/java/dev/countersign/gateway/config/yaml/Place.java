package dev.countersign.gateway.config.yaml;

/// A place in a file: line and column, both from 1.
public record Place(int line, int column) {
  public static final Place START = new Place(1, 1);
}
