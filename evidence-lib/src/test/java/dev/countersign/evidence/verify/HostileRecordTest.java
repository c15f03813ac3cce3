package dev.countersign.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.record.EvidenceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Records that are signed rightly and say anything: the verifier reports and never breaks.
class HostileRecordTest {
  /// A JSON value that is no object: what stands behind a colon or in an array.
  private static final Pattern VALUE =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"(?!:)|-?[0-9]+|\\[[^\\[\\]{}]*\\]");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "1e400",
          "1.5",
          "\"\"",
          "\"x\"",
          "\"\\ud800\"",
          "\"+1000000000-12-31T23:59:59.999999999Z\"",
          "\"-1000000000-01-01T00:00:00Z\"",
          "\"approved\"",
          "\"unknown\"",
          "[]",
          "[null]",
          "[{}]",
          "{}",
          "{\"a\":null}",
          "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
          "");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void reportsWhateverAWriterSigns(long seed) {
    var random = new Random(seed);
    var log = TestLog.standard();
    var keys = List.of(log.audit, log.gateway, log.approval);
    var originals = List.copyOf(log.records);
    for (int i = 0; i < 60; i++) {
      int leaf = random.nextInt(originals.size());
      byte[] payload = Jws.parse(originals.get(leaf)).unverifiedPayload();
      String spoilt = spoil(new String(payload, StandardCharsets.UTF_8), random);
      var pen = keys.stream().filter(known -> spoilt.contains(known.writer)).findFirst();
      log.records.add(
          Jws.sign(
              EvidenceRecord.JWS_TYPE,
              spoilt.getBytes(StandardCharsets.UTF_8),
              pen.orElse(log.audit).key));
    }
    var report = log.verify();
    assertThat(report.holds()).isFalse();
    assertThat(report.records()).isEqualTo(originals.size() + 60);
    assertThat(ReportJson.of(report)).startsWith("{\"holds\":false,");
  }

  private static String spoil(String json, Random random) {
    var places = new ArrayList<int[]>();
    for (Matcher value = VALUE.matcher(json); value.find(); ) {
      places.add(new int[] {value.start(), value.end()});
    }
    int[] place = places.get(random.nextInt(places.size()));
    String value = VALUES.get(random.nextInt(VALUES.size()));
    return json.substring(0, place[0]) + value + json.substring(place[1]);
  }
}
