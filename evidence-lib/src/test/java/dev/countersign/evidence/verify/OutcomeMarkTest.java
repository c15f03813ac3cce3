package dev.countersign.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.RecordBody.CallOutcome;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Outcomes of a call share a mark when they are equal, and only then.
class OutcomeMarkTest {
  private static final Digest A = Digest.of(new byte[] {'a'});
  private static final Digest B = Digest.of(new byte[] {'b'});

  private static final List<String> DIFFERENT =
      List.of(
          "{'call':'c','intent':'A','status':'completed'}",
          "{'call':'c','intent':'B','status':'completed'}",
          "{'call':'c','intent':'A','status':'unknown'}",
          with("'upstreamStatus':200"),
          with("'upstreamStatus':201"),
          with("'callerStatus':200"),
          with("'response':{'masked':'A','bytes':1}"),
          with("'response':{'masked':'B','bytes':1}"),
          with("'response':{'masked':'A','bytes':2}"),
          with("'response':{'original':'A','masked':'A','bytes':1}"),
          with(committed("'root':'A','segments':3,'policy':'B'")),
          with(committed("'root':'B','segments':3,'policy':'B'")),
          with(committed("'root':'A','segments':4,'policy':'B'")),
          with(committed("'root':'A','segments':3,'policy':'A'")),
          with("'holes':{}"),
          with("'holes':{'email':1}"),
          with("'holes':{'email':2}"),
          with("'holes':{'emaiĬ':1}"),
          with("'holes':{'email':1,'x':1}"),
          with("'failure':''"),
          with("'failure':'late'"),
          with("'failure':'\\ud800'"),
          with("'failure':'\\ud801'"),
          with("'durationMicros':200"),
          with("'rules':[]"),
          with("'rules':['ab','c']"),
          with("'rules':['a','bc']"),
          with("'rules':['" + "x".repeat(9000) + "']"));

  private final OutcomeMark marks = new OutcomeMark();

  private static String with(String member) {
    return "{'call':'c','intent':'A','status':'completed'," + member + "}";
  }

  private static String committed(String members) {
    return "'response':{'masked':'A','bytes':1,'commitment':{" + members + "}}";
  }

  @Test
  void tellsApartWhatDiffersInAnyMember() {
    Map<String, String> seen = new HashMap<>();
    for (String json : DIFFERENT) {
      assertThat(seen.put(marks.of(outcome(json)), json)).as(json).isNull();
    }
  }

  @Test
  void isTheSameForTheSame() {
    for (String json : DIFFERENT) {
      String mark = marks.of(outcome(json));
      assertThat(new OutcomeMark().of(outcome(json))).as(json).isEqualTo(mark);
    }
  }

  private static CallOutcome outcome(String json) {
    String text =
        json.replace("'A'", "'" + A + "'").replace("'B'", "'" + B + "'").replace('\'', '"');
    return EvidenceJson.read(text.getBytes(StandardCharsets.UTF_8), CallOutcome.class);
  }
}
