package dev.countersign.masking;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects changes that do not come in order; of two that overlap the first stays.
final class EditList implements Edits {

  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Edit(int start, int end, byte[] text, int rule) {}

  private final List<Edit> edits = new ArrayList<>();

  @Override
  public void replace(int start, int end, byte[] text, int rule) {
    edits.add(new Edit(start, end, text, rule));
  }

  boolean isEmpty() {
    return edits.isEmpty();
  }

  /// Gives the changes away in order.
  void drainTo(Edits out) throws IOException {
    edits.sort(Comparator.comparingInt(Edit::start));
    int done = -1;
    for (Edit edit : edits) {
      if (edit.start >= done) {
        out.replace(edit.start, edit.end, edit.text, edit.rule);
        done = edit.end;
      }
    }
  }

  void clear() {
    edits.clear();
  }
}
