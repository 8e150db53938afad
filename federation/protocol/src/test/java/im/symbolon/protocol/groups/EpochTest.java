package im.symbolon.protocol.groups;

import static im.symbolon.protocol.groups.Admin.NOW;
import static im.symbolon.protocol.groups.Admin.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.JdkSigner;
import im.symbolon.protocol.JdkVerifier;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.ListKey;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignatureVerifier;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EpochTest {
  private static final SignatureVerifier VERIFIER = new JdkVerifier();
  private static final BareJid CAROL = new BareJid("carol", "gamma.test");
  private static final BareJid EVE = new BareJid("eve", "evil.test");

  private final Admin alice = new Admin("alice");
  private final Admin bob = new Admin("bob");

  /** Computed apart from this code, as the documentation of the signed bytes says. */
  @Test
  void isSignedAsItsDocumentationSays() throws Exception {
    Epoch genesis = golden(0, Optional.empty(), List.of(), goldenMembers().subList(0, 1));
    assertThat(genesis.draft().signedBytes()).hasSize(368);
    assertThat(hex(genesis.hash()))
        .isEqualTo("b7cc7cae0f04f310dc126723a4221a98dc0a307386eb405bc01f5797f6a94b33");
    Epoch merge =
        golden(3, Optional.of(hash(2)), List.of(hash(3), hash(4)), goldenMembers(), removals());
    assertThat(merge.draft().signedBytes()).hasSize(737);
    assertThat(hex(merge.hash()))
        .isEqualTo("023645ef905fb7756770be9df81a18b298433cd1cb895491a97b3c7a2142794f");
  }

  @Test
  void verifiesWhatTheSignersListKeySigned() throws Exception {
    Epoch epoch = alice.sign(alice.genesis(alice.as(MemberRole.OWNER), bob.as(MemberRole.ADMIN)));
    assertThat(epoch.verify(VERIFIER)).isSameAs(epoch);
    assertThat(epoch.place()).isEqualTo(new GroupPlace(ROOM, epoch.hash()));
    assertThat(epoch.member(bob.jid)).hasValue(bob.as(MemberRole.ADMIN));
    assertThat(epoch.member(EVE)).isEmpty();
    Epoch next = alice.sign(alice.after(epoch, List.of(), alice.as(MemberRole.OWNER)));
    assertThat(next.place()).isEqualTo(epoch.place());
  }

  @Test
  void aSignatureByAnotherKeyIsRefused() throws Exception {
    EpochDraft draft = alice.genesis(alice.as(MemberRole.OWNER));
    badSignature(draft.signedWith(bob.listKey.sign(draft.signedBytes())));
    badSignature(draft.signedWith(alice.root.sign(draft.signedBytes())));
    badSignature(draft.signedWith(new JdkSigner().sign(draft.signedBytes())));
  }

  @Test
  void aCertificateOfAnotherAccountDoesNotCount() throws Exception {
    EpochDraft good = alice.genesis(alice.as(MemberRole.OWNER));
    badSignature(alice.sign(with(good, alice.jid, alice.certificate(EVE))));
  }

  @Test
  void aCertificateByAnotherRootDoesNotCount() throws Exception {
    ListKeyCertificate bobs = bob.certificate(alice.jid);
    ListKeyCertificate forged =
        new ListKeyCertificate(
            alice.accountRoot(), bobs.key(), 1, bobs.expires(), bobs.signature());
    EpochDraft good = alice.genesis(alice.as(MemberRole.OWNER));
    badSignature(bob.sign(with(good, alice.jid, forged)));
  }

  @Test
  void noPartOfAnEpochCanBeChanged() throws Exception {
    Epoch genesis = alice.sign(alice.genesis(alice.as(MemberRole.OWNER)));
    Removal gone = Removal.here(CAROL, 1);
    EpochDraft good =
        alice.after(genesis, List.of(gone), alice.as(MemberRole.OWNER), bob.as(MemberRole.MEMBER));
    Signature signature = alice.sign(good).signature();
    Member promoted = bob.as(MemberRole.ADMIN);
    for (EpochDraft each :
        List.of(
            alice.after(genesis, List.of(), alice.as(MemberRole.OWNER), bob.as(MemberRole.MEMBER)),
            alice.after(genesis, List.of(gone), alice.as(MemberRole.OWNER)),
            alice.after(genesis, List.of(gone), alice.as(MemberRole.OWNER), promoted),
            placed(good, new BareJid("other", "rooms.alpha.test"), 1, NOW.plusSeconds(1)),
            placed(good, ROOM, 1, NOW))) {
      badSignature(each.signedWith(signature));
      assertThat(each.signedWith(signature).hash()).isNotEqualTo(good.signedWith(signature).hash());
    }
  }

  @Test
  void noAddressStandsTwiceOrOutOfOrderOrIsBothInAndOut() throws Exception {
    Member owner = alice.as(MemberRole.OWNER);
    Member member = bob.as(MemberRole.MEMBER);
    Epoch genesis = alice.sign(alice.genesis(owner));
    refuses(() -> alice.genesis(owner, owner));
    refuses(() -> alice.genesis(owner, member, bob.as(MemberRole.ADMIN)));
    EpochDraft good = alice.after(genesis, List.of(), owner, member);
    refuses(() -> people(good, List.of(member, owner), List.of()));
    refuses(() -> people(good, good.members(), List.of(Removal.here(bob.jid, 1))));
    Removal eve = Removal.here(EVE, 1);
    Removal carol = Removal.here(CAROL, 1);
    refuses(() -> people(good, good.members(), List.of(eve, carol)));
    refuses(() -> people(good, good.members(), List.of(carol, carol)));
    assertThat(people(good, good.members(), List.of(carol, eve)).removed()).hasSize(2);
  }

  @Test
  void aGroupHasAnOwnerWhoBeganIt() throws Exception {
    refuses(() -> alice.genesis(alice.as(MemberRole.ADMIN)));
    refuses(() -> alice.genesis());
    refuses(() -> alice.genesis(alice.as(MemberRole.ADMIN), bob.as(MemberRole.OWNER)));
    Member sameNameOtherRoot = Member.account(alice.jid, MemberRole.OWNER, bob.accountRoot());
    refuses(() -> alice.genesis(sameNameOtherRoot));
    Epoch genesis = alice.sign(alice.genesis(alice.as(MemberRole.OWNER)));
    refuses(() -> alice.after(genesis, List.of(), alice.as(MemberRole.ADMIN)));
  }

  @Test
  @DisplayName("REVIEW 9: parents are named once each, in order, by all but the first epoch")
  void parentsAreNamedInOrder() throws Exception {
    List<Member> members = goldenMembers();
    Optional<EpochHash> first = Optional.of(hash(2));
    refuses(() -> golden(1, first, List.of(), members));
    refuses(() -> golden(1, Optional.empty(), List.of(hash(2)), members));
    refuses(() -> golden(0, Optional.empty(), List.of(hash(2)), members));
    refuses(() -> golden(0, first, List.of(), members));
    refuses(() -> golden(1, first, List.of(hash(4), hash(3)), members));
    refuses(() -> golden(1, first, List.of(hash(3), hash(3)), members));
    refuses(() -> golden(1, first, hashes(EpochDraft.MAX_PARENTS + 1), members));
    assertThat(golden(1, first, hashes(EpochDraft.MAX_PARENTS), members).parents()).hasSize(16);
  }

  @Test
  void aRemovalIsOfThisEpochOrOfAnEarlierOne() throws Exception {
    List<Member> members = goldenMembers();
    for (Removal each :
        List.of(
            Removal.here(EVE, 2),
            Removal.here(EVE, 4),
            new Removal(EVE, 3, Optional.of(hash(9))),
            new Removal(EVE, 4, Optional.of(hash(9))))) {
      refuses(() -> golden(3, Optional.of(hash(2)), List.of(hash(3)), members, List.of(each)));
    }
    refuses(() -> Removal.here(EVE, 0));
    assertThat(Removal.here(EVE, 3).after(hash(9)))
        .isEqualTo(new Removal(EVE, 3, Optional.of(hash(9))));
    assertThat(new Removal(EVE, 3, Optional.of(hash(9))).after(hash(8)).by()).hasValue(hash(9));
  }

  @Test
  void isBounded() throws Exception {
    refuses(() -> golden(0, Optional.empty(), List.of(), crowd(1001, "u")));
    assertThat(golden(0, Optional.empty(), List.of(), crowd(1000, "u")).members()).hasSize(1000);
    refuses(() -> golden(0, Optional.empty(), List.of(), crowd(1000, "u".repeat(100))));
    List<Removal> many =
        IntStream.range(1000, 1201)
            .mapToObj(i -> Removal.here(new BareJid("r" + i, "beta.test"), 3))
            .collect(Collectors.toList());
    refuses(() -> golden(3, Optional.of(hash(2)), List.of(hash(3)), crowd(1, "u"), many));
    assertThat(
            golden(3, Optional.of(hash(2)), List.of(hash(3)), crowd(1, "u"), many.subList(0, 200))
                .removed())
        .hasSize(200);
  }

  @Test
  @DisplayName("REVIEW 9: a foreign member is pinned to devices and signs nothing")
  void foreignMembersArePinned() throws Exception {
    Map<DeviceId, IdentityKey> devices = new TreeMap<>();
    refuses(() -> Member.foreign(CAROL, devices));
    devices.put(new DeviceId(1), key(5, 5));
    Member carol = Member.foreign(CAROL, devices);
    assertThat(carol.isForeign()).isTrue();
    assertThat(carol.root()).isEmpty();
    refuses(() -> carol.as(MemberRole.ADMIN));
    for (int i = 2; i <= 33; i++) {
      devices.put(new DeviceId(i), key(5, 5));
    }
    refuses(() -> Member.foreign(CAROL, devices));
    assertThat(carol.isSamePersonAs(Member.account(CAROL, MemberRole.MEMBER, root(5)))).isFalse();
  }

  @Test
  void isNotSignedAfterTheCertificatesEnd() throws Exception {
    EpochDraft good = alice.genesis(alice.as(MemberRole.OWNER));
    refuses(() -> placed(good, ROOM, 0, Admin.END));
    refuses(() -> placed(good, ROOM, 0, NOW.plusMillis(1)));
    assertThat(placed(good, ROOM, 0, Admin.END.minusSeconds(1))).isNotNull();
  }

  private static EpochDraft with(EpochDraft in, BareJid signer, ListKeyCertificate certificate) {
    return new EpochDraft(
        in.room(),
        in.number(),
        in.genesis(),
        in.parents(),
        in.members(),
        in.removed(),
        signer,
        certificate,
        in.time());
  }

  private static EpochDraft placed(EpochDraft in, BareJid room, long number, Instant time) {
    return new EpochDraft(
        room,
        number,
        in.genesis(),
        in.parents(),
        in.members(),
        in.removed(),
        in.signer(),
        in.certificate(),
        time);
  }

  private static EpochDraft people(EpochDraft in, List<Member> members, List<Removal> removed) {
    return new EpochDraft(
        in.room(),
        in.number(),
        in.genesis(),
        in.parents(),
        members,
        removed,
        in.signer(),
        in.certificate(),
        in.time());
  }

  private static Epoch golden(
      long number, Optional<EpochHash> genesis, List<EpochHash> parents, List<Member> members)
      throws Exception {
    return golden(number, genesis, parents, members, List.of());
  }

  private static Epoch golden(
      long number,
      Optional<EpochHash> genesis,
      List<EpochHash> parents,
      List<Member> members,
      List<Removal> removed)
      throws Exception {
    byte[] ones = new byte[Signature.LENGTH];
    Arrays.fill(ones, (byte) 1);
    Signature signature = Signature.parse(ones);
    ListKeyCertificate certificate =
        new ListKeyCertificate(root(7), new ListKey(key(9, 9)), 1, Admin.END, signature);
    BareJid signer = new BareJid("alice", "alpha.test");
    return new EpochDraft(
            ROOM, number, genesis, parents, members, removed, signer, certificate, NOW)
        .signedWith(signature);
  }

  private static List<Member> goldenMembers() throws Exception {
    return List.of(
        Member.account(new BareJid("alice", "alpha.test"), MemberRole.OWNER, root(7)),
        Member.account(new BareJid("bob", "beta.test"), MemberRole.ADMIN, root(5)),
        Member.foreign(CAROL, Map.of(new DeviceId(4711), key(0x58, 0x66))));
  }

  private static List<Removal> removals() throws Exception {
    return List.of(
        new Removal(new BareJid("dave", "beta.test"), 2, Optional.of(hash(3))),
        Removal.here(EVE, 3));
  }

  private static List<Member> crowd(int size, String prefix) throws Exception {
    List<Member> out = new ArrayList<>();
    out.add(Member.account(new BareJid("alice", "alpha.test"), MemberRole.OWNER, root(7)));
    for (int i = 1; i < size; i++) {
      BareJid jid = new BareJid(prefix + (1000 + i), "beta.test");
      out.add(Member.account(jid, MemberRole.MEMBER, root(5)));
    }
    return Collections.unmodifiableList(out);
  }

  private static List<EpochHash> hashes(int size) throws Exception {
    List<EpochHash> out = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      out.add(hash(4 + 4 * i));
    }
    out.sort((a, b) -> a.toBase64().compareTo(b.toBase64()));
    return out;
  }

  private static EpochHash hash(int fill) throws ProtocolException {
    byte[] bytes = new byte[EpochHash.LENGTH];
    Arrays.fill(bytes, (byte) fill);
    return EpochHash.parse(bytes);
  }

  private static IdentityKey key(int first, int rest) throws ProtocolException {
    byte[] bytes = new byte[IdentityKey.LENGTH];
    Arrays.fill(bytes, (byte) rest);
    bytes[0] = (byte) first;
    return IdentityKey.parse(bytes);
  }

  private static AccountRoot root(int fill) throws ProtocolException {
    return new AccountRoot(key(fill, fill));
  }

  private static String hex(EpochHash hash) {
    return String.format("%064x", new BigInteger(1, hash.encode()));
  }

  private static void badSignature(Epoch epoch) {
    assertThatThrownBy(() -> epoch.verify(VERIFIER))
        .isInstanceOf(ProtocolException.class)
        .extracting(e -> ((ProtocolException) e).reason())
        .isEqualTo(ProtocolException.Reason.BAD_SIGNATURE);
  }

  private static void refuses(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
  }
}
