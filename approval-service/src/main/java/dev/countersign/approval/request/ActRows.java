package dev.countersign.approval.request;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/// The acts of all approvals.
interface ActRows extends JpaRepository<ActRow, Long> {
  List<ActRow> findByApprovalInOrderById(Collection<UUID> approvals);
}
