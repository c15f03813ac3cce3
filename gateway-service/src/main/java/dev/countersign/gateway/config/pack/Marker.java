package dev.countersign.gateway.config.pack;

import com.google.re2j.Pattern;
import java.util.List;

/// A turn of phrase that a folded text is searched for.
///
/// Patterns are slow, some microseconds for each line of text, and most texts hold none of the
/// words that a phrase cannot do without. So these are looked for first.
///
/// @param words one of which stands in whatever the pattern finds
/// @param pattern in which a space stands for any white space
record Marker(String finding, List<String> words, Pattern pattern) {

  static Marker of(String finding, String words, String pattern) {
    return new Marker(
        finding,
        List.of(words.split(" ")),
        Pattern.compile(pattern.replaceAll(" (?!\\?)", "\\\\s+")));
  }

  boolean isIn(String text) {
    return words.stream().anyMatch(text::contains) && pattern.matcher(text).find();
  }
}
