package dev.countersign.masking.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.MediaKind;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;

/// What a body says to whoever reads it, decoded in the plain and slow way.
final class Texts {

  private static final String LINES = "\r\n|\n|\r";

  private final int layers;
  private final List<String> all = new ArrayList<>();

  private Texts(int layers) {
    this.layers = layers;
  }

  /// The texts of a body that can be masked.
  ///
  /// @param layers how many layers of JSON inside of text are read
  static List<String> of(MediaKind kind, byte[] body, int layers) {
    String text = new String(body, UTF_8);
    Texts texts = new Texts(layers);
    switch (kind) {
      case JSON -> JsonTexts.addTo(texts.all, text, layers + 1);
      case NDJSON -> text.lines().forEach(line -> JsonTexts.addTo(texts.all, line, layers + 1));
      case SSE -> texts.events(text);
      case TEXT -> texts.lines(text);
      case CSV -> texts.cells(text, ',');
      case TSV -> texts.cells(text, '\t');
      case XML -> texts.xml(body);
      case FORM -> texts.fields(text);
    }
    return texts.all;
  }

  private void add(String text) {
    JsonTexts.addTo(all, text, layers);
  }

  /// Lines that are JSON by themselves, and what lies between them as one text.
  private void lines(String body) {
    StringBuilder text = new StringBuilder();
    for (String line : body.split("\n", -1)) {
      if (JsonTexts.isJson(line)) {
        add(line);
        all.add(text.toString());
        text.setLength(0);
      } else {
        text.append(line).append('\n');
      }
    }
    all.add(text.toString());
  }

  private void events(String body) {
    List<String> data = new ArrayList<>();
    for (String line : (body.startsWith("\ufeff") ? body.substring(1) : body).split(LINES, -1)) {
      if (line.isEmpty()) {
        add(String.join("\n", data));
        data.clear();
      } else if (line.startsWith("data:")) {
        data.add(line.substring(line.startsWith("data: ") ? 6 : 5));
      } else if (!line.equals("data")) {
        add(line);
      }
    }
    add(String.join("\n", data));
  }

  private void cells(String body, char separator) {
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    String table = body.startsWith("\ufeff") ? body.substring(1) : body;
    for (int i = 0; i < table.length(); i++) {
      char c = table.charAt(i);
      if (c == '"') {
        boolean doubled = quoted && i + 1 < table.length() && table.charAt(i + 1) == '"';
        if (doubled) {
          cell.append(table.charAt(++i));
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (c == separator || c == '\n' || c == '\r')) {
        add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    add(cell.toString());
  }

  private void fields(String body) {
    for (String field : body.split("&", -1)) {
      int equals = field.indexOf('=');
      all.add(URLDecoder.decode(equals < 0 ? field : field.substring(0, equals), UTF_8));
      add(equals < 0 ? "" : URLDecoder.decode(field.substring(equals + 1), UTF_8));
    }
  }

  private void xml(byte[] body) {
    List<String> read = XmlTexts.read(body);
    if (read != null) {
      read.forEach(this::add);
    }
  }
}
