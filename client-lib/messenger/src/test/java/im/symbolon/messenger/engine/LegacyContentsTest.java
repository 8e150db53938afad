package im.symbolon.messenger.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LegacyContentsTest {
  private static final BareJid BOB = new BareJid("bob", "two.example");

  private final Surroundings bob =
      new Surroundings(BOB, new MemoryRowStore(), new Random(5)::nextBytes, Clock.systemUTC());
  private final Inbox.Arrived arrived =
      new Inbox.Arrived(
          RowKey.of("1"),
          new IncomingStanza(
              EntityAddress.of(BOB),
              EntityAddress.of(BOB),
              Optional.empty(),
              "chat",
              IncomingStanza.Origin.LIVE,
              Optional.empty(),
              List.of(),
              Optional.empty(),
              Optional.of("the fallback")),
          Instant.EPOCH,
          Optional.empty());

  private LegacyContents contents() throws Exception {
    return new LegacyContents(bob, new ThisDevice(BOB, new OwnKeys(bob).ensure()));
  }

  private Optional<String> textOf(byte[] plaintext) throws Exception {
    return contents().read(plaintext, Contents.Posted.inChat(BOB, arrived)).envelope().body();
  }

  @Test
  void thePlaintextIsTheTextAndNothingElse() throws Exception {
    XmlElement request = XmlElement.element(Namespaces.RECEIPTS, "request").build();
    OutboxEntry entry =
        OutboxEntry.of(
            OutboxEntry.Kind.MESSAGE,
            "id",
            BOB,
            List.of(Envelope.bodyOf("<b>é\n</b>"), request),
            Instant.EPOCH);
    assertThat(contents().plaintext(entry, Optional.empty()))
        .isEqualTo("<b>é\n</b>".getBytes(UTF_8));
    assertThat(textOf(contents().plaintext(entry, Optional.empty()))).contains("<b>é\n</b>");
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    assertThatThrownBy(() -> textOf(new byte[] {'a', (byte) 0xff}))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.note()).isEqualTo(Note.NOT_AUTHENTIC));
  }

  @Test
  void charactersThatXmlCannotCarryAreShownAsUnknown() throws Exception {
    assertThat(textOf("a\u0000b\ufffec".getBytes(UTF_8))).contains("a\ufffdb\ufffdc");
  }

  @Test
  void noTextIsNoMessage() throws Exception {
    assertThat(textOf(new byte[0])).isEmpty();
  }
}
