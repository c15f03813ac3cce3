package dev.countersign.approval.expiry;

import dev.countersign.approval.request.ApprovalRegister;
import dev.countersign.approval.request.Step.Moved;
import dev.countersign.evidence.writer.EvidenceUnavailableException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Ends approvals whose clock has run out, one transaction each.
///
/// Two replicas may sweep at once: each approval is ended by whoever is first, once. Without
/// evidence or database the sweep stops where it is and the next one goes on.
@Component
class ExpirySweep {
  private static final Logger LOG = LoggerFactory.getLogger(ExpirySweep.class);

  private final ApprovalRegister register;
  private final ExpirySettings settings;

  ExpirySweep(ApprovalRegister register, ExpirySettings settings) {
    this.register = register;
    this.settings = settings;
  }

  @Scheduled(fixedDelayString = "${countersign.approval.expiry.sweep-every:1s}")
  void sweep() {
    try {
      long ended;
      do {
        ended = register.findDue(settings.batch()).stream().filter(this::end).count();
      } while (ended == settings.batch());
    } catch (EvidenceUnavailableException | DataAccessException | TransactionException e) {
      LOG.warn("approvals wait for their expiry: {}", e.getMessage());
    }
  }

  // One that was altered from outside must not keep the others from ending.
  private boolean end(UUID id) {
    try {
      return register.change(id, approval -> approval.expire(register.now())) instanceof Moved;
    } catch (EvidenceUnavailableException | DataAccessException | TransactionException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("an approval cannot be ended: {}", e.getMessage());
      return false;
    }
  }
}
