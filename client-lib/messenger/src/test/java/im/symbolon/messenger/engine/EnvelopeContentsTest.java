package im.symbolon.messenger.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.EnvelopeCodec;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.omemo.Route;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Envelopes whose to, from or time lies. */
class EnvelopeContentsTest {
  private static final BareJid ALICE = new BareJid("alice", "one.example");
  private static final BareJid BOB = new BareJid("bob", "two.example");
  private static final BareJid CAROL = new BareJid("carol", "two.example");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Random random = new Random(5);
  private final Surroundings bob =
      new Surroundings(BOB, new MemoryRowStore(), random::nextBytes, Clock.systemUTC());

  private Contents.Written read(Route claimed, Instant time, Inbox.Arrived arrived)
      throws Exception {
    Envelope envelope =
        Envelope.of(
            new MessageId("0123456789abcdef0123456789abcdef"),
            claimed,
            time,
            List.of(Envelope.bodyOf("text")));
    byte[] plaintext =
        new EnvelopeCodec(
                length -> {
                  byte[] bytes = new byte[length];
                  random.nextBytes(bytes);
                  return bytes;
                })
            .encode(envelope)
            .toXml()
            .getBytes(UTF_8);
    return new EnvelopeContents(bob, new ThisDevice(BOB, new OwnKeys(bob).ensure()))
        .read(plaintext, Contents.Posted.inChat(BOB, arrived));
  }

  private static Inbox.Arrived arrived(BareJid from, BareJid to, Origin origin) {
    IncomingStanza stanza =
        new IncomingStanza(
            EntityAddress.of(from),
            EntityAddress.of(to),
            Optional.empty(),
            "chat",
            origin,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    return new Inbox.Arrived(RowKey.of("1"), stanza, NOW, Optional.empty());
  }

  private void assertMisdirected(Route claimed, Inbox.Arrived arrived) {
    assertThatThrownBy(() -> read(claimed, NOW, arrived))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.note()).isEqualTo(Note.MISDIRECTED));
  }

  @Test
  void whatNamesAnotherSenderOrAddresseeIsRefused() throws Exception {
    Inbox.Arrived live = arrived(ALICE, BOB, Origin.LIVE);
    assertThat(read(new Route(ALICE, BOB), NOW, live).envelope().body()).contains("text");
    assertMisdirected(new Route(CAROL, BOB), live);
    assertMisdirected(new Route(ALICE, CAROL), live);
    assertMisdirected(new Route(BOB, ALICE), live);
    Inbox.Arrived copy = arrived(BOB, ALICE, Origin.CARBON_SENT);
    assertThat(read(new Route(BOB, ALICE), NOW, copy).envelope().body()).contains("text");
    assertMisdirected(new Route(BOB, CAROL), copy);
  }

  /** A server may say that a message was for another of its accounts. */
  @Test
  void whatComesToUsMustBeForUsWhateverTheStanzaSays() {
    assertMisdirected(new Route(ALICE, CAROL), arrived(ALICE, CAROL, Origin.LIVE));
  }

  @Test
  void aTimeInTheFutureIsNotBelieved() throws Exception {
    Inbox.Arrived live = arrived(ALICE, BOB, Origin.LIVE);
    Route route = new Route(ALICE, BOB);
    assertThat(read(route, NOW.plus(Duration.ofDays(30)), live).at()).isEmpty();
    assertThat(read(route, NOW.minusSeconds(60), live).at()).contains(NOW.minusSeconds(60));
  }
}
