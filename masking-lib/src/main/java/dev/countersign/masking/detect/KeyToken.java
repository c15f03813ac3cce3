package dev.countersign.masking.detect;

import dev.countersign.masking.detect.KeyFormat.Part;
import java.util.List;

/// The run of letters and digits with which keys of one format begin.
///
/// @param least its least length
/// @param behind the character that ends it, or [#ANY]
record KeyToken(int least, int behind) {

  static final int ANY = -1;

  static KeyToken of(List<Part> parts) {
    int least = 0;
    for (Part part : parts) {
      switch (part) {
        case Part.Literal(String text) -> {
          for (char c : text.toCharArray()) {
            if (!Ascii.isAlphanumeric(c)) {
              return new KeyToken(least, c);
            }
            least++;
          }
        }
        case Part.Run(Alphabet alphabet, int min, _) -> {
          if (!alphabet.isAlphanumeric()) {
            return new KeyToken(Math.max(least, 1), ANY);
          }
          least += min;
        }
      }
    }
    return new KeyToken(least, ANY);
  }

  /// Whether a key may begin with so many letters and digits, before that character.
  boolean mayBe(int length, int next) {
    return length >= least && (behind == ANY || behind == next);
  }
}
