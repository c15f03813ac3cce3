package dev.countersign.masking.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Inputs of a fuzz target as a file of text, one a line: printable ASCII as it is, a backslash as
/// `\\`, all else as `\n` or `\x1f`. Lines that begin with `#` say something to readers.
public final class CorpusFile {

  private static final String HEX = "0123456789abcdef";

  private CorpusFile() {}

  /// `unpack TARGET FOLDER` writes the inputs that are kept, one a file; `pack FOLDER` prints those
  /// of a folder.
  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals("unpack")) {
      unpack(FuzzTarget.named(arguments[1]), Path.of(arguments[2]));
    } else {
      pack(Path.of(arguments[1])).forEach(System.out::println);
    }
  }

  private static void unpack(FuzzTarget target, Path folder) throws IOException {
    List<byte[]> inputs = of(target);
    for (int i = 0; i < inputs.size(); i++) {
      Files.write(folder.resolve("kept-" + i), inputs.get(i));
    }
  }

  private static List<String> pack(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(CorpusFile::read).map(CorpusFile::line).distinct().sorted().toList();
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The inputs that are kept of a target: the seeds made by hand, and what fuzzing has found.
  static List<byte[]> of(FuzzTarget target) {
    List<byte[]> inputs = new ArrayList<>();
    for (String name : List.of(target.label() + ".seeds", target.label() + ".found")) {
      lines(name).stream()
          .filter(line -> !line.startsWith("#"))
          .map(CorpusFile::bytes)
          .forEach(inputs::add);
    }
    return inputs;
  }

  private static List<String> lines(String name) {
    try (InputStream in = CorpusFile.class.getResourceAsStream(name)) {
      return in == null
          ? List.of()
          : new String(in.readAllBytes(), US_ASCII).lines().filter(l -> !l.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String line(byte[] input) {
    StringBuilder line = new StringBuilder();
    for (byte b : input) {
      if (b == '\n') {
        line.append("\\n");
      } else if (b == '\\') {
        line.append("\\\\");
      } else if (b >= ' ' && b < 0x7f && !(b == '#' && line.isEmpty())) {
        line.append((char) b);
      } else {
        line.append("\\x").append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
      }
    }
    return line.toString();
  }

  static byte[] bytes(String line) {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != '\\') {
        input.write(c);
      } else if (line.charAt(++i) == 'x') {
        input.write(Integer.parseInt(line, i + 1, i + 3, 16));
        i += 2;
      } else {
        input.write(line.charAt(i) == 'n' ? '\n' : line.charAt(i));
      }
    }
    return input.toByteArray();
  }
}
