package dev.countersign.masking;

import java.io.IOException;

/// Takes the changes to a text, in order and apart from each other; what lies between them stays.
interface Edits {

  /// Puts `text` in the place of the bytes from `start` to `end`.
  void replace(int start, int end, byte[] text) throws IOException;
}
