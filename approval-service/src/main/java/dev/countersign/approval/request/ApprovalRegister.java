package dev.countersign.approval.request;

import dev.countersign.approval.outbox.Outbox;
import dev.countersign.approval.request.ApprovalListener.Change;
import dev.countersign.approval.request.Step.Moved;
import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.writer.EvidenceAppender;
import dev.countersign.service.evidence.SignedStatements;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Every approval and where it stands: the one place where a state changes.
///
/// ## Order
///
/// A change takes the row (so that nobody else takes the same step), then makes its evidence record
/// durable, then commits together with the outbox message. No state shows without its record. A
/// crash, or a failed commit, between record and commit leaves a record whose state never came: the
/// step is then taken again and recorded again.
///
/// ## Concurrency
///
/// Thread-safe, in one process and across replicas: optimistic locking; whoever comes second looks
/// again and decides on what is there then.
///
/// ## Failure
///
/// Without evidence or database nothing changes and the caller gets the exception.
@Service
public class ApprovalRegister {
  // A loser waits for the winner's commit, so it loses at most once to each person at work.
  private static final int ATTEMPTS = 32;

  private final ApprovalStore store;
  private final EvidenceAppender evidence;
  private final SignedStatements statements;
  private final Outbox outbox;
  private final TransactionTemplate transactions;
  private final List<ApprovalListener> listeners;
  private final ApprovalMetrics metrics;
  private final Clock clock;

  ApprovalRegister(
      ApprovalStore store,
      EvidenceAppender evidence,
      SignedStatements statements,
      Outbox outbox,
      List<ApprovalListener> listeners,
      PlatformTransactionManager transactions,
      ApprovalMetrics metrics,
      Clock clock) {
    this.store = store;
    this.evidence = evidence;
    this.statements = statements;
    this.outbox = outbox;
    this.listeners = List.copyOf(listeners);
    this.transactions = new TransactionTemplate(transactions);
    // An approval and its reviews are two reads; they must show the same moment.
    this.transactions.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.metrics = metrics;
    this.clock = clock;
  }

  /// The time as the database keeps it.
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  public Optional<Approval> find(UUID id) {
    return inTransaction(() -> store.find(id));
  }

  /// Approvals whose clock has run out, oldest first.
  public List<UUID> findDue(int count) {
    return inTransaction(() -> store.findDue(now(), count));
  }

  /// Broken glasses whose review is overdue, the most overdue first.
  public List<UUID> findOverdueGlasses(int count) {
    return inTransaction(() -> store.findOverdueGlasses(now(), count));
  }

  ApprovalPage list(ApprovalQuery query) {
    return inTransaction(() -> store.list(query));
  }

  /// Takes a verified request in. The very same again changes nothing.
  ///
  /// @throws ConflictingRequestException when other bytes are known under its id
  void open(ApprovalRequest request, byte[] jws) {
    boolean fresh =
        inTransaction(() -> {
          boolean added = store.add(request, jws);
          if (added) {
            Approval requested = Approval.requested(request);
            evidence.append(Proof.of(requested));
            tell(requested, Change.REQUESTED);
            breakGlass(requested);
          }
          return added;
        });
    if (fresh) {
      metrics.requested();
    }
  }

  private void breakGlass(Approval requested) {
    if (requested.request().breaksGlass()) {
      attempt(requested, Approval::breakGlass);
    }
  }

  /// Those that a requester asked for lately and that may still lead to a use, newest first.
  public List<Approval> findOpen(Party requester, Instant since, int count) {
    return inTransaction(() -> store.findOpen(requester, Age.firstIdOf(since), count));
  }

  /// How many a requester asked for lately.
  public long countSince(Party requester, Instant since) {
    return inTransaction(() -> store.countSince(requester, Age.firstIdOf(since)));
  }

  /// Changes an approval as the given decision says, or leaves it as the decision refuses.
  ///
  /// The decision may be asked several times, each time with the approval as it stands then; the
  /// last answer counts and is returned.
  ///
  /// @throws java.util.NoSuchElementException when there is no such approval
  public Step change(UUID id, Function<Approval, Step> decision) {
    for (int attempt = 1; ; attempt++) {
      try {
        Step step = inTransaction(() -> attempt(store.find(id).orElseThrow(), decision));
        if (step instanceof Moved(Approval next)) {
          metrics.moved(next);
        }
        return step;
      } catch (ConcurrencyFailureException | DataIntegrityViolationException e) {
        // The second kind: the same person's other review came first.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Step attempt(Approval before, Function<Approval, Step> decision) {
    Step step = decision.apply(before);
    if (step instanceof Moved(Approval next)) {
      store.save(before, next);
      Proof.of(before, next).ifPresent(evidence::append);
      boolean moved = next.state() != before.state();
      if (moved) {
        announce(next);
      }
      tell(next, moved ? Change.MOVED : Change.ADDED);
    }
    return step;
  }

  private void tell(Approval next, Change change) {
    listeners.forEach(listener -> listener.changed(next, change));
  }

  // Nobody waits for a use but the gateway that gets the answer.
  private void announce(Approval next) {
    if (next.state() == ApprovalState.CONSUMED) {
      return;
    }
    Instant useBy = next.state() == ApprovalState.APPROVED ? next.useBy() : null;
    ApprovalDecision decision = new ApprovalDecision(next.id(), next.state(), now(), useBy);
    outbox.post(
        ApprovalDecision.TOPIC,
        next.id().toString(),
        ApprovalDecision.EVENT_TYPE,
        statements.sign(ApprovalDecision.JWS_TYPE, decision));
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(transaction -> work.get()));
  }
}
