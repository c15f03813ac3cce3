package dev.countersign.evidence.record;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Refuses a statement that lacks a member its record class does not declare `@Nullable`.
///
/// JSON leaves such a component null without a word; everybody behind the reader relies on it being
/// there.
final class PresentMembers {
  private static final ClassValue<List<Member>> MEMBERS =
      new ClassValue<>() {
        @Override
        protected List<Member> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents()).map(PresentMembers::member).toList();
        }
      };

  private PresentMembers() {}

  private record Member(String name, boolean optional, Method accessor) {}

  static <T> T checked(T value) {
    check(value);
    return value;
  }

  private static void check(Object value) {
    if (value instanceof Collection<?> items) {
      items.forEach(item -> check(required("an element", item)));
    } else if (value instanceof Record) {
      MEMBERS.get(value.getClass()).forEach(member -> checkMember(value, member));
    }
  }

  private static void checkMember(Object owner, Member member) {
    Object content = read(owner, member);
    if (content != null) {
      check(content);
    } else if (!member.optional()) {
      required(member.name(), null);
    }
  }

  private static Object required(String name, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + ": missing");
    }
    return value;
  }

  private static @Nullable Object read(Object owner, Member member) {
    try {
      return member.accessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + member.name(), e);
    }
  }

  private static Member member(RecordComponent component) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return new Member(component.getName(), optional, accessor);
  }
}
