package dev.countersign.gateway.config.yaml;

import dev.countersign.gateway.config.ConfigMistake;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong with one file, so that all of it is told at once.
public final class Mistakes {
  private static final Comparator<ConfigMistake> BY_PLACE =
      Comparator.comparingInt(ConfigMistake::line).thenComparingInt(ConfigMistake::column);

  private final String file;
  private final List<ConfigMistake> found = new ArrayList<>();

  public Mistakes(String file) {
    this.file = file;
  }

  public void add(Place place, String what, String expected) {
    found.add(new ConfigMistake(file, place.line(), place.column(), what, expected));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /// The mistakes in the order of the file.
  public List<ConfigMistake> inOrder() {
    return found.stream().sorted(BY_PLACE).toList();
  }
}
