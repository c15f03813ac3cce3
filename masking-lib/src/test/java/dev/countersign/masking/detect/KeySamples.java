package dev.countersign.masking.detect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.countersign.masking.detect.KeyFormat.Part;
import java.util.Random;

/// Makes keys of a format at random; no service has issued them.
final class KeySamples {

  private final Random random;

  KeySamples(long seed) {
    this.random = new Random(seed);
  }

  /// A key of the least or the greatest length.
  String key(KeyFormat format, boolean longest) {
    StringBuilder key = new StringBuilder();
    for (Part part : format.parts()) {
      switch (part) {
        case Part.Literal(String text) -> key.append(text);
        case Part.Run run -> run(key, run, longest);
      }
    }
    return key.toString();
  }

  private void run(StringBuilder key, Part.Run run, boolean longest) {
    int most = run.max() == KeyFormat.UNBOUNDED ? run.min() + 50 : run.max();
    byte[] ascii = new byte[128];
    int size = 0;
    for (byte b = 0; b >= 0 && b < 127; b++) {
      if (run.alphabet().has(b) && Character.isLetterOrDigit(b)) {
        ascii[size++] = b;
      }
    }
    String members = new String(ascii, 0, size, US_ASCII);
    for (int i = longest ? most : run.min(); i > 0; i--) {
      key.append(members.charAt(random.nextInt(size)));
    }
  }
}
