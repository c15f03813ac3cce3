package dev.countersign.masking;

import dev.countersign.masking.detect.MemberName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The texts that come in the deltas of one stream, until each is at its end.
final class DeltaTexts {

  private static final int MOST = 256;

  /// The text of events without JSON.
  private static final long PLAIN = 1;

  /// The text of events that are one JSON string each.
  private static final long QUOTED = 2;

  private static final long[] NO_PLACES = {};

  /// One text, and where it comes from.
  private static final class Known {
    private final DeltaText text;
    private final long owner;
    private final long names;
    private final long rootIds;
    private final long[] places;
    private long event;

    private Known(DeltaText text, long owner, long names, long rootIds, long[] places) {
      this.text = text;
      this.owner = owner;
      this.names = names;
      this.rootIds = rootIds;
      this.places = places;
    }
  }

  private final MaskingPass pass;
  private final HeldEvents held;
  private final Map<Long, Known> texts = new HashMap<>();
  private final List<Known> touched = new ArrayList<>();
  private long event;

  DeltaTexts(MaskingPass pass, HeldEvents held) {
    this.pass = pass;
    this.held = held;
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  /// Where in the body the first byte lies that is not decided, or [DeltaText#NOWHERE].
  long undecided() {
    long first = DeltaText.NOWHERE;
    for (Known known : texts.values()) {
      first = Math.min(first, known.text.undecided());
    }
    return first;
  }

  /// Begins with the next event.
  void begin() {
    event++;
    touched.clear();
  }

  /// The text of events without JSON; null where there are too many texts.
  @Nullable DeltaText plain() {
    Known known = texts.get(PLAIN);
    return known == null ? add(PLAIN, new Known(newText(0), 0, 0, 0, NO_PLACES)) : touch(known);
  }

  /// The text of which a delta is a part; null where there are too many.
  @Nullable DeltaText of(DeltaScan scan, int delta) {
    EventNodes nodes = scan.nodes();
    int node = scan.found().node(delta);
    if (node == EventNodes.NONE) {
      Known known = texts.get(QUOTED);
      return known == null ? add(QUOTED, new Known(newText(1), 0, 0, 0, NO_PLACES)) : touch(known);
    }
    long key = nodes.key(node, scan.found().name(delta));
    Known known = texts.get(key);
    if (known != null) {
      return touch(known);
    }
    long owner = nodes.place(nodes.owner(node));
    long names = nodes.names(node, scan.found().name(delta));
    return add(key, new Known(newText(1), owner, names, nodes.rootIds(), nodes.places(node)));
  }

  private DeltaText newText(int layers) {
    return new DeltaText(pass, held, layers, layers, new MemberName());
  }

  private @Nullable DeltaText add(long key, Known known) {
    if (texts.size() >= MOST && !forgetOne()) {
      return null;
    }
    texts.put(key, known);
    return touch(known);
  }

  private DeltaText touch(Known known) {
    if (known.event != event) {
      known.event = event;
      touched.add(known);
    }
    return known.text;
  }

  /// Forgets a text of which nothing but words is known.
  private boolean forgetOne() {
    Iterator<Known> each = texts.values().iterator();
    while (each.hasNext()) {
      Known known = each.next();
      if (known.event != event && known.text.isIdle()) {
        each.remove();
        return true;
      }
    }
    return false;
  }

  /// Ends the texts that are at their end with this event.
  void end(DeltaScan scan) throws IOException {
    Iterator<Known> each = texts.values().iterator();
    while (each.hasNext()) {
      Known known = each.next();
      if (known.text.isComplete() || hasSuccessor(known) || isEnded(known, scan)) {
        known.text.close();
        each.remove();
      }
    }
  }

  /// Whether the same owner has gone on with a text of another name.
  private boolean hasSuccessor(Known known) {
    boolean successor = false;
    if (known.event != event) {
      for (Known other : touched) {
        successor |= other.owner == known.owner && other.names != known.names;
      }
    }
    return successor;
  }

  private static boolean isEnded(Known known, DeltaScan scan) {
    EventNodes nodes = scan.nodes();
    if (known.places.length > 0 && scan.found().count() == 0 && scan.isEnding()) {
      return nodes.rootIds() == 0 || nodes.rootIds() == known.rootIds;
    }
    for (int node = 0; node < nodes.size(); node++) {
      for (long place : known.places) {
        if (nodes.isFinished(node) && nodes.place(node) == place) {
          return true;
        }
      }
    }
    return false;
  }

  /// Ends all texts.
  void endAll() throws IOException {
    for (Known known : texts.values()) {
      known.text.close();
    }
    texts.clear();
  }

  /// Hides what has waited longest.
  void hideFirst() throws IOException {
    long first = undecided();
    for (Known known : texts.values()) {
      if (known.text.undecided() == first) {
        known.text.hide();
        return;
      }
    }
  }
}
