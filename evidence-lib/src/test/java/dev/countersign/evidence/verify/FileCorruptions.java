package dev.countersign.evidence.verify;

import static dev.countersign.evidence.verify.Corruption.BUNDLE;

import dev.countersign.evidence.bundle.Parts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What may be done to the file.
final class FileCorruptions {
  private static final FindingKind MALFORMED = FindingKind.MALFORMED_BUNDLE;
  private static final String RECORDS = "records/0000000000.jws";

  private FileCorruptions() {}

  static List<Corruption> all() {
    return List.of(
        of("empty file", MALFORMED, _ -> new byte[0]),
        of("no zip file", MALFORMED, _ -> ascii("this is no zip file, only some text")),
        of("truncated zip file", MALFORMED, file -> Arrays.copyOf(file, file.length / 2)),
        of(
            "zip file without its directory",
            MALFORMED,
            file -> Arrays.copyOf(file, directory(file))),
        of(
            "last byte cut off",
            FindingKind.DAMAGED_FILE,
            file -> Arrays.copyOf(file, file.length - 1)),
        of("byte appended", FindingKind.DAMAGED_FILE, file -> Arrays.copyOf(file, file.length + 1)),
        of(
            "bit flipped in the directory",
            FindingKind.DAMAGED_FILE,
            file -> flip(file, directory(file) + 20)),
        of("bit flipped in a local header", MALFORMED, file -> flip(file, 10)),
        new Corruption(
            "bit flipped in a record",
            FindingKind.BAD_SIGNATURE,
            0,
            TestLog::standard,
            _ -> {},
            file -> flip(file, indexOf(file, RECORDS) + RECORDS.length() + 400),
            false),
        of("path that leaves the folder", MALFORMED, named("../../../../tmp/evil")),
        of("path from the root", MALFORMED, named("/etc/passwd")),
        of("path of another system", MALFORMED, named("C:\\windows\\evil.dll")),
        of("file beside the format", MALFORMED, named("readme.txt")),
        parts("entry missing", parts -> parts.remove(parts.index("keys/log"))),
        parts("entry twice", parts -> parts.repeat(parts.index("keys/log"))),
        parts("entries swapped", parts -> parts.swap(parts.index("checkpoints/"))),
        parts("records missing", parts -> parts.rename(1, "records/0000000001.jws")),
        parts("records empty", parts -> parts.set(1, new byte[0])),
        parts("line empty", parts -> parts.edit(RECORDS, text -> "\n" + text)),
        parts("last line without an end", parts -> parts.edit(RECORDS, String::strip)),
        parts(
            "record over 64 KiB",
            parts -> parts.edit(RECORDS, text -> "x".repeat(65_536) + "\n" + text)),
        parts("manifest that is no JSON", manifest(_ -> "{")),
        parts(
            "manifest that names a member twice",
            manifest(json -> "{\"format\":2," + json.substring(1))),
        parts(
            "manifest with a text for a number", manifest(text("\"size\":16", "\"size\":\"16\""))),
        parts("manifest of a format to come", manifest(text("\"format\":2", "\"format\":3"))),
        parts("manifest with a negative count", manifest(text("\"pruned\":0", "\"pruned\":-1"))),
        parts(
            "manifest with a member too many",
            manifest(text("{\"format\"", "{\"a\":1,\"format\""))),
        parts(
            "manifest that promises a thousand policies",
            manifest(text("\"policies\":1", "\"policies\":1000"))),
        parts(
            "private key among the keys",
            parts -> parts.edit("keys/log", text("\"kty\"", "\"d\":\"AA\",\"kty\""))),
        parts(
            "key that is no point",
            parts ->
                parts.edit(
                    "keys/log", json -> json.replaceAll("\"x\":\"[^\"]*\"", "\"x\":\"AAAA\""))),
        parts(
            "retention that names a member twice",
            parts ->
                parts.edit("retention.json", text("{\"classes\"", "{\"classes\":{},\"classes\""))),
        of(
            "manifest that counts other records",
            FindingKind.MANIFEST_MISMATCH,
            file ->
                Parts.of(file)
                    .edit("manifest.json", text("\"records\":16", "\"records\":15"))
                    .zip()),
        of(
            "manifest that counts other records of a writer",
            FindingKind.MANIFEST_MISMATCH,
            file ->
                Parts.of(file)
                    .edit("manifest.json", text("\"gateway-0\":9", "\"gateway-0\":8"))
                    .zip()),
        of(
            "policy swapped for another",
            FindingKind.POLICY_ALTERED,
            file -> Parts.of(file).edit("policies/", _ -> "permit all").zip()),
        of(
            "checkpoint with a byte changed",
            FindingKind.BAD_CHECKPOINT,
            file ->
                Parts.of(file)
                    .edit(
                        "checkpoints/00000000000000000016",
                        text("countersign.dev/test\n16", "countersign.dev/test\n15"))
                    .zip()),
        of(
            "two checkpoints of one size",
            MALFORMED,
            file -> {
              var parts = Parts.of(file);
              return parts
                  .repeat(parts.index("checkpoints/"))
                  .edit("manifest.json", text("\"checkpoints\":3", "\"checkpoints\":4"))
                  .zip();
            }),
        of("compressed bomb", MALFORMED, _ -> bomb()),
        of("size claimed that is not there", MALFORMED, file -> claim(file, 22)),
        of("same content by another zip tool", MALFORMED, FileCorruptions::rezipped));
  }

  private static Corruption of(String name, FindingKind kind, UnaryOperator<byte[]> twist) {
    return new Corruption(name, kind, BUNDLE, TestLog::standard, _ -> {}, twist, false);
  }

  private static Corruption parts(String name, UnaryOperator<Parts> change) {
    return of(name, MALFORMED, file -> change.apply(Parts.of(file)).zip());
  }

  private static UnaryOperator<Parts> manifest(UnaryOperator<String> change) {
    return parts -> parts.edit("manifest.json", change);
  }

  private static UnaryOperator<byte[]> named(String name) {
    return file -> {
      var parts = Parts.of(file);
      return parts.add(parts.index("policies/"), name, ascii("x")).zip();
    };
  }

  private static UnaryOperator<String> text(String there, String instead) {
    return json -> json.replace(there, instead);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] flip(byte[] file, int at) {
    byte[] changed = file.clone();
    changed[at] ^= 0x01;
    return changed;
  }

  /// Claims sizes of nearly 4 GiB in the first entry's local header.
  private static byte[] claim(byte[] file, int at) {
    byte[] changed = file.clone();
    Arrays.fill(changed, at - 4, at + 4, (byte) 0xfe);
    return changed;
  }

  private static int directory(byte[] file) {
    return indexOf(file, "PK\u0001\u0002");
  }

  private static int indexOf(byte[] file, String text) {
    int at = new String(file, StandardCharsets.ISO_8859_1).indexOf(text);
    if (at < 0) {
      throw new IllegalArgumentException("not in the file: " + text);
    }
    return at;
  }

  private static byte[] bomb() {
    return zipped(List.of("manifest.json"), _ -> new byte[4 << 20]);
  }

  private static byte[] rezipped(byte[] file) {
    var parts = Parts.of(file);
    return zipped(parts.names(), parts::content);
  }

  private static byte[] zipped(
      List<String> names, java.util.function.Function<String, byte[]> content) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (String name : names) {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(content.apply(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
