package im.symbolon.messenger.contacts;

import static im.symbolon.messenger.contacts.SmallServer.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.core.Hex;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Acquaintances;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.PortraitNodes;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.StrictBase64;
import im.symbolon.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortraitsTest {
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final BareJid MALLORY = new BareJid("mallory", "evil.test");
  private static final byte[] PICTURE = "a picture".getBytes(StandardCharsets.UTF_8);

  private final SmallServer server = new SmallServer();
  private final MemoryRowStore store = new MemoryRowStore();
  private final List<BareJid> told = new ArrayList<>();
  private final Portraits portraits =
      new Portraits(
          new Surroundings(ALICE, store, new Random(7)::nextBytes, Clock.systemUTC()),
          new PortraitNodes(server, new Pep(server, new Disco(server)), Portrait.MAX_BYTES),
          told::add);

  @BeforeEach
  void bobIsKnown() throws Exception {
    store.transaction(rows -> new Acquaintances(rows).add(BOB));
  }

  private static String sha1(byte[] bytes) throws Exception {
    return Hex.of(MessageDigest.getInstance("SHA-1").digest(bytes));
  }

  private void gives(byte[] bytes) {
    XmlElement data =
        XmlElement.element("urn:xmpp:avatar:data", "data").text(StrictBase64.encode(bytes)).build();
    server.item = Optional.of(data);
  }

  private void says(BareJid who, String id, String type, String bytes) throws Exception {
    XmlElement info =
        XmlElement.element(PortraitNodes.METADATA, "info")
            .with("id", id)
            .with("type", type)
            .with("bytes", bytes)
            .build();
    hear(who, Optional.of(metadata(info)));
  }

  private static XmlElement metadata(XmlElement... infos) {
    return XmlElement.element(PortraitNodes.METADATA, "metadata").with(List.of(infos)).build();
  }

  private void hear(BareJid who, Optional<XmlElement> payload) throws Exception {
    portraits.heard(new PepEvent(who, PortraitNodes.METADATA, "x", payload, false));
  }

  @Test
  void aPictureWithItsHashIsKept() throws Exception {
    gives(PICTURE);
    says(BOB, sha1(PICTURE), "image/png", "9");
    assertThat(portraits.of(BOB).picture()).contains(PICTURE);
    assertThat(portraits.pictures()).containsEntry(BOB, sha1(PICTURE));
    assertThat(told).containsExactly(BOB);
    int asked = server.asked.size();
    says(BOB, sha1(PICTURE), "image/png", "9");
    assertThat(server.asked).hasSize(asked);
    hear(BOB, Optional.of(metadata()));
    assertThat(portraits.of(BOB)).isEqualTo(Portrait.NONE);
    assertThat(told).containsExactly(BOB, BOB);
  }

  @Test
  void aPictureWithAnotherHashIsNotKept() throws Exception {
    gives("another picture".getBytes(StandardCharsets.UTF_8));
    says(BOB, sha1(PICTURE), "image/png", "9");
    assertThat(portraits.of(BOB).picture()).isEmpty();
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, 0",
    "image/png, -1",
    "image/png, 131073",
    "image/png, 99999999999999999999",
    "image/png, many",
    "image/svg+xml, 9",
    "text/html, 9"
  })
  void whatIsNoSmallPictureIsNotEvenFetched(String type, String bytes) throws Exception {
    gives(PICTURE);
    says(BOB, sha1(PICTURE), type, bytes);
    assertThat(portraits.of(BOB).picture()).isEmpty();
    assertThat(server.asked).isEmpty();
  }

  @Test
  void aHashThatIsNoneIsNotAskedFor() throws Exception {
    for (String id :
        new String[] {"", "..", "x'/>", sha1(PICTURE).toUpperCase(Locale.ROOT), "0".repeat(39)}) {
      says(BOB, id, "image/png", "9");
    }
    assertThat(server.asked).isEmpty();
  }

  @Test
  void aPictureThatIsLargerThanItSaidIsNotKept() throws Exception {
    byte[] large = new byte[Portrait.MAX_BYTES + 1];
    gives(large);
    says(BOB, sha1(large), "image/png", "9");
    server.item =
        Optional.of(XmlElement.element("urn:xmpp:avatar:data", "data").text("no base64!").build());
    says(BOB, sha1(PICTURE), "image/png", "9");
    assertThat(portraits.of(BOB)).isEqualTo(Portrait.NONE);
  }

  @Test
  void strangersHaveNoPictures() throws Exception {
    gives(PICTURE);
    says(MALLORY, sha1(PICTURE), "image/png", "9");
    portraits.heardOfVcard(MALLORY, sha1(PICTURE));
    nick(MALLORY, "Alice");
    assertThat(portraits.of(MALLORY)).isEqualTo(Portrait.NONE);
    assertThat(server.asked).isEmpty();
  }

  private void nick(BareJid who, String nick) throws Exception {
    XmlElement payload = XmlElement.element(PortraitNodes.NICK, "nick").text(nick).build();
    portraits.heard(new PepEvent(who, PortraitNodes.NICK, "x", Optional.of(payload), false));
  }

  @Test
  void whatSomebodyCallsThemselvesIsKeptAndShort() throws Exception {
    nick(BOB, "Bobby");
    assertThat(portraits.nicks()).containsEntry(BOB, "Bobby");
    nick(BOB, "x".repeat(100_000));
    assertThat(portraits.of(BOB).nick()).hasSize(Portraits.LONGEST_NICK);
    portraits.heard(new PepEvent(BOB, PortraitNodes.NICK, "x", Optional.empty(), true));
    assertThat(portraits.nicks()).isEmpty();
  }

  @Test
  void newsWithoutContentChangeNothing() throws Exception {
    gives(PICTURE);
    says(BOB, sha1(PICTURE), "image/png", "9");
    hear(BOB, Optional.empty());
    assertThat(portraits.of(BOB).picture()).isPresent();
  }

  @Test
  void theOlderFormCountsWhereThereIsNoOther() throws Exception {
    server.vcard = Optional.of(PICTURE);
    portraits.heardOfVcard(BOB, sha1(PICTURE));
    assertThat(portraits.of(BOB).picture()).contains(PICTURE);
    byte[] newer = "newer".getBytes(StandardCharsets.UTF_8);
    gives(newer);
    says(BOB, sha1(newer), "image/jpeg", "5");
    assertThat(portraits.of(BOB).picture()).contains(newer);
    portraits.heardOfVcard(BOB, sha1(PICTURE));
    assertThat(portraits.of(BOB).picture()).contains(newer);
  }

  @Test
  void theOwnPictureIsPublishedAndKept() throws Exception {
    portraits.show(PICTURE, 192);
    assertThat(portraits.of(ALICE).picture()).contains(PICTURE);
    assertThat(server.asked.toString()).isNotEmpty();
    portraits.showNothing();
    assertThat(portraits.of(ALICE).picture()).isEmpty();
    assertThatThrownBy(() -> portraits.show(new byte[Portrait.MAX_BYTES + 1], 192))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> portraits.call("x".repeat(Portraits.LONGEST_NICK + 1)))
        .isInstanceOf(IllegalArgumentException.class);
    portraits.call("Alice A.");
    assertThat(portraits.of(ALICE).nick()).isEqualTo("Alice A.");
  }
}
