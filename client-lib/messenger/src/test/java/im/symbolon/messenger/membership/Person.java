package im.symbolon.messenger.membership;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochDraft;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.groups.MemberRole;
import im.symbolon.ratchet.account.AccountRootPair;
import im.symbolon.ratchet.account.ListKeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Somebody with an account root and a list key, who signs epochs. */
final class Person {
  static final BareJid ROOM = new BareJid("team", "rooms.alpha.test");
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  final BareJid jid;
  final long serial;
  private final AccountRootPair root;
  private final ListKeyPair listKey;

  Person(String name) {
    this(name, name.hashCode(), 1);
  }

  private Person(String name, int seed, long serial) {
    this.jid = new BareJid(name, "alpha.test");
    this.serial = serial;
    this.root = AccountRootPair.generate(out -> Arrays.fill(out, (byte) seed));
    this.listKey = ListKeyPair.generate(out -> Arrays.fill(out, (byte) (seed + 64 + serial)));
  }

  /** The same address under another root. */
  Person withOtherRoot() {
    return new Person(jid.local(), jid.hashCode() + 31, serial);
  }

  /** The same person, whose root has certified the next list key. */
  Person withNextKey() {
    return new Person(jid.local(), jid.local().hashCode(), serial + 1);
  }

  Member as(MemberRole role) {
    return Member.account(jid, role, root.root());
  }

  Drafting drafting() {
    return drafting(0);
  }

  Drafting drafting(long second) {
    ListKeyCertificate certificate =
        root.certify(jid, listKey.listKey(), serial, NOW.plus(Duration.ofDays(3650)));
    return new Drafting(jid, certificate, NOW.plusSeconds(second));
  }

  Epoch sign(EpochDraft draft) {
    return listKey.sign(draft);
  }

  Epoch create(Member... others) throws Exception {
    return sign(drafting().create(ROOM, List.of(others)));
  }

  Epoch add(Membership group, Member member) throws Exception {
    return sign(drafting(1).add(group, member));
  }

  Epoch remove(Membership group, Person other) throws Exception {
    return sign(drafting(1).remove(group, other.jid));
  }

  Epoch role(Membership group, Person other, MemberRole role) throws Exception {
    return sign(drafting(1).role(group, other.jid, role));
  }

  Epoch leave(Membership group) throws Exception {
    return sign(drafting(1).leave(group));
  }

  Epoch merge(Membership group) throws Exception {
    return sign(drafting(1).merge(group));
  }
}
