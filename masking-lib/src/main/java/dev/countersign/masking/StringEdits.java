package dev.countersign.masking;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Carries changes of the text in a JSON string over to the string's own bytes.
final class StringEdits implements Edits {

  private final Replacements replacements;
  private Edits out = (_, _, _, _) -> {};
  private @Nullable Decoded decoded;

  StringEdits(Replacements replacements) {
    this.replacements = replacements;
  }

  /// @param decoded the text where it had escapes, else null: then text and string are the same
  StringEdits to(Edits out, @Nullable Decoded decoded) {
    this.out = out;
    this.decoded = decoded;
    return this;
  }

  @Override
  public void replace(int start, int end, byte[] text, int rule) throws IOException {
    byte[] escaped = replacements.of(rule).isPlain(text) ? text : JsonText.escaped(text);
    if (decoded == null) {
      out.replace(start, end, escaped, rule);
    } else {
      out.replace(decoded.origin(start), decoded.origin(end), escaped, rule);
    }
  }
}
