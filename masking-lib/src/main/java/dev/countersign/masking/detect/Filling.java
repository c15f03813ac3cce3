package dev.countersign.masking.detect;

/// What is known of a text that is put in the place of hits, the same each time. Immutable.
///
/// @param marks its marks, as [Shape] has them
/// @param disguises what else than plain ASCII it may hold, as [Shape#disguises] has it
/// @param digits how many digits, colons and equals signs it has
/// @param apart whether what stands around it cannot go on in it: it begins and ends with a sign
public record Filling(
    int marks, int disguises, int digits, int dots, int colons, int length, boolean apart) {

  /// Looks at a text.
  public static Filling of(byte[] text) {
    Shape shape = new Shape().of(text, 0, text.length);
    boolean apart = text.length > 0 && isSign(text[0]) && isSign(text[text.length - 1]);
    int dots = count(text, '.');
    int colons = count(text, ':');
    return new Filling(
        shape.marks(), shape.disguises(), shape.digits(), dots, colons, text.length, apart);
  }

  /// A printable sign that stands in no number, word, address or Base64.
  private static boolean isSign(byte b) {
    return b > ' ' && !Ascii.isAlphanumeric(b) && "+/-_.:=@%&".indexOf(b) < 0;
  }

  private static int count(byte[] text, char wanted) {
    int count = 0;
    for (byte b : text) {
      count += b == wanted ? 1 : 0;
    }
    return count;
  }
}
