package im.symbolon.protocol.groups;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.SigningInput;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One member of a group, as an epoch has it. Who has the same address and other keys is somebody
 * else.
 *
 * @param role MEMBER for whoever has no account root: the other roles sign
 */
public record Member(BareJid jid, MemberRole role, Keys keys) {
  /** Devices that can be pinned of one foreign member. */
  public static final int MAX_DEVICES = 32;

  /** What tells this member from a stranger under the same address. */
  public sealed interface Keys permits Account, Foreign {}

  /** Somebody with an account root: their signed device list says which devices they have. */
  public record Account(AccountRoot root) implements Keys {
    public Account {
      Objects.requireNonNull(root);
    }
  }

  /**
   * Somebody with another OMEMO client: these devices, which an admin saw and nobody vouches for
   * (REVIEW 31). Under their numbers no other key counts; of further devices, each member's own
   * trust decides. One to {@value #MAX_DEVICES}.
   */
  public record Foreign(SortedMap<DeviceId, IdentityKey> devices) implements Keys {
    public Foreign {
      devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
      if (devices.isEmpty() || devices.size() > MAX_DEVICES) {
        throw new IllegalArgumentException("a foreign member has one to 32 devices");
      }
    }
  }

  public Member {
    Objects.requireNonNull(jid);
    Objects.requireNonNull(role);
    Objects.requireNonNull(keys);
    if (role.mayChange() && keys instanceof Foreign) {
      throw new IllegalArgumentException("only an account root makes an admin");
    }
  }

  /** A member with an account root. */
  public static Member account(BareJid jid, MemberRole role, AccountRoot root) {
    return new Member(jid, role, new Account(root));
  }

  /** A member without one, and the devices that count. */
  public static Member foreign(BareJid jid, Map<DeviceId, IdentityKey> devices) {
    return new Member(jid, MemberRole.MEMBER, new Foreign(new TreeMap<>(devices)));
  }

  /** The account root; none of a foreign member. */
  public Optional<AccountRoot> root() {
    return keys instanceof Account account ? Optional.of(account.root()) : Optional.empty();
  }

  public boolean isForeign() {
    return keys instanceof Foreign;
  }

  /** True when that is this person, whatever their role. */
  public boolean isSamePersonAs(Member other) {
    return jid.equals(other.jid) && keys.equals(other.keys);
  }

  /** The same person in another role. */
  public Member as(MemberRole otherRole) {
    return new Member(jid, otherRole, keys);
  }

  void appendTo(SigningInput out) {
    out.text(jid.toString()).text(role.wireName());
    if (keys instanceof Foreign foreign) {
      out.text("foreign").number(foreign.devices().size());
      foreign.devices().forEach((id, key) -> out.number(id.value()).key(key));
    } else {
      out.text("account").key(((Account) keys).root().key());
    }
  }
}
