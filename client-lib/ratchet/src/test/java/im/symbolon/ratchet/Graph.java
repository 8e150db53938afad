package im.symbolon.ratchet;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All objects of some classes that can be reached from others, through fields of any visibility.
 */
final class Graph {
  private final Set<Class<?>> followed;
  private final Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());

  Graph(Set<Class<?>> followed) {
    this.followed = followed;
  }

  Set<Object> reachableFrom(List<?> roots) throws IllegalAccessException {
    for (Object each : roots) {
      visit(each);
    }
    return found;
  }

  private void visit(Object object) throws IllegalAccessException {
    if (object instanceof Iterable<?> many) {
      for (Object each : many) {
        visit(each);
      }
    } else if (object instanceof Optional<?> maybe) {
      visit(maybe.orElse(null));
    } else if (object != null && object.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(object); i++) {
        visit(Array.get(object, i));
      }
    } else if (object != null && isFollowed(object.getClass()) && found.add(object)) {
      visitFields(object, object.getClass());
    }
  }

  private boolean isFollowed(Class<?> type) {
    return (followed.contains(type) || type.isRecord()) && !type.isEnum();
  }

  private void visitFields(Object object, Class<?> type) throws IllegalAccessException {
    for (Class<?> each = type;
        followed.contains(each) || each == type;
        each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          field.setAccessible(true);
          visit(field.get(object));
        }
      }
    }
  }
}
