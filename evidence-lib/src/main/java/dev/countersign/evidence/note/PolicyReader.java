package dev.countersign.evidence.note;

import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.note.WitnessPolicy.Group;
import dev.countersign.evidence.note.WitnessPolicy.Rule;
import dev.countersign.evidence.note.WitnessPolicy.Witness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/// Reads a policy file strictly, line by line.
///
/// Names are compared byte by byte, as the specification asks: each byte of the file is one
/// character here, and only keys are read as UTF-8.
final class PolicyReader {
  private static final int MAX_BYTES = 256 * 1024;
  private static final int MAX_DIGITS = 9;

  private final List<NoteKey> logs = new ArrayList<>();
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Set<String> members = new HashSet<>();
  private final Set<VerificationKey> logKeys = new HashSet<>();
  private final Set<VerificationKey> witnessKeys = new HashSet<>();
  private @Nullable String quorum;
  private int line;

  WitnessPolicy read(byte[] file) {
    if (file.length > MAX_BYTES) {
      throw new MalformedPolicyException(
          "length: %d (expected: at most %d)".formatted(file.length, MAX_BYTES));
    }
    String[] lines = new String(file, StandardCharsets.ISO_8859_1).split("\n", -1);
    for (String text : lines) {
      line++;
      if (line == lines.length && !text.isEmpty()) {
        throw refused("does not end in a newline");
      }
      requireCharacters(text);
      List<String> words = words(text);
      if (!words.isEmpty() && !words.getFirst().startsWith("#")) {
        accept(words);
      }
    }
    if (quorum == null) {
      throw new MalformedPolicyException("no line: 'quorum NAME' (expected: exactly one)");
    }
    return new WitnessPolicy(logs, List.copyOf(rules.values()), quorum);
  }

  private void accept(List<String> words) {
    switch (words.getFirst()) {
      case "log" -> log(words);
      case "witness" -> witness(words);
      case "group" -> group(words);
      case "quorum" -> quorum(words);
      default ->
          throw refused("'" + words.getFirst() + "' (expected: log, witness, group or quorum)");
    }
  }

  private void log(List<String> words) {
    requireWords(words, 2, 3, "log KEY [URL]");
    NoteKey key = key(words.get(1), SignatureType.ED25519);
    if (!logKeys.add(key.key())) {
      throw refused("a key that another log has");
    }
    logs.add(key);
  }

  private void witness(List<String> words) {
    requireWords(words, 3, 4, "witness NAME KEY [URL]");
    NoteKey key = key(words.get(2), SignatureType.COSIGNATURE);
    if (!witnessKeys.add(key.key())) {
      throw refused("a key that another witness has");
    }
    define(new Witness(words.get(1), key));
  }

  private void group(List<String> words) {
    requireWords(words, 4, Integer.MAX_VALUE, "group NAME all|any|NUMBER MEMBER…");
    List<String> named = words.subList(3, words.size());
    for (String member : named) {
      requireDefined(member);
      if (!members.add(member)) {
        throw refused("'" + member + "' is a member for the second time");
      }
    }
    define(new Group(words.get(1), threshold(words.get(2), named.size()), named));
  }

  private void quorum(List<String> words) {
    requireWords(words, 2, 2, "quorum NAME");
    if (quorum != null) {
      throw refused("a second quorum");
    }
    if (!words.get(1).equals(WitnessPolicy.NONE)) {
      requireDefined(words.get(1));
    }
    quorum = words.get(1);
  }

  private void define(Rule rule) {
    if (rule.name().equals(WitnessPolicy.NONE) || rules.putIfAbsent(rule.name(), rule) != null) {
      throw refused("'" + rule.name() + "' is defined already");
    }
  }

  private void requireDefined(String name) {
    if (!rules.containsKey(name)) {
      throw refused("'" + name + "' is not defined on a line before");
    }
  }

  private int threshold(String word, int count) {
    int threshold =
        switch (word) {
          case "all" -> count;
          case "any" -> 1;
          default -> number(word);
        };
    if (threshold < 1 || threshold > count) {
      throw refused("'" + word + "' (expected: all, any, or a number from 1 to " + count + ")");
    }
    return threshold;
  }

  /// Zero for what is no decimal number without leading zeros.
  private static int number(String word) {
    boolean decimal = word.chars().allMatch(c -> c >= '0' && c <= '9') && !word.startsWith("0");
    return decimal && word.length() <= MAX_DIGITS ? Integer.parseInt(word) : 0;
  }

  private NoteKey key(String word, SignatureType type) {
    try {
      NoteKey key = NoteKey.parse(NoteSyntax.utf8(word.getBytes(StandardCharsets.ISO_8859_1)));
      if (key.type() == type) {
        return key;
      }
    } catch (MalformedNoteException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
    throw refused("a key of another type (expected: 0x%02x)".formatted(type.code()));
  }

  private void requireWords(List<String> words, int least, int most, String form) {
    if (words.size() < least || words.size() > most) {
      throw refused("%d words (expected: %s)".formatted(words.size(), form));
    }
  }

  private void requireCharacters(String text) {
    if (text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
      throw refused("a control character");
    }
  }

  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    var rest = new StringTokenizer(text, " \t");
    while (rest.hasMoreTokens()) {
      words.add(rest.nextToken());
    }
    return words;
  }

  private MalformedPolicyException refused(String reason) {
    return new MalformedPolicyException(line, reason);
  }
}
