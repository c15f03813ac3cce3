package dev.countersign.audit.ingest;

import dev.countersign.audit.alarm.Alarm;
import dev.countersign.audit.alarm.Alarm.Position;
import dev.countersign.audit.alarm.AlarmKind;
import dev.countersign.audit.alarm.Alarms;
import dev.countersign.audit.ingest.Inspected.Genuine;
import dev.countersign.audit.ingest.Inspected.Refused;
import dev.countersign.audit.ingest.IntentTable.Intent;
import dev.countersign.audit.ingest.IntentTable.Intents;
import dev.countersign.audit.log.Entry;
import dev.countersign.audit.log.Sequencer;
import dev.countersign.audit.log.Turn;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes a batch of inspected messages into the log in one transaction: of each partition all that
/// chains, up to the first message that does not. That one raises an alarm and stops its partition;
/// the others go on. A message that a person set aside is passed over.
@Component
class Intake {
  private final Sequencer sequencer;
  private final ChainTable chains;
  private final IntentTable intents;
  private final RetentionTable retention;
  private final SetAside setAside;
  private final CitationTable citations;
  private final Alarms alarms;

  Intake(
      Sequencer sequencer,
      ChainTable chains,
      IntentTable intents,
      RetentionTable retention,
      SetAside setAside,
      CitationTable citations,
      Alarms alarms) {
    this.sequencer = sequencer;
    this.chains = chains;
    this.intents = intents;
    this.retention = retention;
    this.setAside = setAside;
    this.citations = citations;
    this.alarms = alarms;
  }

  /// How far a batch came.
  ///
  /// @param next the next offset of each partition
  /// @param stops the partitions that stand still at that offset, and why
  /// @param appended how many leaves the batch became
  record Result(Map<Integer, Long> next, Map<Integer, Alarm> stops, int appended) {}

  /// @throws org.springframework.dao.DataAccessException when nothing of it was stored
  Result take(List<Inspected> batch) {
    List<Genuine> genuine =
        batch.stream().filter(Genuine.class::isInstance).map(Genuine.class::cast).toList();
    CitationTable.Citations cited = citations.begin();
    Result result =
        sequencer.turn(turn -> {
          Pass pass =
              new Pass(
                  turn,
                  chains.rulesFor(genuine),
                  intents.intentsFor(genuine),
                  retention.classesFor(genuine),
                  setAside.among(batch),
                  cited);
          batch.forEach(pass::take);
          turn.append(pass.accepted);
          cited.insert();
          return new Result(pass.next, pass.stops, pass.accepted.size());
        });
    cited.committed();
    return result;
  }

  /// One batch's way through the rules.
  private final class Pass {
    private final ChainRules rules;
    private final Intents intents;
    private final RetentionTable.Classes classes;
    private final SetAside.Messages passed;
    private final CitationTable.Citations cited;
    private final long size;
    private final List<Entry> accepted = new ArrayList<>();
    private final Map<Integer, Long> next = new LinkedHashMap<>();
    private final Map<Integer, Alarm> stops = new LinkedHashMap<>();

    Pass(
        Turn turn,
        ChainRules rules,
        Intents intents,
        RetentionTable.Classes classes,
        SetAside.Messages passed,
        CitationTable.Citations cited) {
      this.classes = classes;
      this.passed = passed;
      this.cited = cited;
      this.size = turn.size();
      this.rules = rules;
      this.intents = intents;
    }

    void take(Inspected message) {
      int partition = message.source().partition();
      if (stops.containsKey(partition)) {
        return;
      }
      Alarm stop = passed.contains(message) ? null : stop(message);
      if (stop == null) {
        next.put(partition, message.source().offset() + 1);
      } else {
        next.put(partition, message.source().offset());
        stops.put(partition, stop);
        alarms.raise(stop);
      }
    }

    private @Nullable Alarm stop(Inspected message) {
      return switch (message) {
        case Refused refused -> refused.alarm();
        case Genuine genuine -> judge(genuine);
      };
    }

    private @Nullable Alarm judge(Genuine message) {
      List<Verdict.Breach> oddities = rules.oddities(message.record());
      return switch (rules.judge(message)) {
        case Verdict.Next next -> {
          oddities.forEach(odd -> alarms.raise(alarm(message, odd.kind(), odd.detail())));
          accept(message);
          yield null;
        }
        case Verdict.Duplicate duplicate -> null;
        case Verdict.Breach(AlarmKind kind, String detail) -> alarm(message, kind, detail);
      };
    }

    private void accept(Genuine message) {
      long leaf = size + accepted.size();
      Intent intent = null;
      if (message.record().body() instanceof RecordBody.CallOutcome outcome) {
        intent = intents.answeredBy(message, outcome);
        if (intent == null) {
          String detail = "call %s: no intent in the log is answered".formatted(outcome.call());
          alarms.raise(alarm(message, AlarmKind.UNPAIRED_OUTCOME, detail));
        }
      }
      checkPrevious(message);
      String retention = intent == null ? classes.of(message.record().body()) : intent.retention();
      intents.add(message, leaf, retention);
      cited.note(message.record().body(), leaf);
      accepted.add(
          new Entry(
              message.record(),
              message.jws(),
              message.digest(),
              message.leafHash(),
              retention,
              intent == null ? null : intent.leaf()));
    }

    private void checkPrevious(Genuine message) {
      if (message.record().body() instanceof RecordBody.WriterOpened opened
          && opened.previous() instanceof RecordBody.ChainEnd end) {
        Digest held = rules.at(new Position(message.record().writer(), end.epoch(), end.seq()));
        if (!end.digest().equals(held)) {
          String detail =
              "previous epoch's end %d/%d: %s (expected: %s)"
                  .formatted(
                      end.epoch(), end.seq(), held == null ? "not in the log" : held, end.digest());
          alarms.raise(alarm(message, AlarmKind.PREVIOUS_MISSING, detail));
        }
      }
    }

    private static Alarm alarm(Genuine message, AlarmKind kind, String detail) {
      return new Alarm(
          kind, message.source(), message.position(), message.digest(), detail, message.jws());
    }
  }
}
