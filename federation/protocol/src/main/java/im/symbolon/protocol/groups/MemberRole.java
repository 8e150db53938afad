package im.symbolon.protocol.groups;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;

/** What a member may change about a group, the most powerful role first. */
public enum MemberRole {
  /** Everything; nobody but an owner touches an owner. */
  OWNER("owner"),
  /** Adds and removes whoever is no owner. */
  ADMIN("admin"),
  /** Leaves, and nothing else. */
  MEMBER("member");

  private final String wireName;

  MemberRole(String wireName) {
    this.wireName = wireName;
  }

  /** As it stands on the wire and is signed. */
  public String wireName() {
    return wireName;
  }

  /** True for whoever may sign changes that are about others. */
  public boolean mayChange() {
    return this != MEMBER;
  }

  /** The one of both that may do less. */
  public MemberRole lesser(MemberRole other) {
    return compareTo(other) < 0 ? other : this;
  }

  /**
   * Reads a role.
   *
   * @throws ProtocolException UNKNOWN_VERSION
   */
  public static MemberRole parse(String text) throws ProtocolException {
    for (MemberRole each : values()) {
      if (each.wireName.equals(text)) {
        return each;
      }
    }
    throw new ProtocolException(Reason.UNKNOWN_VERSION, "unknown role of a member");
  }
}
