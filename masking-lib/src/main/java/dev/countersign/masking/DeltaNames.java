package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.path.NameHash;
import dev.countersign.masking.path.NameTable;
import java.util.List;

/// What the name of a member says of a text that comes in deltas. One object serves many names in
/// turn.
final class DeltaNames {

  private static final NameTable TEXTS =
      table(
          "text",
          "content",
          "arguments",
          "partial_json",
          "json",
          "thinking",
          "reasoning",
          "reasoning_content",
          "reasoning_text",
          "refusal",
          "transcript",
          "summary",
          "code",
          "input",
          "completion");

  private static final NameTable IDS =
      table(
          "index",
          "output_index",
          "content_index",
          "summary_index",
          "content_block_index",
          "item_id",
          "message_id",
          "tool_call_id");

  private static final NameTable REASONS = table("finish_reason", "stop_reason", "done_reason");

  private static final String[] ENDS = {
    "done", "stop", "end", "complete", "completed", "finish", "finished"
  };

  private static final byte[] DELTA = "delta".getBytes(UTF_8);
  private static final byte[] TYPE = "type".getBytes(UTF_8);

  private final MemberName name = new MemberName();
  private long hash;

  private static NameTable table(String... names) {
    return new NameTable(List.of(names).stream().map(MemberName::normal).toList());
  }

  /// Looks at a decoded name.
  DeltaNames of(byte[] b, int from, int to) {
    name.set(b, from, to);
    hash = NameHash.of(name.bytes(), 0, name.length());
    return this;
  }

  /// The hash of the name in the form of rules.
  long hash() {
    return hash;
  }

  boolean isDelta() {
    return endsWith(DELTA);
  }

  boolean isType() {
    return name.length() == TYPE.length && endsWith(TYPE);
  }

  /// Whether texts inside of a delta are called so.
  boolean isText() {
    return isIn(TEXTS);
  }

  /// Whether it tells texts of one kind apart.
  boolean isId() {
    return isIn(IDS);
  }

  /// Whether it says why a text is at its end.
  boolean isReason() {
    return isIn(REASONS);
  }

  private boolean isIn(NameTable table) {
    return name.length() > 0 && table.find(name.bytes(), 0, name.length(), hash) >= 0;
  }

  private boolean endsWith(byte[] word) {
    int at = name.length() - word.length;
    for (int i = 0; i < word.length; i++) {
      if (at < 0 || name.bytes()[at + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  /// Whether the type of an event has an end for its last word.
  static boolean isEnd(byte[] b, int from, int end) {
    for (String word : ENDS) {
      int at = end - word.length();
      int i = 0;
      while (at >= from && i < word.length() && (b[at + i] | 0x20) == word.charAt(i)) {
        i++;
      }
      if (i == word.length() && (at == from || !isLetter(b[at - 1]))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLetter(byte b) {
    return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
  }
}
