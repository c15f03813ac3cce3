package dev.countersign.masking;

import dev.countersign.masking.EntityDetector.Entity;
import dev.countersign.masking.EntityResult.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The questions about the texts of one body, one after the other, and what was answered.
///
/// Whoever completes an answer asks the next question; answers that are there at once are taken in
/// a loop, so that many of them need no deep stack.
final class EntityQuestions {

  private static final int MAX_TYPE = 32;

  /// An answer with which nothing can be done.
  static final class UnusableAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Reason reason;

    UnusableAnswer(Reason reason) {
      super(reason.name(), null, false, false);
      this.reason = reason;
    }

    Reason reason() {
      return reason;
    }
  }

  private final EntityDetector detector;
  private final EntityLimits limits;
  private final List<BodyText> texts;
  private final List<Entity> found = new ArrayList<>();
  private final CompletableFuture<List<Entity>> all = new CompletableFuture<>();
  private volatile @Nullable CompletableFuture<List<Entity>> asked;

  EntityQuestions(EntityDetector detector, EntityLimits limits, List<BodyText> texts) {
    this.detector = detector;
    this.limits = limits;
    this.texts = texts;
  }

  /// Asks about all texts; entities are told by the place of their text among all.
  CompletableFuture<List<Entity>> ask() {
    askFrom(0);
    return all;
  }

  private void askFrom(int first) {
    int from = first;
    try {
      while (from < texts.size() && !all.isDone()) {
        int to = batchEnd(from);
        List<String> batch = texts.subList(from, to).stream().map(BodyText::value).toList();
        CompletableFuture<List<Entity>> answer = detector.find(batch).toCompletableFuture();
        if (!answer.isDone()) {
          await(answer, from, to);
          return;
        }
        take(answer.join(), from, to);
        from = to;
      }
      all.complete(found);
    } catch (RuntimeException e) {
      all.completeExceptionally(e);
    }
  }

  private void await(CompletableFuture<List<Entity>> answer, int from, int to) {
    asked = answer;
    if (all.isDone()) {
      stop();
    }
    answer.whenComplete((entities, failure) -> {
      if (failure != null) {
        all.completeExceptionally(failure);
        return;
      }
      try {
        take(entities, from, to);
      } catch (RuntimeException e) {
        all.completeExceptionally(e);
        return;
      }
      askFrom(to);
    });
  }

  /// Gives up on what is under way.
  void stop() {
    CompletableFuture<List<Entity>> underWay = asked;
    if (underWay != null) {
      underWay.cancel(true);
    }
  }

  private int batchEnd(int from) {
    int to = from;
    int length = 0;
    while (to < texts.size() && to - from < limits.maxTexts()) {
      length += texts.get(to).value().length();
      if (length > limits.maxBatch()) {
        break;
      }
      to++;
    }
    return to;
  }

  private void take(List<Entity> answer, int from, int to) {
    if (answer.size() > limits.maxEntities() - found.size()) {
      throw new UnusableAnswer(Reason.TOO_LARGE);
    }
    for (Entity entity : answer) {
      boolean known = entity.text() >= 0 && entity.text() < to - from;
      if (!known || !isIn(entity, texts.get(from + entity.text()).value())) {
        throw new UnusableAnswer(Reason.NONSENSE);
      }
      found.add(new Entity(from + entity.text(), entity.start(), entity.end(), entity.type()));
    }
  }

  private static boolean isIn(Entity entity, String text) {
    return entity.start() >= 0
        && entity.start() < entity.end()
        && entity.end() <= text.length()
        && isType(entity.type());
  }

  private static boolean isType(String type) {
    return !type.isEmpty()
        && type.length() <= MAX_TYPE
        && type.charAt(0) >= 'a'
        && type.charAt(0) <= 'z'
        && type.chars()
            .allMatch(
                c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-');
  }
}
