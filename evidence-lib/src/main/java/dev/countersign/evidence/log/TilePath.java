package dev.countersign.evidence.log;

import java.util.Locale;
import java.util.Optional;

/// Where a tile or an entry bundle is served, below the log's prefix (C2SP `tlog-tiles`):
/// `tile/<level>/<index>[.p/<width>]` and `tile/entries/<index>[.p/<width>]`.
///
/// @param level of the tile, or [#ENTRIES]
/// @param width how many hashes or entries; 256 where the path does not say
public record TilePath(int level, long index, int width) {
  /// The level that stands for the entries themselves.
  public static final int ENTRIES = -1;

  private static final String PREFIX = "tile/";
  private static final String ENTRIES_NAME = "entries";
  private static final String PARTIAL = ".p/";
  private static final int GROUP = 1000;
  private static final int GROUP_DIGITS = 3;
  private static final int MAX_GROUPS = 6;
  private static final int MAX_LEVEL = 63;

  /// @throws IllegalArgumentException when a part is out of its range
  public TilePath {
    if (level < ENTRIES || level > MAX_LEVEL) {
      throw new IllegalArgumentException("tile level: " + level + " (expected: 0 to 63)");
    }
    if (index < 0) {
      throw new IllegalArgumentException("tile index: " + index + " (expected: >= 0)");
    }
    if (width < 1 || width > Tile.WIDTH) {
      throw new IllegalArgumentException("tile width: " + width + " (expected: 1 to 256)");
    }
  }

  /// The path of an entry bundle.
  public static TilePath entries(long index, int width) {
    return new TilePath(ENTRIES, index, width);
  }

  /// Whether entries are meant, and not hashes.
  public boolean ofEntries() {
    return level == ENTRIES;
  }

  /// Reads a path; nothing unless it is exactly what [#text()] writes.
  public static Optional<TilePath> parse(String text) {
    int slash = text.indexOf('/', PREFIX.length());
    if (!text.startsWith(PREFIX) || slash < 0) {
      return Optional.empty();
    }
    String level = text.substring(PREFIX.length(), slash);
    String rest = text.substring(slash + 1);
    int partial = rest.indexOf(PARTIAL);
    long index = index(partial < 0 ? rest : rest.substring(0, partial));
    long width = partial < 0 ? Tile.WIDTH : number(rest.substring(partial + PARTIAL.length()), 3);
    long height = level.equals(ENTRIES_NAME) ? ENTRIES : number(level, 2);
    boolean levelHolds = level.equals(ENTRIES_NAME) || (height >= 0 && height <= MAX_LEVEL);
    if (!levelHolds || index < 0 || width < 1 || width > Tile.WIDTH) {
      return Optional.empty();
    }
    return Optional.of(new TilePath((int) height, index, (int) width))
        .filter(path -> path.text().equals(text));
  }

  /// The path as it is served.
  public String text() {
    var path = new StringBuilder(String.format(Locale.ROOT, "%03d", index % GROUP));
    for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
      path.insert(0, String.format(Locale.ROOT, "x%03d/", rest % GROUP));
    }
    if (width < Tile.WIDTH) {
      path.append(PARTIAL).append(width);
    }
    return PREFIX + (ofEntries() ? ENTRIES_NAME : level) + "/" + path;
  }

  /// The index that the groups of three digits make, or -1.
  private static long index(String text) {
    String[] groups = text.split("/", MAX_GROUPS + 1);
    if (groups.length > MAX_GROUPS) {
      return -1;
    }
    long index = 0;
    for (int i = 0; i < groups.length; i++) {
      boolean last = i == groups.length - 1;
      String digits = last || !groups[i].startsWith("x") ? groups[i] : groups[i].substring(1);
      long group = digits.length() == GROUP_DIGITS ? number(digits, GROUP_DIGITS) : -1;
      if (group < 0) {
        return -1;
      }
      index = index * GROUP + group;
    }
    return index;
  }

  /// The number that 1 to `most` decimal digits make, or -1.
  private static long number(String text, int most) {
    boolean decimal =
        !text.isEmpty()
            && text.length() <= most
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return decimal ? Long.parseLong(text) : -1;
  }
}
