package dev.countersign.evidence.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The entries of a bundle, for tests that put them together otherwise.
public final class Parts {
  private final List<Part> parts;

  private record Part(String name, byte[] content) {}

  private Parts(List<Part> parts) {
    this.parts = parts;
  }

  public static Parts of(byte[] bundle) {
    var parts = new ArrayList<Part>();
    try {
      var zip = new ZipSource(new ByteArrayInputStream(bundle), 1000);
      for (var name = zip.next(); name.isPresent(); name = zip.next()) {
        parts.add(new Part(name.get(), zip.readAll(1 << 24)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Parts(parts);
  }

  public Parts copy() {
    return new Parts(new ArrayList<>(parts));
  }

  public List<String> names() {
    return parts.stream().map(Part::name).toList();
  }

  public byte[] content(String name) {
    return parts.get(index(name)).content();
  }

  public int size() {
    return parts.size();
  }

  public String name(int index) {
    return parts.get(index).name();
  }

  /// Where the first entry is whose name begins like this.
  public int index(String name) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).name().startsWith(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no entry " + name);
  }

  public Parts remove(int index) {
    parts.remove(index);
    return this;
  }

  public Parts repeat(int index) {
    parts.add(index, parts.get(index));
    return this;
  }

  public Parts swap(int index) {
    parts.add(index, parts.remove(index + 1));
    return this;
  }

  public Parts add(int index, String name, byte[] content) {
    parts.add(index, new Part(name, content));
    return this;
  }

  public Parts rename(int index, String name) {
    parts.set(index, new Part(name, parts.get(index).content()));
    return this;
  }

  public Parts set(int index, byte[] content) {
    parts.set(index, new Part(parts.get(index).name(), content));
    return this;
  }

  /// Changes the text of an entry.
  public Parts edit(String name, UnaryOperator<String> change) {
    int index = index(name);
    String text = new String(parts.get(index).content(), StandardCharsets.UTF_8);
    return set(index, change.apply(text).getBytes(StandardCharsets.UTF_8));
  }

  /// The same as a bundle of the first format, if it fits into one.
  public Parts firstFormat() {
    return copy()
        .remove(index("retention.json"))
        .edit(
            "manifest.json",
            json ->
                json.replace("\"format\":2", "\"format\":1")
                    .replace("\"pruned\":0,", "")
                    .replace("\"checkpoints\":1,\"policies\":0,", ""));
  }

  public byte[] zip() {
    var out = new ByteArrayOutputStream();
    try {
      var sink = new ZipSink(out);
      for (Part part : parts) {
        sink.entry(part.name(), part.content());
      }
      sink.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
