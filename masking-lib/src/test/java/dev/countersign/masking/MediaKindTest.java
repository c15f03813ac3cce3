package dev.countersign.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaKindTest {

  @ParameterizedTest
  @CsvSource({
    "application/json, JSON",
    "Application/JSON ; Charset=\"UTF-8\", JSON",
    "application/problem+json;charset=utf-8, JSON",
    "application/x-ndjson, NDJSON",
    "application/jsonl, NDJSON",
    "text/event-stream;charset=utf8, SSE",
    "text/plain; format=flowed, TEXT",
    "text/csv;charset=us-ascii;header=present, CSV",
    "text/tab-separated-values, TSV",
    "application/x-www-form-urlencoded, FORM",
    "application/xml, XML",
    "text/xml;charset=utf-8, XML",
    "application/soap+xml, XML",
  })
  void knowsWhatItCanMask(String contentType, MediaKind kind) {
    assertThat(MediaKind.of(contentType)).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "application/octet-stream",
        "image/png",
        "text/xml; charset=utf-16",
        "image/svg+xml",
        "text/csv; header=absent",
        "text/html",
        "application",
        "application/json; charset=iso-8859-1",
        "application/json;charset=utf-16",
        "application/json;charset=utf-8;charset=utf-7",
        "text/plain; charset",
        "application/jsonx",
        "multipart/form-data; boundary=x",
        "application/json, text/html",
      })
  void guessesNothing(String contentType) {
    assertThat(MediaKind.of(contentType)).isEmpty();
  }
}
