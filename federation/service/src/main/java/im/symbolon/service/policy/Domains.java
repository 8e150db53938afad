package im.symbolon.service.policy;

import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * With which other domains stanzas are exchanged. A name stands for the domain and all below it; of
 * several that fit, the longest decides.
 *
 * @param open whether domains that no name fits are let through
 * @param tlsOnly whether connections with them must be encrypted; stanzas cannot be judged by that,
 *     so it is for the host to see to
 */
public record Domains(
    boolean open, SortedSet<String> allowed, SortedSet<String> denied, boolean tlsOnly) {
  /** All of them. */
  public static final Domains ALL = new Domains(true, new TreeSet<>(), new TreeSet<>(), false);

  public Domains {
    allowed = lowerCase(allowed);
    denied = lowerCase(denied);
    for (String each : allowed) {
      if (denied.contains(each)) {
        throw new IllegalArgumentException(each + " is both allowed and denied");
      }
    }
  }

  private static SortedSet<String> lowerCase(Set<String> names) {
    SortedSet<String> out = new TreeSet<>();
    for (String each : names) {
      String name = each.toLowerCase(Locale.ROOT);
      if (name.isEmpty() || name.length() > 255 || name.startsWith(".") || name.contains("@")) {
        throw new IllegalArgumentException("not a domain: " + each);
      }
      out.add(name);
    }
    return Collections.unmodifiableSortedSet(out);
  }

  /** Whether stanzas may go there and come from there. */
  public boolean lets(String domain) {
    String name = domain.toLowerCase(Locale.ROOT);
    while (!allowed.contains(name) && !denied.contains(name)) {
      int dot = name.indexOf('.');
      if (dot < 0) {
        return open;
      }
      name = name.substring(dot + 1);
    }
    return allowed.contains(name);
  }
}
