package dev.countersign.masking.accuracy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Reads labelled text in the forms in which it is published.
final class LabelledFiles {

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  /// The detector for each name that a file uses; what no detector is for has no entry.
  private static final Map<String, String> DETECTORS =
      Map.ofEntries(
          Map.entry("EMAIL_ADDRESS", "email"),
          Map.entry("CREDIT_CARD", "card"),
          Map.entry("US_SSN", "ssn"),
          Map.entry("SOCIAL_SECURITY_NUMBER", "ssn"),
          Map.entry("IBAN_CODE", "iban"),
          Map.entry("IBAN", "iban"),
          Map.entry("IP_ADDRESS", "ip"),
          Map.entry("PHONE_NUMBER", "phone"));

  private LabelledFiles() {}

  /// One array of `{full_text, spans: [{entity_type, start_position, end_position}]}`.
  static List<LabelledText> array(Path file) throws IOException {
    List<LabelledText> texts = new ArrayList<>();
    for (JsonNode node : MAPPER.readTree(Files.readString(file))) {
      String text = node.get("full_text").asString();
      texts.add(text(text, node.get("spans"), "start_position", "end_position"));
    }
    return texts;
  }

  /// Lines of `{text, annotations: [{entity_type, start, end}]}`, compressed.
  static List<LabelledText> lines(Path file) throws IOException {
    List<LabelledText> texts = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode node = MAPPER.readTree(line);
        texts.add(text(node.get("text").asString(), node.get("annotations"), "start", "end"));
      }
    }
    return texts;
  }

  private static LabelledText text(String text, JsonNode spans, String start, String end) {
    List<LabelledText.Label> labels = new ArrayList<>();
    for (JsonNode span : spans) {
      String detector = DETECTORS.get(span.get("entity_type").asString());
      if (detector != null) {
        labels.add(
            LabelledText.label(text, detector, span.get(start).asInt(), span.get(end).asInt()));
      }
    }
    return new LabelledText(text, labels);
  }
}
