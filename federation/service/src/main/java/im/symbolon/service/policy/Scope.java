package im.symbolon.service.policy;

import java.util.Locale;
import java.util.Objects;
import org.xmpp.packet.JID;

/**
 * To whom a requirement applies.
 *
 * @param name the domain in lower case, the group's name, the room's bare address; empty for
 *     everybody
 */
public record Scope(Kind kind, String name) implements Comparable<Scope> {
  /** Longer names are no names. */
  public static final int MAX_NAME = 2047;

  /** Everybody, unless a narrower scope says something else. */
  public static final Scope EVERYBODY = new Scope(Kind.EVERYBODY, "");

  /** The later, the narrower: of those that apply, the narrowest decides. */
  public enum Kind {
    EVERYBODY,
    /** Whoever writes to that domain, or from there. */
    DOMAIN,
    /** Members of a local group, whether they write or are written to. */
    GROUP,
    /** A room, local or remote. */
    ROOM
  }

  public Scope {
    Objects.requireNonNull(kind);
    if (name.length() > MAX_NAME || name.isEmpty() != (kind == Kind.EVERYBODY)) {
      throw new IllegalArgumentException(
          "not the name of a " + kind.name().toLowerCase(Locale.ROOT));
    }
  }

  /** The scope of one domain, as it is written in addresses. */
  public static Scope domain(String domain) {
    return new Scope(Kind.DOMAIN, domain.toLowerCase(Locale.ROOT));
  }

  public static Scope group(String name) {
    return new Scope(Kind.GROUP, name);
  }

  public static Scope room(JID room) {
    return new Scope(Kind.ROOM, room.toBareJID());
  }

  /** Wider ones first, then by name. */
  @Override
  public int compareTo(Scope other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    String scope = kind.name().toLowerCase(Locale.ROOT);
    return name.isEmpty() ? scope : scope + " " + name;
  }
}
