package dev.countersign.evidence.record;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the value of one member off a [PlainJson]; null where it is not in its plainest form.
@FunctionalInterface
interface MemberReader {
  @Nullable Object read(PlainJson json);

  /// Leaves the record to the general parser, whatever stands there.
  MemberReader NONE = json -> null;

  /// What the calls of a session have in common.
  Set<Class<?>> REPEATED = Set.of(Party.class, Authentication.class, RecordBody.Decision.class);

  /// The reader of a component's type; [#NONE] for one that is unknown here.
  static MemberReader of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic);
    }
    if (type == String.class) {
      return PlainJson::text;
    }
    if (type == long.class || type == Long.class) {
      return PlainJson::number;
    }
    if (type == int.class || type == Integer.class) {
      return MemberReader::small;
    }
    if (type == boolean.class || type == Boolean.class) {
      return PlainJson::truth;
    }
    if (type == Digest.class) {
      return PlainJson::digest;
    }
    if (type == Instant.class) {
      return PlainJson::time;
    }
    if (type == OutcomeStatus.class) {
      return MemberReader::outcome;
    }
    if (type instanceof Class<?> known && known.isRecord()) {
      MemberReader reader = RecordReader.of(known.asSubclass(Record.class));
      return REPEATED.contains(known) ? new Repeated(reader) : reader;
    }
    return NONE;
  }

  private static MemberReader ofGeneric(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == List.class) {
      MemberReader item = of(arguments[0]);
      return new Repeated(json -> list(json, item));
    }
    if (type.getRawType() == SortedMap.class && arguments[0] == String.class) {
      MemberReader value = of(arguments[1]);
      return json -> map(json, value);
    }
    return NONE;
  }

  private static @Nullable Object small(PlainJson json) {
    Long number = json.number();
    return number == null || number != number.intValue() ? null : (Object) number.intValue();
  }

  private static @Nullable Object outcome(PlainJson json) {
    String name = json.text();
    for (OutcomeStatus status : OutcomeStatus.values()) {
      if (status.wireName().equals(name)) {
        return status;
      }
    }
    return null;
  }

  private static @Nullable Object list(PlainJson json, MemberReader item) {
    if (!json.take('[')) {
      return null;
    }
    if (json.take(']')) {
      return List.of();
    }
    List<Object> items = new ArrayList<>();
    do {
      Object value = item.read(json);
      if (value == null) {
        return null;
      }
      items.add(value);
    } while (json.take(','));
    return json.take(']') ? List.copyOf(items) : null;
  }

  private static @Nullable Object map(PlainJson json, MemberReader reader) {
    if (!json.take('{')) {
      return null;
    }
    SortedMap<String, Object> members = new TreeMap<>();
    if (json.take('}')) {
      return members;
    }
    do {
      String name = json.text();
      Object value = name != null && json.take(':') ? reader.read(json) : null;
      if (name == null || value == null || members.put(name, value) != null) {
        return null;
      }
    } while (json.take(','));
    return json.take('}') ? members : null;
  }
}
