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

  /// What somebody looks for, in the words of the query.
  record Sought(
      String subject,
      String issuer,
      String[] groups,
      boolean all,
      boolean mine,
      boolean toDecide,
      boolean reviewed,
      boolean toReview,
      @Nullable String state,
      @Nullable UUID before,
      @Nullable UUID oldest,
      @Nullable UUID newest,
      int count) {
    static Sought of(ApprovalQuery query, boolean all) {
      return new Sought(
          query.caller().subject(),
          query.caller().issuer(),
          query.caller().groups().toArray(String[]::new),
          all,
          query.mine(),
          query.toDecide(),
          query.reviewed(),
          query.toReview(),
          query.state() == null ? null : query.state().wireName(),
          query.before(),
          query.oldest(),
          query.newest(),
          query.limit());
    }
  }

  @NativeQuery(
      """
      SELECT a.* FROM approval a
      WHERE (CAST(:#{#sought.state} AS text) IS NULL OR a.state = CAST(:#{#sought.state} AS text))
        AND (CAST(:#{#sought.before} AS uuid) IS NULL OR a.id < CAST(:#{#sought.before} AS uuid))
        AND (CAST(:#{#sought.oldest} AS uuid) IS NULL OR a.id >= CAST(:#{#sought.oldest} AS uuid))
        AND (CAST(:#{#sought.newest} AS uuid) IS NULL OR a.id < CAST(:#{#sought.newest} AS uuid))
        AND (NOT :#{#sought.toReview} OR a.review_by IS NOT NULL)
        AND (NOT :#{#sought.toDecide} OR a.state = 'requested'
          AND a.reviewer_groups && CAST(:#{#sought.groups} AS text[])
          AND NOT (a.subject = :#{#sought.subject} AND a.issuer = :#{#sought.issuer})
          AND NOT EXISTS (SELECT 1 FROM review r WHERE r.approval_id = a.id
            AND r.reviewer = :#{#sought.subject} AND r.issuer = :#{#sought.issuer}))
        AND (NOT :#{#sought.reviewed} OR EXISTS (SELECT 1 FROM review r WHERE r.approval_id = a.id
          AND r.reviewer = :#{#sought.subject} AND r.issuer = :#{#sought.issuer}))
        AND (a.subject = :#{#sought.subject} AND a.issuer = :#{#sought.issuer}
          OR NOT :#{#sought.mine} AND (:#{#sought.all}
            OR a.reviewer_groups && CAST(:#{#sought.groups} AS text[])
            OR EXISTS (SELECT 1 FROM review r WHERE r.approval_id = a.id
              AND r.reviewer = :#{#sought.subject} AND r.issuer = :#{#sought.issuer})))
      ORDER BY a.id DESC LIMIT :#{#sought.count}
      """)
  List<ApprovalRow> findVisible(@Param("sought") Sought sought);

  @NativeQuery(
      """
      SELECT * FROM approval
      WHERE subject = :subject AND issuer = :issuer AND id >= :since
        AND state IN ('requested', 'approved')
      ORDER BY id DESC LIMIT :count
      """)
  List<ApprovalRow> findOpen(
      @Param("subject") String subject,
      @Param("issuer") String issuer,
      @Param("since") UUID since,
      @Param("count") int count);

  @NativeQuery(
      """
      SELECT count(*) FROM approval WHERE subject = :subject AND issuer = :issuer AND id >= :since
      """)
  long countSince(
      @Param("subject") String subject, @Param("issuer") String issuer, @Param("since") UUID since);

  @NativeQuery(
      """
      SELECT id FROM approval WHERE review_by <= :now ORDER BY review_by LIMIT :count
      """)
  List<UUID> findOverdue(@Param("now") Instant now, @Param("count") int count);

  long countByReviewByLessThan(Instant now);

  long countByState(String state);
}
