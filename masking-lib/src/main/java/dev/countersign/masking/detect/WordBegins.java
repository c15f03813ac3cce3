package dev.countersign.masking.detect;

import java.util.Map;

/// What the words of [ContextWords] begin with: rules out quickly that a text speaks of something.
/// It may claim too much, never too little. Immutable.
final class WordBegins {

  private static final int LETTERS = 4;
  private static final int FACTOR = 0x9e37_79b1;

  /// Up to four letters as one number, and the topics of all words that begin with them.
  private final int[] begins;

  private final int[] topics;
  private final int shift;

  /// @param words each word with its topics
  WordBegins(Map<byte[], Integer> words) {
    int size = Integer.highestOneBit(LETTERS * words.size()) * 2;
    begins = new int[size];
    topics = new int[size];
    shift = Integer.numberOfLeadingZeros(size) + 1;
    words.forEach(this::add);
  }

  private void add(byte[] word, int itsTopics) {
    int begin = 0;
    for (int i = 0; i < Math.min(LETTERS, word.length); i++) {
      begin = begin << Byte.SIZE | (word[i] & 0xff);
      int place = place(begin);
      begins[place] = begin;
      topics[place] |= itsTopics;
    }
  }

  /// Where a begin is kept, or would be.
  private int place(int begin) {
    int place = begin * FACTOR >>> shift;
    while (begins[place] != begin && begins[place] != 0) {
      place = place + 1 & begins.length - 1;
    }
    return place;
  }

  /// Whether some word between two places may say one of the wanted topics, by itself or with those
  /// behind it; what begins at the first is taken for a word.
  boolean maySay(byte[] b, int from, int to, int wanted) {
    int i = from;
    while (i < to) {
      if (!ContextWords.isLetter(b[i])) {
        i++;
        continue;
      }
      int end = ContextWords.wordEnd(b, i, to);
      if (end - i > ContextWords.MAX_WORD
          || (topicsAt(b, i, Math.min(end, i + LETTERS)) & wanted) != 0) {
        return true;
      }
      i = end;
    }
    return false;
  }

  private int topicsAt(byte[] b, int from, int to) {
    int begin = 0;
    for (int i = from; i < to; i++) {
      begin = begin << Byte.SIZE | (ContextWords.lower(b[i]) & 0xff);
    }
    return topics[place(begin)];
  }
}
