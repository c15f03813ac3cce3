package dev.countersign.approval.request;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/// The reviews of all approvals.
interface ReviewRows extends JpaRepository<ReviewRow, Long> {
  List<ReviewRow> findByApprovalInOrderById(Collection<UUID> approvals);
}
