package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Puts values of the environment and of files into secrets: `${env:NAME}`, `${file:PATH}`.
///
/// Its error texts name where a value was looked for, never the value.
final class Substitution {
  private static final String PLACEHOLDER = "placeholder-".repeat(4);
  private static final int MAX_FILE = 64 * 1_024;

  private final UnaryOperator<@Nullable String> environment;
  private final @Nullable Path base;

  /// @param base what relative paths are relative to: the folder of the configuration file
  Substitution(UnaryOperator<@Nullable String> environment, Path base) {
    this.environment = environment;
    this.base = base;
  }

  private Substitution() {
    this.environment = _ -> null;
    this.base = null;
  }

  /// Takes every reference for one that can be had: for checks away from the secrets.
  static Substitution ofPlaceholders() {
    return new Substitution();
  }

  /// @throws IllegalArgumentException when a part cannot be had
  Secret secret(String text) {
    StringBuilder out = new StringBuilder();
    int position = 0;
    for (int open; (open = text.indexOf("${", position)) >= 0; ) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException("'${' without '}'");
      }
      out.append(text, position, open).append(value(text.substring(open + 2, close)));
      position = close + 1;
    }
    return new Secret(out.append(text, position, text.length()).toString());
  }

  private String value(String reference) {
    if (reference.startsWith("env:")) {
      return variable(reference.substring("env:".length()));
    }
    if (reference.startsWith("file:")) {
      return content(reference.substring("file:".length()));
    }
    throw new IllegalArgumentException("a reference of an unknown kind");
  }

  private String variable(String name) {
    if (base == null) {
      return PLACEHOLDER;
    }
    String value = environment.apply(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("the environment variable " + name + " is not set");
    }
    return value;
  }

  private String content(String name) {
    Path folder = base;
    if (folder == null) {
      return PLACEHOLDER;
    }
    try {
      Path path = folder.resolve(name);
      if (!Files.isRegularFile(path) || Files.size(path) > MAX_FILE) {
        throw new IllegalArgumentException(
            "the file %s is missing or larger than 64 KiB".formatted(path));
      }
      String content = Files.readString(path, StandardCharsets.UTF_8).stripTrailing();
      if (content.isEmpty()) {
        throw new IllegalArgumentException("the file " + path + " is empty");
      }
      return content;
    } catch (InvalidPathException _) {
      throw new IllegalArgumentException("a reference to a file that cannot exist");
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the file %s cannot be read (%s)".formatted(name, e.getClass().getSimpleName()), e);
    }
  }
}
