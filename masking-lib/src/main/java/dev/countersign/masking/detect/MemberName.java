package dev.countersign.masking.detect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The name of a member as rules see it: ASCII lower case, without `_`, `-`, `.` and spaces, cut
/// off after [#MAX] bytes. One object serves many names in turn.
public final class MemberName {

  /// The longest name a rule can match, in bytes.
  public static final int MAX = 96;

  private static final Set<String> NOT_CARDS =
      Set.of(
          "barcode",
          "createdat",
          "ean",
          "ean13",
          "gtin",
          "gtin13",
          "gtin14",
          "imei",
          "isbn",
          "isbn13",
          "orderid",
          "orderno",
          "ordernumber",
          "sku",
          "timestamp",
          "trackingid",
          "trackingnumber",
          "ts",
          "upc",
          "updatedat");

  private static final int UNKNOWN = -1;

  private final byte[] bytes = new byte[MAX];
  private final byte[] raw = new byte[MAX];
  private int length;
  private int rawLength;
  private int topics;
  private boolean cut;
  private long meaning;
  private long context;
  private @Nullable String text;
  private @Nullable QuietForm quiet;

  /// The name that stands for no member at all.
  public void clear() {
    length = 0;
    rawLength = 0;
    topics = 0;
    meaning = 0;
    cut = false;
    context = 0;
    text = null;
    if (quiet != null) {
      quiet.forget();
    }
  }

  /// The same name, of no more than [#MAX] bytes, in an object of its own that keeps forms for
  /// [#isQuiet]: it must serve one policy alone, and one thread at a time.
  public MemberName copy() {
    MemberName copy = new MemberName();
    copy.set(raw, 0, rawLength);
    copy.context = context;
    copy.quiet = new QuietForm();
    return copy;
  }

  /// Takes the same name as another, of no more than [#MAX] bytes.
  public void set(MemberName other) {
    set(other.raw, 0, other.rawLength);
    context = other.context;
  }

  /// Takes what another name says of texts, and nothing else of it.
  public void setMeaning(MemberName other) {
    clear();
    meaning = other.meaning();
    context = other.context;
  }

  /// Whether it says the same of texts as another, so that the same is found under both.
  public boolean saysTheSame(MemberName other) {
    return context == other.context && meaning() == other.meaning();
  }

  private long meaning() {
    if (meaning == UNKNOWN) {
      meaning =
          topics() & 0xffff_ffffL
              | (contains("version") ? 1L << 32 : 0)
              | (meansSsn() ? 1L << 33 : 0)
              | (meansNoCard() ? 1L << 34 : 0);
    }
    return meaning;
  }

  /// Takes a decoded name.
  public void set(byte[] name, int from, int to) {
    clear();
    rawLength = Math.min(to - from, MAX);
    System.arraycopy(name, from, raw, 0, rawLength);
    topics = UNKNOWN;
    meaning = UNKNOWN;
    for (int i = from; i < to; i++) {
      byte b = name[i];
      if (b == '_' || b == '-' || b == '.' || b == ' ') {
        continue;
      }
      if (length == MAX) {
        cut = true;
        return;
      }
      bytes[length++] = b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
    }
  }

  /// Whether a text under that name has the form of the one that was kept last by [#keepQuiet].
  public boolean isQuiet(byte[] b, int from, int to) {
    return quiet != null && quiet.isOf(b, from, to);
  }

  /// Keeps the form of a text in which there was nothing to look for under that name, if it is a
  /// [#copy].
  public void keepQuiet(byte[] b, int from, int to) {
    if (quiet != null) {
      quiet.keep(b, from, to);
    }
  }

  /// Keeps which finders take the name for context.
  void meant(long finders) {
    context = finders;
  }

  /// The finders that take the name for context, as bits; see [NeedsTable].
  long context() {
    return context;
  }

  /// The bytes, of which [#length] count.
  public byte[] bytes() {
    return bytes;
  }

  /// The length; 0 where no rule can match.
  public int length() {
    return cut ? 0 : length;
  }

  /// The name in the form that rules use.
  public static byte[] normal(String name) {
    byte[] raw = name.getBytes(StandardCharsets.UTF_8);
    MemberName normal = new MemberName();
    normal.set(raw, 0, raw.length);
    return Arrays.copyOf(normal.bytes, normal.length());
  }

  /// What the words of the name say, as bits of [Topic].
  int topics() {
    if (topics == UNKNOWN) {
      topics = ContextWords.ALL.inName(raw, 0, rawLength);
    }
    return topics;
  }

  boolean contains(String word) {
    return text().contains(word);
  }

  boolean meansSsn() {
    String name = text();
    return name.startsWith("ssn")
        || name.endsWith("ssn")
        || name.contains("socialsec")
        || name.contains("taxid");
  }

  boolean meansNoCard() {
    return NOT_CARDS.contains(text());
  }

  private String text() {
    if (text == null) {
      text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
    return text;
  }
}
