package dev.countersign.approval.request;

import dev.countersign.approval.seal.BrokenSealException;
import dev.countersign.approval.seal.Seal;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.Party;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/// Turns rows into approvals and back, sealing and opening on the way.
///
/// Every method belongs inside a transaction. A row whose seal does not open, or whose state does
/// not follow from its reviews, was altered from outside: that is an exception, never an approval.
@Component
class ApprovalStore {
  private static final Logger LOG = LoggerFactory.getLogger(ApprovalStore.class);

  private final ApprovalRows rows;
  private final ReviewRows reviews;
  private final ActRows acts;
  private final Seal seal;
  private final ApprovalSettings settings;
  private final ApprovalMetrics metrics;

  ApprovalStore(
      ApprovalRows rows,
      ReviewRows reviews,
      ActRows acts,
      Seal seal,
      ApprovalSettings settings,
      ApprovalMetrics metrics) {
    this.rows = rows;
    this.reviews = reviews;
    this.acts = acts;
    this.seal = seal;
    this.settings = settings;
    this.metrics = metrics;
  }

  /// Adds a request, unless the very same is known.
  ///
  /// @return whether it is new
  /// @throws ConflictingRequestException when other bytes are known under its id
  boolean add(ApprovalRequest request, byte[] jws) {
    byte[] digest = Digest.of(jws).bytes();
    Optional<ApprovalRow> known = rows.findById(request.approval());
    if (known.isPresent()) {
      if (!Arrays.equals(known.get().requestDigest(), digest)) {
        throw new ConflictingRequestException(request.approval());
      }
      return false;
    }
    byte[] sealed = seal.close(placeOf(request.approval()), jws);
    rows.saveAndFlush(new ApprovalRow(request, digest, sealed));
    return true;
  }

  Optional<Approval> find(UUID id) {
    return rows.findById(id)
        .map(row ->
            open(
                row,
                reviews.findByApprovalInOrderById(List.of(id)),
                acts.findByApprovalInOrderById(List.of(id))));
  }

  /// A page of what the caller sees, as far as it was not altered.
  ApprovalPage list(ApprovalQuery query) {
    List<ApprovalRow> found =
        rows.findVisible(ApprovalRows.Sought.of(query, query.caller().isIn(settings.auditors())));
    List<Approval> whole = openAll(found);
    return new ApprovalPage(whole, found.size() < query.limit() ? null : found.getLast().id());
  }

  /// Those that a requester asked for since an id and that may still lead to a use, newest first.
  List<Approval> findOpen(Party requester, UUID since, int count) {
    return openAll(rows.findOpen(requester.id(), requester.issuer(), since, count));
  }

  /// How many a requester asked for since an id.
  long countSince(Party requester, UUID since) {
    return rows.countSince(requester.id(), requester.issuer(), since);
  }

  private List<Approval> openAll(List<ApprovalRow> found) {
    List<UUID> ids = found.stream().map(ApprovalRow::id).toList();
    Map<UUID, List<ReviewRow>> given =
        reviews.findByApprovalInOrderById(ids).stream()
            .collect(Collectors.groupingBy(ReviewRow::approval));
    Map<UUID, List<ActRow>> done =
        acts.findByApprovalInOrderById(ids).stream()
            .collect(Collectors.groupingBy(ActRow::approval));
    return found.stream()
        .flatMap(row ->
            openIfWhole(
                row,
                given.getOrDefault(row.id(), List.of()),
                done.getOrDefault(row.id(), List.of()))
                .stream())
        .toList();
  }

  // One altered row must not hide the others from the people who look for them.
  private Optional<Approval> openIfWhole(
      ApprovalRow row, List<ReviewRow> given, List<ActRow> done) {
    try {
      return Optional.of(open(row, given, done));
    } catch (AlteredApprovalException e) {
      LOG.error("left out of a list: {}", e.getMessage());
      return Optional.empty();
    }
  }

  List<UUID> findOverdueGlasses(Instant now, int count) {
    return rows.findOverdue(now, count);
  }

  List<UUID> findDue(Instant now, int count) {
    return rows.findDue(now, count);
  }

  /// Stores the next step of an approval where nobody else was faster.
  ///
  /// On return the row is locked by this transaction, so nobody else can take the same step.
  ///
  /// @throws OptimisticLockingFailureException when somebody else was
  void save(Approval before, Approval next) {
    Consumption use = next.consumption();
    if (use != null && before.consumption() == null) {
      take(next.id(), use);
      return;
    }
    next.reviews().stream()
        .skip(before.reviews().size())
        .forEach(review -> reviews.saveAndFlush(sealed(next.id(), review)));
    next.acts().stream()
        .skip(before.acts().size())
        .forEach(act -> acts.saveAndFlush(sealed(next.id(), act)));
    ApprovalRow row = rows.findById(next.id()).orElseThrow();
    row.moveTo(next);
    rows.saveAndFlush(row);
  }

  private void take(UUID id, Consumption use) {
    if (rows.take(id, use.call(), use.consumer(), use.at()) != 1) {
      throw new OptimisticLockingFailureException("somebody else was faster");
    }
  }

  private ReviewRow sealed(UUID approval, Review review) {
    byte[] content = EvidenceJson.write(review);
    return new ReviewRow(
        approval, review, seal.close(placeOf(approval, review.reviewer()), content));
  }

  private ActRow sealed(UUID approval, Act act) {
    byte[] content = EvidenceJson.write(act);
    return new ActRow(approval, act.kind().once(), seal.close(placeOfAct(approval), content));
  }

  private Approval open(ApprovalRow row, List<ReviewRow> given, List<ActRow> done) {
    try {
      return opened(row, given, done);
    } catch (BrokenSealException e) {
      metrics.altered();
      throw new AlteredApprovalException(String.valueOf(e.getMessage()));
    } catch (AlteredApprovalException e) {
      metrics.altered();
      throw e;
    }
  }

  private Approval opened(ApprovalRow row, List<ReviewRow> given, List<ActRow> done) {
    byte[] jws = seal.open(placeOf(row.id()), row.sealedRequest());
    ApprovalRequest request =
        EvidenceJson.read(Jws.parse(jws).unverifiedPayload(), ApprovalRequest.class);
    List<Review> opened = given.stream().map(this::open).toList();
    List<Act> acted = done.stream().map(this::open).toList();
    Approval approval = new Approval(request, row.state(), opened, row.consumption(), acted);
    if (!approval.standsOnItsReviews()) {
      throw new AlteredApprovalException(
          "approval %s: its state does not follow from its reviews".formatted(row.id()));
    }
    return approval;
  }

  private Act open(ActRow row) {
    return EvidenceJson.read(seal.open(placeOfAct(row.approval()), row.sealedAct()), Act.class);
  }

  private Review open(ReviewRow row) {
    String place = placeOf(row.approval(), row.reviewer());
    return EvidenceJson.read(seal.open(place, row.sealedReview()), Review.class);
  }

  private static String placeOf(UUID approval) {
    return "request " + approval;
  }

  private static String placeOfAct(UUID approval) {
    return "act " + approval;
  }

  private static String placeOf(UUID approval, Party reviewer) {
    return "review %s %s %s".formatted(approval, reviewer.issuer(), reviewer.id());
  }
}
