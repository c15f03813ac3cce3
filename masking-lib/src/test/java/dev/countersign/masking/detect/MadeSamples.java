package dev.countersign.masking.detect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Values for measuring detectors of which no labelled text is published, made at random: keys of
/// every format of vendors, and national identifiers whose check digits fit.
public final class MadeSamples {

  private final Random random;
  private final KeySamples keys;

  public MadeSamples(long seed) {
    random = new Random(seed);
    keys = new KeySamples(seed);
  }

  /// Keys of every format.
  public List<String> keys() {
    List<String> made = new ArrayList<>();
    for (KeyFormat format : KeyFormats.ALL.formats()) {
      made.add(keys.key(format, false));
      made.add(keys.key(format, true));
    }
    return made;
  }

  /// So many identifiers, in all layouts in turn or in those alone that need no context.
  public List<String> ids(NationalId id, int count, boolean alone) {
    List<Layout> layouts =
        id.layouts().stream().filter(layout -> layout.standsAlone() || !alone).toList();
    if (layouts.isEmpty()) {
      return List.of();
    }
    return Stream.iterate(0, i -> i + 1)
        .map(i -> sample(layouts.get(i % layouts.size())))
        .filter(sample -> isIssued(id, sample))
        .limit(count)
        .toList();
  }

  /// Digits and letters in a layout, of which most cannot have been issued.
  public String look(NationalId id) {
    return sample(id.layouts().get(random.nextInt(id.layouts().size())));
  }

  private static boolean isIssued(NationalId id, String sample) {
    byte[] plain = sample.replaceAll("[^A-Z0-9]", "").getBytes(US_ASCII);
    return id.passes(plain, plain.length);
  }

  private String sample(Layout layout) {
    StringBuilder sample = new StringBuilder();
    for (char c : layout.pattern().toCharArray()) {
      switch (c) {
        case '9' -> sample.append((char) ('0' + random.nextInt(10)));
        case 'A' -> sample.append((char) ('A' + random.nextInt(26)));
        case 'X' -> sample.append("ABCDEFHLMNPRSTUVWXYZ0123456789".charAt(random.nextInt(30)));
        default -> sample.append(c);
      }
    }
    return sample.toString();
  }
}
