package dev.countersign.gateway.enforcement;

import dev.countersign.evidence.writer.EvidenceUnavailableException;
import dev.countersign.gateway.access.CanonicalRequest.Header;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.recording.Recording;
import dev.countersign.gateway.upstream.UpstreamAnswer;
import dev.countersign.gateway.upstream.UpstreamOutcome;
import dev.countersign.masking.MaskingException;
import dev.countersign.masking.MaskingSession;
import dev.countersign.masking.MediaKind;
import dev.countersign.masking.commit.CommitmentSettings;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The second half of a call, after its intent: forwards it, masks the answer as it streams, and
/// writes the outcome before the answer is complete for the caller. Thread-safe.
@Component
class AnswerRelay {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerRelay.class);
  private static final int BUFFER = 16 * 1024;

  private final Stages stages;
  private final CallMeters meters;
  private final AnswerCheck check;

  AnswerRelay(Stages stages, CallMeters meters) {
    this.stages = stages;
    this.meters = meters;
    this.check = new AnswerCheck(stages.policy());
  }

  void forward(Passage passage, Recording recording, Errand errand) throws IOException {
    UseReport report = new UseReport(stages.reports(), passage, errand.call(), recording);
    Delivery delivery = new Delivery(passage, recording, report);
    try {
      forward(passage, delivery, errand);
      meters.passed(passage, CallMeters.Stage.OUTCOME);
    } catch (EvidenceUnavailableException e) {
      delivery.breakOff(Refusals.withoutEvidence());
    }
  }

  private void forward(Passage passage, Delivery delivery, Errand errand) throws IOException {
    UpstreamOutcome outcome = stages.upstream().send(errand.connection(), errand.canonical());
    meters.passed(passage, CallMeters.Stage.UPSTREAM);
    switch (outcome) {
      case UpstreamOutcome.Silent(Problem problem) -> delivery.fail(problem);
      case UpstreamOutcome.Answered(UpstreamAnswer answer) -> {
        try (answer) {
          pass(delivery, errand, answer);
        } catch (UnusableAnswerException e) {
          delivery.fail(e.problem());
        } catch (IOException e) {
          delivery.abandon();
        } catch (EvidenceUnavailableException e) {
          throw e;
        } catch (RuntimeException e) {
          LOG.error("call {} met a defect after it was forwarded", passage.id, e);
          delivery.fail(new Problem(ProblemType.INTERNAL, "Something went wrong."));
        }
      }
    }
  }

  private void pass(Delivery delivery, Errand errand, UpstreamAnswer answer) throws IOException {
    delivery.answered(answer.status());
    AnswerBody body = new AnswerBody(answer);
    byte[] buffer = new byte[BUFFER];
    if (!answer.unknownCodings().isEmpty() && body.whole(0).isEmpty()) {
      throw garbled(
          "The upstream's answer is encoded (%s), which cannot be masked."
              .formatted(shownCodings(answer)));
    }
    Connection connection = check.check(delivery, errand, answer.status(), plainType(answer), body);
    int count = body.read(buffer);
    if (count < 0) {
      delivery.begin(new AnswerHead(answer.status(), null, headers(connection, answer)), false);
      delivery.completeEmpty();
      return;
    }
    String contentType = contentType(answer);
    MediaKind kind =
        stages
            .masks()
            .kindOf(contentType)
            .orElseThrow(
                () -> garbled("The upstream answers with a content type that cannot be masked."));
    String shown = ContentTypes.withoutExtras(contentType);
    try (MaskingSession session = stages.masks().open(connection, errand.call(), kind)) {
      session.commit(stages.recorder().freshCommitmentKey(), CommitmentSettings.closed());
      delivery.begin(
          new AnswerHead(answer.status(), shown, headers(connection, answer)), isLive(kind));
      for (; count >= 0; count = body.read(buffer)) {
        delivery.original(buffer, count);
        session.feed(buffer, 0, count, delivery);
        delivery.settle();
      }
      delivery.complete(session.finish(delivery).holes(), session);
    } catch (MaskingException e) {
      throw garbled("The upstream's answer is not what its content type says.");
    }
  }

  private static String plainType(UpstreamAnswer answer) {
    List<String> types = answer.header("content-type");
    if (types.size() != 1) {
      return "";
    }
    String type = ContentTypes.withoutExtras(types.getFirst());
    int end = type.indexOf(';');
    return end < 0 ? type : type.substring(0, end);
  }

  private static String shownCodings(UpstreamAnswer answer) {
    String text = String.join(", ", answer.unknownCodings());
    boolean plain =
        text.length() <= 40
            && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == ',' || c == ' ');
    return plain ? text : "unknown";
  }

  // Whoever reads events or lines acts on each as it comes.
  private static boolean isLive(MediaKind kind) {
    return kind == MediaKind.SSE || kind == MediaKind.NDJSON;
  }

  private static String contentType(UpstreamAnswer answer) throws UnusableAnswerException {
    List<String> types = answer.header("content-type");
    if (types.size() != 1) {
      throw garbled("The upstream's answer has no content type, or several.");
    }
    return types.getFirst();
  }

  private List<Header> headers(Connection connection, UpstreamAnswer answer) {
    List<Header> passedOn = answer.passedOn();
    return passedOn.isEmpty()
        ? passedOn
        : passedOn.stream()
            .filter(header -> stages.masks().isClean(connection, header.value()))
            .toList();
  }

  private static UnusableAnswerException garbled(String detail) {
    return new UnusableAnswerException(new Problem(ProblemType.UPSTREAM_GARBLED, detail));
  }
}
