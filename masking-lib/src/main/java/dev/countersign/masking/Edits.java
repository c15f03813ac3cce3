package dev.countersign.masking;

import java.io.IOException;

/// Takes the changes to a text, in order and apart from each other; what lies between them stays.
interface Edits {

  /// For what is read and not seen by anybody: it is on its way out as a whole.
  Edits UNSEEN = new Unseen();

  /// [#UNSEEN].
  final class Unseen implements Edits {
    private Unseen() {}

    @Override
    public void replace(int start, int end, byte[] text, int rule) {}
  }

  /// Whether what is read comes out anywhere.
  default boolean areSeen() {
    return !(this instanceof Unseen);
  }

  /// Puts `text` in the place of the bytes from `start` to `end`.
  ///
  /// @param rule the rule that asks for it; the last one where several made the text
  void replace(int start, int end, byte[] text, int rule) throws IOException;
}
