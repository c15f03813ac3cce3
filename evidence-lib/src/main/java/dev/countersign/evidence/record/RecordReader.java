package dev.countersign.evidence.record;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads a record class off a [PlainJson] whose members stand in the order in which they are
/// written: each once, absent only where `@Nullable`, and no other.
final class RecordReader implements MemberReader {
  private static final ClassValue<RecordReader> READERS =
      new ClassValue<>() {
        @Override
        protected RecordReader computeValue(Class<?> type) {
          return new RecordReader(type);
        }
      };

  private final Member[] members;
  private final MethodHandle constructor;

  private RecordReader(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    members = Arrays.stream(components).map(Member::of).toArray(Member[]::new);
    constructor = constructor(type, components);
  }

  /// @param start its name as it stands in the text, with the colon
  private record Member(byte[] start, boolean optional, MemberReader reader) {
    static Member of(RecordComponent component) {
      return new Member(
          ("\"" + component.getName() + "\":").getBytes(StandardCharsets.US_ASCII),
          component.getAnnotatedType().isAnnotationPresent(Nullable.class),
          MemberReader.of(component.getGenericType()));
    }
  }

  static RecordReader of(Class<? extends Record> type) {
    return READERS.get(type);
  }

  private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return MethodHandles.lookup()
          .findConstructor(type, MethodType.methodType(void.class, types))
          .asType(MethodType.genericMethodType(types.length))
          .asSpreader(Object[].class, types.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no constructor of " + type, e);
    }
  }

  @Override
  public @Nullable Object read(PlainJson json) {
    if (!json.take('{')) {
      return null;
    }
    @Nullable Object[] values = new Object[members.length];
    boolean first = true;
    boolean separated = false;
    for (int i = 0; i < members.length; i++) {
      separated = separated || first || json.take(',');
      if (separated && json.take(members[i].start())) {
        values[i] = members[i].reader().read(json);
        if (values[i] == null) {
          return null;
        }
        first = false;
        separated = false;
      } else if (!members[i].optional()) {
        return null;
      }
    }
    boolean dangling = separated && !first;
    return dangling || !json.take('}') ? null : made(values);
  }

  private @Nullable Object made(@Nullable Object[] values) {
    try {
      return constructor.invokeExact(values);
    } catch (IllegalArgumentException e) {
      return null; // The general parser says what is wrong.
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a record's constructor failed", e);
    }
  }
}
