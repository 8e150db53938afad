package im.symbolon.protocol.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.JdkSigner;
import im.symbolon.protocol.JdkVerifier;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.Vectors;
import im.symbolon.protocol.keys.SignatureVerifier;
import im.symbolon.protocol.xml.Corruption;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;

class EpochCodecTest {
  private static final SignatureVerifier VERIFIER = new JdkVerifier();

  /** One for all tries: most of their time would go into signing. */
  private static final AtomicReference<Epoch> GOOD = new AtomicReference<>();

  @BeforeContainer
  static void sign() throws Exception {
    GOOD.set(full());
  }

  @Test
  void everyPartComesBackFromTheWire() throws Exception {
    Epoch epoch = full();
    XmlElement written = EpochCodec.encode(epoch);
    assertThat(written.is("urn:symbolon:groups:0", "epoch")).isTrue();
    Epoch read = EpochCodec.decode(Vectors.tree(written.toXml()));
    assertThat(read.verify(VERIFIER)).isEqualTo(epoch);
    assertThat(read.draft()).isEqualTo(epoch.draft());
    assertThat(read.hash()).isEqualTo(epoch.hash());
  }

  /** Whatever was changed: refused when read, refused when verified, or nothing was changed. */
  @Property(tries = 2000)
  void corruptedEpochsNeverVerifyAsAnythingElse(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) throws Exception {
    XmlElement bad = EpochCodec.encode(GOOD.get());
    Corruption corruption = new Corruption(seed);
    for (int i = 0; i < changes; i++) {
      bad = corruption.apply(bad);
    }
    try {
      assertThat(EpochCodec.decode(bad).verify(VERIFIER)).isEqualTo(GOOD.get());
    } catch (ProtocolException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }

  @Test
  void aTruncatedEpochIsNone() throws Exception {
    XmlElement good = EpochCodec.encode(full());
    for (int i = 0; i < good.children().size(); i++) {
      XmlElement cut = children(good, good.children().subList(0, i));
      assertThatThrownBy(() -> EpochCodec.decode(cut).verify(VERIFIER))
          .isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void nothingStandsTwice() throws Exception {
    XmlElement good = EpochCodec.encode(full());
    for (XmlElement each : good.children()) {
      List<XmlElement> twice = new ArrayList<>(good.children());
      twice.add(each);
      assertReason(children(good, twice), Reason.MALFORMED);
    }
  }

  @Test
  void nothingUnknownIsReadOver() throws Exception {
    XmlElement good = EpochCodec.encode(full());
    List<XmlElement> more = new ArrayList<>(good.children());
    more.add(XmlElement.element("urn:other", "x").build());
    assertReason(children(good, more), Reason.MALFORMED);
    assertReason(with(good, "note", "x"), Reason.MALFORMED);
    assertReason(edit(good, "member", "nick", "x"), Reason.MALFORMED);
    assertReason(edit(good, "member", "role", "moderator"), Reason.UNKNOWN_VERSION);
    assertReason(edit(good, "member", "jid", "nobody"), Reason.MALFORMED);
    assertReason(edit(good, "member", "root", "AAAA"), Reason.MALFORMED);
    assertReason(edit(good, "removed", "by", "AAAA"), Reason.MALFORMED);
    assertReason(edit(good, "removed", "number", "7"), Reason.MALFORMED);
    assertReason(edit(good, "certificate", "serial", "0"), Reason.OUT_OF_RANGE);
    assertReason(with(good, "number", "-1"), Reason.MALFORMED);
    assertReason(with(good, "number", "2"), Reason.MALFORMED); // a removal is of number 1, here
    assertReason(children(good, good.children().subList(1, 3)), Reason.MALFORMED);
  }

  @Test
  void refusesMoreThanTheLimits() throws Exception {
    XmlElement good = EpochCodec.encode(full());
    XmlElement certificate = good.children().get(0);
    XmlElement small = XmlElement.element("urn:symbolon:groups:0", "member").build();
    for (Map.Entry<String, Integer> each :
        Map.of("parent", 17, "member", 1001, "removed", 201).entrySet()) {
      List<XmlElement> many = new ArrayList<>(List.of(certificate));
      XmlElement one = new XmlElement(small.namespace(), each.getKey(), Map.of(), List.of(), "");
      many.addAll(Collections.nCopies(each.getValue(), one));
      assertReason(children(good, many), Reason.OVERSIZED);
    }
    assertReason(with(good, "note", "x".repeat(EpochDraft.MAX_XML)), Reason.OVERSIZED);
  }

  @Test
  void aForeignMembersDevicesStandInOrderAndExcludeARoot() throws Exception {
    XmlElement good = EpochCodec.encode(full());
    XmlElement carol = good.children("member").get(2);
    assertThat(carol.children()).hasSize(2);
    List<XmlElement> backwards = new ArrayList<>(carol.children());
    Collections.reverse(backwards);
    assertReason(replace(good, carol, children(carol, backwards)), Reason.MALFORMED);
    assertReason(replace(good, carol, children(carol, List.of())), Reason.MALFORMED);
    XmlElement both = with(carol, "root", good.children("member").get(0).required("root"));
    assertReason(replace(good, carol, both), Reason.MALFORMED);
    List<XmlElement> twice = List.of(carol.children().get(0), carol.children().get(0));
    assertReason(replace(good, carol, children(carol, twice)), Reason.MALFORMED);
  }

  /** The size that the limit promises to hold a full group in. */
  @Test
  void aThousandMembersFitIn() throws Exception {
    Admin alice = new Admin("alice");
    List<Member> all = new ArrayList<>();
    all.add(alice.as(MemberRole.OWNER));
    for (int i = 1; i < 1000; i++) {
      BareJid jid = new BareJid("firstname.surname" + (1000 + i), "organisation.test");
      all.add(Member.account(jid, MemberRole.MEMBER, alice.accountRoot()));
    }
    Epoch epoch = alice.sign(alice.genesis(all.toArray(new Member[0])));
    assertThat(EpochCodec.decode(EpochCodec.encode(epoch)).verify(VERIFIER)).isEqualTo(epoch);
  }

  /** Three members, one of them foreign with two devices, and two removals. */
  private static Epoch full() throws Exception {
    Admin alice = new Admin("alice");
    Admin bob = new Admin("bob");
    Member carol =
        Member.foreign(
            new BareJid("carol", "gamma.test"),
            Map.of(
                new DeviceId(5), new JdkSigner().identity(),
                new DeviceId(40), new JdkSigner().identity()));
    Epoch genesis = alice.sign(alice.genesis(alice.as(MemberRole.OWNER)));
    return alice.sign(
        alice.after(
            genesis,
            List.of(Removal.here(new BareJid("dave", "beta.test"), 1)),
            alice.as(MemberRole.OWNER),
            bob.as(MemberRole.ADMIN),
            carol));
  }

  private static XmlElement children(XmlElement in, List<XmlElement> children) {
    return new XmlElement(in.namespace(), in.name(), in.attributes(), children, in.text());
  }

  private static XmlElement replace(XmlElement in, XmlElement old, XmlElement other) {
    List<XmlElement> children = new ArrayList<>(in.children());
    children.set(children.indexOf(old), other);
    return children(in, children);
  }

  private static XmlElement edit(XmlElement in, String child, String key, String value) {
    XmlElement old =
        in.children().stream().filter(each -> each.name().equals(child)).findFirst().orElseThrow();
    return replace(in, old, with(old, key, value));
  }

  private static XmlElement with(XmlElement in, String key, String value) {
    Map<String, String> attributes = new LinkedHashMap<>(in.attributes());
    attributes.put(key, value);
    return new XmlElement(in.namespace(), in.name(), attributes, in.children(), in.text());
  }

  private static void assertReason(XmlElement element, Reason reason) {
    assertThatThrownBy(() -> EpochCodec.decode(element))
        .isInstanceOf(ProtocolException.class)
        .extracting(e -> ((ProtocolException) e).reason())
        .isEqualTo(reason);
  }
}
