package dev.countersign.approval.notification;

import dev.countersign.approval.notification.Notifications.Due;
import dev.countersign.approval.request.ApprovalRegister;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Sends what waits, at least once each, with longer and longer pauses after failures.
///
/// Replicas share the work: who takes a notification has it for a while; a crash gives it back when
/// that is over.
@Component
class Dispatch {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
  private static final int OVERDUE = 100;
  private static final int MAX_DOUBLINGS = 20;

  private final Notifications notifications;
  private final Courier courier;
  private final ApprovalRegister register;
  private final NotificationSettings settings;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Dispatch(
      Notifications notifications,
      Courier courier,
      ApprovalRegister register,
      NotificationSettings settings,
      TransactionTemplate transactions,
      MeterRegistry meters,
      Clock clock) {
    this.notifications = notifications;
    this.courier = courier;
    this.register = register;
    this.settings = settings;
    this.transactions = transactions;
    this.clock = clock;
    Gauge.builder("countersign.notifications.dead", notifications, all -> all.count("dead"))
        .description("Notifications that were given up; operators can send them again.")
        .register(meters);
  }

  @Scheduled(fixedDelayString = "${countersign.approval.notification.poll-every:1s}")
  void sendAll() {
    if (settings.channels().isEmpty()) {
      return;
    }
    try {
      List<Due> due;
      do {
        due = notifications.take(settings.batch(), settings.timeout().multipliedBy(3));
        due.forEach(this::send);
      } while (due.size() == settings.batch());
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("notifications wait: {}", e.getClass().getSimpleName());
    }
  }

  private void send(Due due) {
    try {
      courier.carry(due.message(), settings.channel(due.channel()));
      notifications.sent(due.id());
    } catch (UndeliveredException | IllegalStateException e) {
      boolean isDead = due.attempts() >= settings.attempts();
      notifications.failed(
          due.id(), String.valueOf(e.getMessage()), isDead ? null : again(due.attempts()));
      if (isDead) {
        LOG.warn("notification {} is given up: {}", due.id(), e.getMessage());
      }
    }
  }

  private Instant again(int attempts) {
    Duration pause = settings.backOff().multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS));
    boolean isLong = pause.compareTo(settings.backOffAtMost()) > 0;
    return clock.instant().plus(isLong ? settings.backOffAtMost() : pause);
  }

  /// Tells of broken glasses whose review is overdue.
  @Scheduled(fixedDelayString = "${countersign.approval.notification.overdue-every:1m}")
  void tellOverdue() {
    try {
      register.findOverdueGlasses(OVERDUE).forEach(this::tellOverdue);
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("overdue reviews wait to be told: {}", e.getClass().getSimpleName());
    }
  }

  // One that was altered from outside must not keep the others from being told.
  private void tellOverdue(UUID id) {
    try {
      transactions.executeWithoutResult(_ ->
          register.find(id).ifPresent(approval -> notifications.post(approval, Occasion.OVERDUE)));
    } catch (DataAccessException | TransactionException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("nobody is told of an overdue review: {}", e.getMessage());
    }
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void forget() {
    notifications.forget();
  }
}
