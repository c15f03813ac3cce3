package dev.countersign.approval.outbox;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.NativeQuery;

/// The messages that wait.
interface OutboxMessages extends JpaRepository<OutboxMessage, Long> {

  /// Makes this transaction the only sender, or says that another replica is.
  @NativeQuery("SELECT pg_try_advisory_xact_lock(hashtext('countersign.approval.outbox'))")
  boolean becomeTheSender();

  List<OutboxMessage> findByOrderByIdAsc(Limit limit);
}
