package dev.countersign.masking.accuracy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.Detector;
import dev.countersign.masking.MaskingPolicy;
import dev.countersign.masking.MaskingRule;
import dev.countersign.masking.MaskingSession;
import dev.countersign.masking.MediaKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the detectors alone make of a body: where they hide something, and which of them.
final class Holes {

  /// A place in the body, in bytes, and the detector that hid it.
  record Hole(String detector, int start, int end) {}

  private static final MaskingPolicy DETECTORS =
      MaskingPolicy.compile(
          Arrays.stream(Detector.values())
              .<MaskingRule>map(detector -> MaskingRule.detect(detector.label(), detector))
              .toList());

  private final byte[] body;
  private final List<Hole> holes = new ArrayList<>();
  private final List<String> open = new ArrayList<>();
  private int done;

  private Holes(byte[] body) {
    this.body = body;
  }

  /// A session hands out untouched bytes as parts of the chunk it was given; all else is put in.
  static List<Hole> in(MediaKind kind, String text) throws IOException {
    byte[] body = (text + "\n").getBytes(UTF_8);
    Holes holes = new Holes(body);
    MaskingSession session = DETECTORS.open(kind);
    session.feed(body, holes::take);
    session.finish(holes::take);
    holes.close(body.length);
    return holes.holes;
  }

  @SuppressWarnings("ReferenceEquality") // the session promises parts of the chunk itself
  private void take(byte[] bytes, int off, int len) {
    if (bytes == body) {
      close(off);
      done = off + len;
    } else {
      String put = new String(bytes, off, len, UTF_8);
      int name = put.indexOf("[redacted:") + "[redacted:".length();
      int end = put.indexOf(']', name);
      if (name > 9 && end > 0) {
        open.add(put.substring(name, end));
      }
    }
  }

  private void close(int end) {
    for (String detector : open) {
      holes.add(new Hole(detector, done, end));
    }
    open.clear();
  }
}
