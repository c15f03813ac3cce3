package dev.countersign.gateway.config.pack;

import java.util.ArrayList;
import java.util.List;

/// A simple command: its words, where its output goes, what it is fed.
final class ShellCommand {
  private final List<ShellWord> words = new ArrayList<>();
  private final List<ShellWord> outputs = new ArrayList<>(0);
  private final List<String> fed = new ArrayList<>(0);

  void add(ShellWord word) {
    words.add(word);
  }

  void writeTo(ShellWord file) {
    outputs.add(file);
  }

  void feed(String document) {
    fed.add(document);
  }

  boolean isEmpty() {
    return words.isEmpty() && outputs.isEmpty() && fed.isEmpty();
  }

  List<ShellWord> words() {
    return words;
  }

  List<ShellWord> outputs() {
    return outputs;
  }

  List<String> fed() {
    return fed;
  }
}
