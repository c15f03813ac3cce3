package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.EntityDetector.Entity;
import dev.countersign.masking.EntityResult.Complete;
import dev.countersign.masking.EntityResult.Hole;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Hides entities in a body: `[redacted:entity:<type>]` in the place of each.
///
/// Entities that overlap make one hole of the first one's type. What other rules have left in the
/// place of values, `[redacted:…]`, stays, so hiding twice changes nothing.
final class EntityHoles {

  private static final String MARK = "[redacted:";

  private final byte[] body;
  private final ByteArrayOutputStream out;
  private final List<Hole> holes = new ArrayList<>();
  private int done;

  private EntityHoles(byte[] body) {
    this.body = body;
    this.out = new ByteArrayOutputStream(body.length + 256);
  }

  static EntityResult hide(byte[] body, List<BodyText> texts, List<Entity> found) {
    EntityHoles hiding = new EntityHoles(body);
    List<Entity> entities = new ArrayList<>(found);
    entities.sort(Comparator.comparingInt(Entity::text).thenComparingInt(Entity::start));
    int i = 0;
    while (i < entities.size()) {
      Entity first = entities.get(i);
      int end = first.end();
      for (i++; i < entities.size() && overlaps(entities.get(i), first, end); i++) {
        end = Math.max(end, entities.get(i).end());
      }
      hiding.hide(texts.get(first.text()), first.start(), end, "entity:" + first.type());
    }
    hiding.pass(body.length);
    return new Complete(hiding.out.toByteArray(), hiding.holes);
  }

  private static boolean overlaps(Entity entity, Entity first, int end) {
    return entity.text() == first.text() && entity.start() < end;
  }

  /// Hides what lies between the marks of other holes.
  private void hide(BodyText text, int from, int to, String rule) {
    int at = from;
    int mark = markBefore(text.value(), from);
    while (at < to) {
      int markEnd = mark < 0 ? -1 : text.value().indexOf(']', mark) + 1;
      if (mark < 0 || mark >= to || markEnd == 0) {
        replace(text, at, to, rule);
        return;
      }
      replace(text, at, Math.max(at, mark), rule);
      at = Math.max(at, markEnd);
      mark = text.value().indexOf(MARK, at);
    }
  }

  /// The mark that goes over a place, or the next one.
  private static int markBefore(String text, int at) {
    int before = text.lastIndexOf(MARK, at);
    return before >= 0 && text.indexOf(']', before) >= at ? before : text.indexOf(MARK, at);
  }

  private void replace(BodyText text, int from, int to, String rule) {
    if (text.value().substring(from, to).isBlank()) {
      return;
    }
    pass(text.places()[from]);
    int start = out.size();
    out.writeBytes(("[redacted:" + rule + "]").getBytes(UTF_8));
    holes.add(new Hole(rule, start, out.size()));
    done = text.places()[to];
  }

  private void pass(int end) {
    out.write(body, done, end - done);
    done = end;
  }
}
