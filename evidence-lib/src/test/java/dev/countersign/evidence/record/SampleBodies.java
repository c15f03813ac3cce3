package dev.countersign.evidence.record;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A body of every type of record, made from its class: once with all members, once with only those
/// that must be there.
final class SampleBodies {
  private static final Digest DIGEST = Digest.of("x".getBytes(StandardCharsets.US_ASCII));
  private static final Instant TIME = Instant.parse("2026-11-20T12:00:00.123456Z");

  private SampleBodies() {}

  static Stream<RecordBody> all() {
    return Arrays.stream(RecordType.values())
        .flatMap(type ->
            Stream.of(
                (RecordBody) record(type.body(), true), (RecordBody) record(type.body(), false)));
  }

  private static Object record(Class<?> type, boolean whole) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(components).map(component -> value(component, whole)).toArray();
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no sample of " + type, e);
    }
  }

  private static @Nullable Object value(RecordComponent component, boolean whole) {
    boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return optional && !whole ? null : value(component.getGenericType(), whole);
  }

  private static Object value(Type type, boolean whole) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == SortedMap.class) {
        Object value = value(arguments[1], whole);
        return whole ? new TreeMap<>(Map.of("a", value, "b-c", value)) : new TreeMap<>();
      }
      Object item = value(arguments[0], whole);
      return whole ? List.of(item, item) : List.of();
    }
    if (type instanceof Class<?> known && known.isRecord()) {
      return record(known, whole);
    }
    return Stream.<Object>of(
            "some text", 403, 1234567890123L, true, DIGEST, TIME, OutcomeStatus.FAILED)
        .filter(sample -> fits(sample, type))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no sample of " + type));
  }

  private static boolean fits(Object sample, Type type) {
    return type == sample.getClass()
        || type == int.class && sample instanceof Integer
        || type == long.class && sample instanceof Long
        || type == boolean.class && sample instanceof Boolean;
  }
}
