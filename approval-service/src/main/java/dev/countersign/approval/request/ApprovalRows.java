package dev.countersign.approval.request;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;

/// The approvals, by what one looks for.
interface ApprovalRows extends JpaRepository<ApprovalRow, UUID> {

  /// Takes an approval for one call: the one statement that decides who gets it.
  ///
  /// @return 1 where it was there to be taken, else 0
  @Modifying(flushAutomatically = true, clearAutomatically = true)
  @Query(
      """
      UPDATE ApprovalRow a
      SET a.state = 'consumed', a.consumedAt = :at, a.consumedCall = :call,
        a.consumer = :consumer, a.version = a.version + 1
      WHERE a.id = :id AND a.state = 'approved' AND a.useBy > :at
      """)
  int take(
      @Param("id") UUID id,
      @Param("call") UUID call,
      @Param("consumer") String consumer,
      @Param("at") Instant at);

  @NativeQuery(
      """
      SELECT id FROM approval
      WHERE state = 'requested' AND decide_by <= :now OR state = 'approved' AND use_by <= :now
      ORDER BY id LIMIT :count
      """)
  List<UUID> findDue(@Param("now") Instant now, @Param("count") int count);

  @NativeQuery(
      """
      SELECT a.* FROM approval a
      WHERE (CAST(:state AS text) IS NULL OR a.state = CAST(:state AS text))
        AND (CAST(:before AS uuid) IS NULL OR a.id < CAST(:before AS uuid))
        AND (a.subject = :subject AND a.issuer = :issuer
          OR NOT :mine AND (:all
            OR a.reviewer_groups && CAST(:groups AS text[])
            OR EXISTS (SELECT 1 FROM review r WHERE r.approval_id = a.id
              AND r.reviewer = :subject AND r.issuer = :issuer)))
      ORDER BY a.id DESC LIMIT :count
      """)
  List<ApprovalRow> findVisible(
      @Param("subject") String subject,
      @Param("issuer") String issuer,
      @Param("groups") String[] groups,
      @Param("all") boolean all,
      @Param("mine") boolean mine,
      @Param("state") @Nullable String state,
      @Param("before") @Nullable UUID before,
      @Param("count") int count);

  long countByState(String state);
}
