package dev.countersign.masking;

import java.io.IOException;

/// Takes the changes to a text, in order and apart from each other; what lies between them stays.
interface Edits {

  /// Puts `text` in the place of the bytes from `start` to `end`.
  ///
  /// @param rule the rule that asks for it; the last one where several made the text
  void replace(int start, int end, byte[] text, int rule) throws IOException;
}
