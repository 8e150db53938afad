package im.symbolon.protocol.groups;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.JdkSigner;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.ListKey;
import im.symbolon.protocol.devices.ListKeyCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Somebody who signs epochs, as the tests see them. */
final class Admin {
  static final BareJid ROOM = new BareJid("team", "rooms.alpha.test");
  static final Instant NOW = Instant.ofEpochSecond(1_790_000_000L);
  static final Instant END = Instant.ofEpochSecond(2_105_360_000L);

  final BareJid jid;
  final JdkSigner root = new JdkSigner();
  final JdkSigner listKey = new JdkSigner();

  Admin(String name) {
    this.jid = new BareJid(name, "alpha.test");
  }

  AccountRoot accountRoot() throws Exception {
    return new AccountRoot(root.identity());
  }

  Member as(MemberRole role) throws Exception {
    return Member.account(jid, role, accountRoot());
  }

  ListKeyCertificate certificate() throws Exception {
    return certificate(jid);
  }

  ListKeyCertificate certificate(BareJid account) throws Exception {
    ListKey key = new ListKey(listKey.identity());
    byte[] signed = ListKeyCertificate.signedBytes(account, accountRoot(), key, 1, END);
    return new ListKeyCertificate(accountRoot(), key, 1, END, root.sign(signed));
  }

  Epoch sign(EpochDraft draft) throws Exception {
    return draft.signedWith(listKey.sign(draft.signedBytes()));
  }

  EpochDraft genesis(Member... members) throws Exception {
    return new EpochDraft(
        ROOM, 0, Optional.empty(), List.of(), sorted(members), List.of(), jid, certificate(), NOW);
  }

  /** The second epoch, with other members than the first. */
  EpochDraft after(Epoch genesis, List<Removal> removed, Member... members) throws Exception {
    return new EpochDraft(
        ROOM,
        1,
        Optional.of(genesis.hash()),
        List.of(genesis.hash()),
        sorted(members),
        removed,
        jid,
        certificate(),
        NOW.plusSeconds(1));
  }

  static List<Member> sorted(Member... members) {
    List<Member> out = new ArrayList<>(List.of(members));
    out.sort(Comparator.comparing(Member::jid));
    return out;
  }
}
