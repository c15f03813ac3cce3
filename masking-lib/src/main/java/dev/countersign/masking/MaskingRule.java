package dev.countersign.masking;

import java.util.List;

/// What to hide and how: one line of a masking policy.
///
/// The name stands in the replacement and in the report, so it holds no secret; several rules may
/// share one, and their holes are then counted together. Nothing is checked here:
/// [MaskingPolicy#compile] names every bad rule at once. The order of the rules is their priority.
public sealed interface MaskingRule {

  /// Lower-case letters, digits, `.`, `_`, `-`; at most 63, beginning with a letter.
  String name();

  /// What becomes of the hidden value.
  MaskingStrategy strategy();

  /// Hides the values of members whose name is one of `keys`, in JSON and in forms; cells under
  /// such a name in tables and rows, and protobuf fields of such a name.
  ///
  /// Case and the characters `_`, `-`, `.` and space do not matter: `api_key` is also `apiKey` and
  /// `API-Key`. Where the value is an object or an array, every scalar in it is hidden.
  record Key(String name, List<String> keys, MaskingStrategy strategy) implements MaskingRule {
    public Key {
      keys = List.copyOf(keys);
    }
  }

  /// Hides the values that a JSON path selects: `$.a[*].b`, `$..k`, `$['x y'][0]`, `$.*`.
  ///
  /// Names match exactly. A form is one flat object to a path. Where the value is an object or an
  /// array, every scalar in it is hidden.
  record Path(String name, String path, MaskingStrategy strategy) implements MaskingRule {}

  /// Hides what a detector finds in text, in member names and in numbers.
  record Detect(String name, Detector detector, MaskingStrategy strategy) implements MaskingRule {}

  /// Hides what a pattern matches in text, in member names and in numbers of nine digits or more;
  /// of the matches that begin first the longest.
  ///
  /// @param pattern in RE2 syntax; case matters but behind `(?i)`
  record Pattern(String name, String pattern, MaskingStrategy strategy) implements MaskingRule {}

  /// Hides the cells of columns, in tables with separators and in database rows.
  ///
  /// @param columns names, of which case and `_`, `-`, `.` and space do not matter, or `#3`: the
  ///   third column
  record Column(String name, List<String> columns, MaskingStrategy strategy)
      implements MaskingRule {
    public Column {
      columns = List.copyOf(columns);
    }
  }

  /// Hides fields of protobuf messages.
  ///
  /// @param fields each `package.Message.field` or `package.Message#7`, by number
  record Field(String name, List<String> fields, MaskingStrategy strategy) implements MaskingRule {
    public Field {
      fields = List.copyOf(fields);
    }
  }

  /// A rule that does not apply everywhere, or not in the order of the list.
  ///
  /// @param priority the higher is the stronger; rules of one priority, 0 where none is given, in
  ///   the order of the list
  record Scoped(MaskingRule rule, MaskingScope scope, int priority) implements MaskingRule {
    @Override
    public String name() {
      return rule.name();
    }

    @Override
    public MaskingStrategy strategy() {
      return rule.strategy();
    }
  }

  /// Redacts by member name.
  static MaskingRule key(String name, String... keys) {
    return new Key(name, List.of(keys), MaskingStrategy.redact());
  }

  /// Redacts by JSON path.
  static MaskingRule path(String name, String path) {
    return new Path(name, path, MaskingStrategy.redact());
  }

  /// Redacts what a detector finds.
  static MaskingRule detect(String name, Detector detector) {
    return new Detect(name, detector, MaskingStrategy.redact());
  }
}
