package dev.countersign.approval.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.ApprovalIT;
import dev.countersign.approval.AtOnce;
import dev.countersign.approval.RunningService;
import dev.countersign.approval.RunningService.Answer;
import dev.countersign.approval.history.History.Deed;
import dev.countersign.approval.history.History.Kind;
import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.RecordBody.ApprovalConsumed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Random histories: people, gateways, revokers and clocks at work on the same approvals at once,
/// through two replicas on one database. A seed that fails is a case to keep.
class HistoryIT extends ApprovalIT {
  private static final long[] SEEDS = {1, 20_261_120};
  private static final int APPROVALS = 12;
  private static final int ACTS = 16;
  private static final int WORKERS = 16;
  private static final List<String> PEOPLE = List.of("bob", "carol", "dave", "erin");
  private static final Clock CLOCK = Clock.systemUTC();

  @Test
  void nothingEverRunsThatPeopleDidNotAgreeTo() {
    List<RunningService> replicas = List.of(service, replica());
    for (long seed : SEEDS) {
      List<History> histories = histories(new Random(seed), replicas);
      assertThat(histories.stream().flatMap(history -> history.violations().stream()))
          .as("seed %d", seed)
          .isEmpty();
      proofsAreThoseOfTheUses(histories);
    }
  }

  private List<History> histories(Random random, List<RunningService> replicas) {
    List<Callable<History>> asking = new ArrayList<>();
    for (int i = 0; i < APPROVALS; i++) {
      asking.add(asking(random));
    }
    List<History> histories = AtOnce.all(asking);
    List<Runnable> deeds = new ArrayList<>();
    histories.forEach(history -> plan(history, random, replicas, deeds));
    Collections.shuffle(deeds, random);
    List<Callable<Integer>> workers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(worker(deeds, i));
    }
    AtOnce.all(workers);
    return histories;
  }

  // Every so-manieth deed, one after the other.
  private static Callable<Integer> worker(List<Runnable> deeds, int first) {
    return () -> {
      for (int i = first; i < deeds.size(); i += WORKERS) {
        deeds.get(i).run();
      }
      return first;
    };
  }

  private Callable<History> asking(Random random) {
    int quorum = 1 + random.nextInt(3);
    int denials = 1 + random.nextInt(2);
    Duration decide = Duration.ofMillis(2000 + random.nextInt(4000));
    Duration use = Duration.ofMillis(5 + random.nextInt(1500));
    ApprovalTerms terms =
        new ApprovalTerms(null, denials, null, List.of("security"), null, null, null, null, null);
    return () -> {
      Instant asked = CLOCK.instant();
      UUID id =
          service.ask(
              service.refund().quorum(quorum).decideWithin(decide).useWithin(use).terms(terms));
      return new History(id, quorum, denials, decide, use, asked);
    };
  }

  private static void plan(
      History history, Random random, List<RunningService> replicas, List<Runnable> deeds) {
    for (int i = 0; i < ACTS; i++) {
      RunningService replica = replicas.get(random.nextInt(replicas.size()));
      String person = PEOPLE.get(random.nextInt(PEOPLE.size()));
      int dice = random.nextInt(100);
      deeds.add(() -> act(history, replica, person, dice));
    }
  }

  private static void act(History history, RunningService replica, String person, int dice) {
    Kind kind = kind(dice);
    Instant began = CLOCK.instant();
    Answer answer = answer(history.approval(), kind, replica, person);
    String state = answer.status() == 200 ? answer.state() : answer.problem();
    Deed deed = new Deed(kind, person, began, CLOCK.instant(), answer.status(), state);
    history.add(deed);
  }

  private static Kind kind(int dice) {
    if (dice < 45) {
      return Kind.APPROVE;
    }
    if (dice < 85) {
      return Kind.CONSUME;
    }
    return dice < 92 ? Kind.DENY : dice < 97 ? Kind.REVOKE : Kind.WITHDRAW;
  }

  private static Answer answer(UUID id, Kind kind, RunningService replica, String person) {
    return switch (kind) {
      case APPROVE -> replica.approve(id, replica.person(person, "leads"));
      case DENY -> replica.deny(id, replica.person(person, "leads"));
      case CONSUME -> replica.consume(id);
      case REVOKE -> replica.post("/" + id + "/revoke", replica.person("sue", "security"), null);
      case WITHDRAW ->
          replica.post("/" + id + "/withdraw", replica.person("alice", "support"), null);
    };
  }

  private void proofsAreThoseOfTheUses(List<History> histories) {
    var used =
        histories.stream()
            .filter(History::wasUsed)
            .map(history -> history.approval().toString())
            .collect(Collectors.toSet());
    var proven =
        service.topics().evidence(ApprovalConsumed.class, "").stream()
            .map(ApprovalConsumed::approval)
            .filter(id ->
                histories.stream().anyMatch(history -> history.approval().toString().equals(id)))
            .toList();
    assertThat(proven).doesNotHaveDuplicates().containsAll(used);
    assertThat(proven.stream().filter(id -> !used.contains(id)))
        .as("used, and nobody was told")
        .allMatch(id ->
            histories.stream()
                .anyMatch(history ->
                    history.approval().toString().equals(id) && history.mayHaveBeenUsed()));
  }
}
