package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.detect.ByteScan;
import dev.countersign.masking.detect.MemberName;
import java.io.IOException;
import java.util.Arrays;

/// The data of one event after the other: what is whole is masked at once, what is a part of a text
/// in deltas goes to that text.
///
/// The JSON around deltas is masked as if they were empty; where a rule by name or path takes one
/// it is no delta but a value.
final class SseData {

  private static final byte[] DONE = "[DONE]".getBytes(UTF_8);

  private final MaskingPass pass;
  private final StreamDeltas settings;
  private final HeldEvents held;
  private final DeltaTexts deltas;
  private final DeltaScan scan;
  private final TextMasker texts;
  private final MemberName none = new MemberName();
  private final Decoded data = new Decoded();
  private final Decoded shell = new Decoded();
  private final Decoded string = new Decoded();
  private final EditList edits = new EditList();
  private final DeltaHints hints;
  private boolean[] taken = new boolean[8];
  private int lines;
  private boolean tooMany;

  SseData(MaskingPass pass, StreamDeltas settings, HeldEvents held) {
    this.pass = pass;
    this.settings = settings;
    this.held = held;
    this.deltas = new DeltaTexts(pass, held);
    this.scan = new DeltaScan(pass.limits(), settings);
    this.texts = new TextMasker(pass, 0);
    this.hints = new DeltaHints(settings);
  }

  /// Begins with the next event.
  void begin() {
    data.clear();
    lines = 0;
    deltas.begin();
  }

  /// Adds a line of data.
  void line(byte[] b, int from, int end) {
    if (lines++ > 0) {
      data.add('\n', data.origin(data.length()));
    }
    for (int i = from; i < end; i++) {
      data.add(b[i], i);
    }
    data.end(end);
  }

  boolean hasLines() {
    return lines > 0;
  }

  /// Whether more texts come in deltas than can be told apart.
  boolean hasTooManyTexts() {
    return tooMany;
  }

  /// Where in the body the first byte lies that is not decided, or [DeltaText#NOWHERE].
  long undecided() {
    return deltas.undecided();
  }

  /// Hides what has waited longest.
  void hideFirst() throws IOException {
    deltas.hideFirst();
  }

  /// Ends the stream.
  void end() throws IOException {
    deltas.endAll();
  }

  /// Masks the data of the event.
  ///
  /// @param base the place in the body of the byte that was 0 to [#line]
  /// @param named whether the event has a name
  void mask(long base, boolean named) throws IOException {
    if (lines == 0) {
      return;
    }
    if (isDone()) {
      deltas.endAll();
      whole(base);
      return;
    }
    if (deltas.isEmpty() && hints.isSurelyWhole(data.bytes(), data.length())) {
      whole(base);
      return;
    }
    switch (scan.read(data.bytes(), data.length())) {
      case JSON -> json(base);
      case JSON_AND_MORE -> whole(base);
      case NO_JSON -> {
        if (named || !settings.plain()) {
          whole(base);
        } else {
          plain(base);
        }
      }
    }
    deltas.end(scan);
  }

  private boolean isDone() {
    return Arrays.equals(data.bytes(), 0, data.length(), DONE, 0, DONE.length);
  }

  /// Masks data that is no part of anything.
  private void whole(long base) throws IOException {
    edits.clear();
    texts.mask(data.bytes(), 0, data.length(), none, (s, e, put, r) -> replace(data, s, e, put, r));
    give(base);
  }

  private void json(long base) throws IOException {
    if (scan.found().count() == 0) {
      whole(base);
      return;
    }
    if (taken.length < scan.found().count()) {
      taken = new boolean[2 * scan.found().count()];
    }
    Arrays.fill(taken, false);
    int[] counts = pass.tally().counts();
    if (maskAround()) {
      pass.tally().reset(counts);
      maskAround();
    }
    give(base);
    for (int i = 0; i < scan.found().count() && !tooMany; i++) {
      if (!taken[i] && scan.found().from(i) < scan.found().to(i)) {
        delta(i, base);
      }
    }
  }

  /// Masks the JSON around deltas; whether it was found that a rule takes some of them.
  private boolean maskAround() throws IOException {
    shell.clear();
    int at = 0;
    for (int i = 0; i < scan.found().count(); i++) {
      copy(at, scan.found().from(i));
      at = taken[i] ? scan.found().from(i) : scan.found().to(i);
    }
    copy(at, data.length());
    shell.end(data.origin(data.length()));
    edits.clear();
    int before = takenNow();
    texts.mask(
        shell.bytes(), 0, shell.length(), none, (s, e, put, r) -> replace(shell, s, e, put, r));
    return takenNow() > before;
  }

  private void copy(int from, int to) {
    for (int i = from; i < to; i++) {
      shell.add(data.bytes()[i], data.origin(i));
    }
  }

  private int takenNow() {
    int count = 0;
    for (int i = 0; i < scan.found().count(); i++) {
      count += taken[i] ? 1 : 0;
    }
    return count;
  }

  private void replace(Decoded source, int start, int end, byte[] put, int rule) {
    int from = start;
    // the lines of what vanishes stay, for their ends are the framing's
    while (put.length == 0 && from < end) {
      int line = ByteScan.indexOf(source.bytes(), '\n', from, end);
      if (line > from) {
        replaceSource(source, from, line, put, rule);
      }
      from = line + 1;
    }
    if (put.length > 0) {
      replaceSource(source, start, end, put, rule);
    }
  }

  private void replaceSource(Decoded source, int start, int end, byte[] put, int rule) {
    int from = source.origin(start);
    int to = end == 0 ? source.origin(0) : source.origin(end - 1) + 1;
    edits.replace(from, to, put, rule);
    if (source == shell) {
      take(from, to);
    }
  }

  /// Remembers the deltas of which the quotes lie in what a rule has taken.
  private void take(int from, int to) {
    int low = 0;
    int high = scan.found().count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (quote(middle) < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    while (low < scan.found().count() && quote(low) < to) {
      taken[low++] = true;
    }
  }

  private int quote(int delta) {
    return data.origin(scan.found().from(delta) - 1);
  }

  private void give(long base) throws IOException {
    edits.drainTo((s, e, put, rule) -> held.replace(base + s, base + e, put, rule));
  }

  private void delta(int delta, long base) throws IOException {
    DeltaText text = deltas.of(scan, delta);
    if (text == null) {
      tooMany = true;
      return;
    }
    string.unescape(data.bytes(), scan.found().from(delta), scan.found().to(delta));
    for (int i = 0; i < string.length(); i++) {
      text.add(string.bytes()[i], base + data.origin(string.origin(i)));
    }
    text.endPiece(base + data.origin(scan.found().to(delta) - 1) + 1);
    text.judge();
  }

  private void plain(long base) throws IOException {
    DeltaText text = deltas.plain();
    if (text == null) {
      tooMany = true;
      return;
    }
    for (int i = 0; i < data.length(); i++) {
      text.add(data.bytes()[i], base + data.origin(i));
    }
    if (data.length() > 0) {
      text.endPiece(base + data.origin(data.length()));
      text.judge();
    }
  }
}
