package im.symbolon.protocol.groups;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.JdkSigner;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.MessageId;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** REVIEW 5: what is signed, byte for byte. */
class SlotStatementTest {
  private static final Ciphertext PAYLOAD = Ciphertext.of("payload".getBytes(UTF_8));
  private static final Ciphertext LEGACY = Ciphertext.of("legacy".getBytes(UTF_8));

  private static byte[] filled(int length, int with) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }

  private static SlotStatement statement(Optional<Ciphertext> legacy) throws Exception {
    GroupPlace place =
        new GroupPlace(
            new BareJid("friends", "rooms.alpha.test"), EpochHash.parse(filled(32, 'g')));
    DeviceAddress alice =
        new DeviceAddress(new BareJid("alice", "alpha.test"), new DeviceId(27183));
    SlotContext context =
        new SlotContext(
            new ChainOwner(place, alice),
            new EpochName(258, EpochHash.parse(filled(32, 'e'))),
            new MessageId("id-1"),
            PayloadHashes.of(PAYLOAD, legacy),
            RecipientsHash.parse(filled(32, 'r')));
    ChainPosition position = new ChainPosition(ChainId.parse(filled(16, 'c')), 772);
    SlotHeader header = new SlotHeader(context, position, Commitment.parse(filled(32, 'k')));
    return new SlotStatement(header, Slot.parse(filled(48, 's')));
  }

  private static String sha256(Ciphertext of) throws Exception {
    return new String(MessageDigest.getInstance("SHA-256").digest(of.bytes()), ISO_8859_1);
  }

  private static String golden(String legacy) throws Exception {
    return "\0\0\0\34urn:symbolon:groups:0#header"
        + "\0\0\0\4\0\0\0\0"
        + "\0\0\0\30friends@rooms.alpha.test"
        + ("\0\0\0\40" + "g".repeat(32))
        + "\0\0\0\10\0\0\0\0\0\0\1\2"
        + ("\0\0\0\40" + "e".repeat(32))
        + "\0\0\0\20alice@alpha.test"
        + "\0\0\0\4\0\0\152\57"
        + ("\0\0\0\20" + "c".repeat(16))
        + "\0\0\0\4\0\0\3\4"
        + "\0\0\0\4id-1"
        + ("\0\0\0\40" + sha256(PAYLOAD))
        + legacy
        + ("\0\0\0\40" + "r".repeat(32))
        + ("\0\0\0\40" + "k".repeat(32));
  }

  @Test
  void signsEveryPartWithItsLength() throws Exception {
    SlotStatement alone = statement(Optional.empty());
    String header = golden("\0\0\0\0");
    assertThat(new String(alone.header().bytes(), ISO_8859_1)).isEqualTo(header);
    assertThat(new String(alone.signedBytes(), ISO_8859_1)).isEqualTo(signed(header));
    SlotStatement both = statement(Optional.of(LEGACY));
    assertThat(new String(both.signedBytes(), ISO_8859_1))
        .isEqualTo(signed(golden("\0\0\0\40" + sha256(LEGACY))));
  }

  private static String signed(String header) throws Exception {
    return "\0\0\0\32urn:symbolon:groups:0#slot"
        + ("\0\0\0\40" + sha256(Ciphertext.of(header.getBytes(ISO_8859_1))))
        + ("\0\0\0\60" + "s".repeat(48));
  }

  @Test
  void verifiesWhatTheChainsKeySignedAndNothingElse() throws Exception {
    JdkSigner chain = new JdkSigner();
    VerifyKey key = new VerifyKey(chain.identity());
    SlotStatement statement = statement(Optional.empty());
    Signature signature = chain.sign(statement.signedBytes());
    assertThat(statement.verify(key, signature, chain)).isSameAs(statement);
    assertThatThrownBy(() -> statement(Optional.of(LEGACY)).verify(key, signature, chain))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_SIGNATURE));
  }

  @Property(tries = 300)
  void isWhatTheElementSaysOfTheRoomAndAccountItCameFrom(@ForAll long seed) throws Exception {
    SlotStatement statement = new GroupValues(seed).statement();
    SealedElement element =
        SealedElement.of(statement, Signature.parse(filled(64, 1)), Optional.empty());
    ChainOwner owner = statement.header().context().owner();
    PayloadHashes payloads = statement.header().context().payloads();
    BareJid room = owner.place().room();
    BareJid account = owner.sender().account();
    assertThat(element.statement(room, account, payloads)).isEqualTo(statement);
    assertThat(element.statement(account, account, payloads)).isNotEqualTo(statement);
    assertThat(element.statement(room, room, payloads)).isNotEqualTo(statement);
  }

  @Property(tries = 300)
  void twoStatementsNeverSignTheSame(@ForAll long seed) throws Exception {
    GroupValues values = new GroupValues(seed);
    Set<String> signed = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      signed.add(new String(values.statement().signedBytes(), ISO_8859_1));
    }
    assertThat(signed).hasSize(4);
  }

  @Test
  void recipientsAreHashedInOneOrder() throws Exception {
    IdentityKey key = IdentityKey.parse(filled(32, 0x11));
    Recipient first = recipient("alice", 2, key);
    Recipient second = recipient("alice", 10, key);
    Recipient third = recipient("bob", 1, key);
    String golden =
        "\0\0\0\40urn:symbolon:groups:0#recipients\0\0\0\4\0\0\0\3"
            + ("\0\0\0\20alice@alpha.test\0\0\0\4\0\0\0\2\0\0\0\40" + "\21".repeat(32))
            + ("\0\0\0\20alice@alpha.test\0\0\0\4\0\0\0\12\0\0\0\40" + "\21".repeat(32))
            + ("\0\0\0\16bob@alpha.test\0\0\0\4\0\0\0\1\0\0\0\40" + "\21".repeat(32));
    byte[] expected = MessageDigest.getInstance("SHA-256").digest(golden.getBytes(ISO_8859_1));
    List<Recipient> order = Arrays.asList(third, second, first);
    assertThat(RecipientsHash.of(order).encode()).isEqualTo(expected);
    Collections.reverse(order);
    assertThat(RecipientsHash.of(order).encode()).isEqualTo(expected);
  }

  @Test
  void everyRecipientCountsAndNoneTwice() throws Exception {
    IdentityKey key = IdentityKey.parse(filled(32, 0x11));
    IdentityKey other = IdentityKey.parse(filled(32, 0x12));
    Recipient alice = recipient("alice", 2, key);
    Set<RecipientsHash> different =
        new HashSet<>(
            List.of(
                RecipientsHash.of(List.of()),
                RecipientsHash.of(List.of(alice)),
                RecipientsHash.of(List.of(recipient("alice", 3, key))),
                RecipientsHash.of(List.of(recipient("alice", 2, other))),
                RecipientsHash.of(List.of(recipient("bob", 2, key))),
                RecipientsHash.of(List.of(alice, recipient("bob", 2, key)))));
    assertThat(different).hasSize(6);
    assertThatThrownBy(() -> RecipientsHash.of(List.of(alice, recipient("alice", 2, other))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Recipient recipient(String local, int device, IdentityKey key) {
    BareJid account = new BareJid(local, "alpha.test");
    return new Recipient(new DeviceAddress(account, new DeviceId(device)), key);
  }
}
