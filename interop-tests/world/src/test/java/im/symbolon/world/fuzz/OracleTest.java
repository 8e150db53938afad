package im.symbolon.world.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Table;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.world.World;
import im.symbolon.world.fuzz.FuzzResult.Finding;
import im.symbolon.world.fuzz.FuzzResult.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An oracle that cannot find anything says nothing: here it has to find what was planted. */
class OracleTest {
  private static final Table MESSAGES = Table.lasting(8, "messages");

  /** Bob's first device. */
  private static final int BOB = 2;

  /** Everybody writes, and nothing goes wrong by itself. */
  private static final Script CALM =
      new Script(5, IntStream.range(0, 60).mapToObj(OracleTest::writing).toList());

  private static FuzzEvent writing(int i) {
    return new FuzzEvent(i, FuzzEvent.Kind.WRITE, i % 6, i % 7, Duration.ofSeconds(2));
  }

  @Test
  void findsNothingWhereNothingIsWrong() {
    FuzzResult result = FuzzRun.of(CALM);
    assertThat(result.findings()).isEmpty();
    assertThat(result.written()).isEqualTo(60);
    assertThat(result.expected()).isEqualTo(240);
    assertThat(result.gone()).isZero();
  }

  @Test
  void findsADeviceThatAllSendersSkip() {
    FuzzResult result =
        FuzzRun.of(
            CALM,
            new FuzzRun.Fault() {
              @Override
              public void begins(Cast cast, World world) {
                String device = cast.seats().get(BOB).address().device().toString();
                world.network.tampering = stanza -> skipping(stanza, device);
              }
            });
    assertThat(result.count(Promise.LOST)).isPositive();
    assertThat(result.findings()).extracting(Finding::device).containsOnly(World.BOB + "/first0");
  }

  private static OutgoingStanza skipping(OutgoingStanza stanza, String device) {
    List<XmlElement> rest =
        stanza.extensions().stream().map(each -> without(each, device)).toList();
    return new OutgoingStanza(stanza.id(), stanza.to(), stanza.type(), rest);
  }

  private static XmlElement without(XmlElement element, String device) {
    XmlElement.Builder copy =
        XmlElement.element(element.namespace(), element.name()).text(element.text());
    element.attributes().forEach(copy::with);
    for (XmlElement child : element.children()) {
      if (!child.name().equals("key") || !child.attribute("rid").equals(Optional.of(device))) {
        copy.with(without(child, device));
      }
    }
    return copy.build();
  }

  @Test
  void findsAMessageThatADeviceForgot() {
    FuzzResult result = FuzzRun.of(CALM, atTheEnd(OracleTest::forget));
    assertThat(result.findings()).hasSize(1);
    assertThat(result.findings().get(0).promise()).isEqualTo(Promise.LOST);
    assertThat(result.findings().get(0).device()).isEqualTo(World.BOB + "/first0");
  }

  private static void forget(Rows rows, ChatMessage message) throws StoreException {
    for (Row row : rows.all(MESSAGES)) {
      if (new String(row.value(), java.nio.charset.StandardCharsets.ISO_8859_1)
          .contains(message.id())) {
        rows.delete(MESSAGES, row.key());
      }
    }
  }

  @Test
  void findsAMessageThatIsThereTwice() {
    FuzzResult result =
        FuzzRun.of(
            CALM, atTheEnd((rows, message) -> new Messages(rows).add(as("another", message))));
    assertThat(result.findings()).hasSize(1);
    assertThat(result.findings().get(0).promise()).isEqualTo(Promise.DUPLICATED);
  }

  @Test
  void findsAMessageThatWasToldTwice() {
    FuzzResult result =
        FuzzRun.of(
            CALM,
            new FuzzRun.Fault() {
              @Override
              public void ends(Cast cast) {
                List<ChatMessage> told = cast.seats().get(BOB).phone().told;
                told.add(told.get(3));
              }
            });
    assertThat(result.findings()).hasSize(1);
    assertThat(result.findings().get(0).promise()).isEqualTo(Promise.DUPLICATED);
  }

  @Test
  void findsALineWhereAMessageShouldStand() {
    FuzzResult result =
        FuzzRun.of(
            CALM,
            atTheEnd(
                (rows, message) ->
                    new Messages(rows)
                        .add(
                            as("line", message)
                                .in(message.state(), Optional.of(Note.NO_SESSION)))));
    assertThat(result.findings()).hasSize(1);
    assertThat(result.findings().get(0).promise()).isEqualTo(Promise.UNREADABLE);
  }

  private static ChatMessage as(String id, ChatMessage message) {
    return new ChatMessage(
        id,
        message.chat(),
        message.sender(),
        message.senderDevice(),
        message.outgoing(),
        message.text(),
        message.time(),
        message.state(),
        message.note());
  }

  /** Spoils something about a message that bob's first device got from alice. */
  @FunctionalInterface
  private interface Spoiling {
    void spoil(Rows rows, ChatMessage message) throws StoreException;
  }

  private static FuzzRun.Fault atTheEnd(Spoiling spoiling) {
    return new FuzzRun.Fault() {
      @Override
      public void ends(Cast cast) {
        Seat bob = cast.seats().get(BOB);
        ChatMessage message =
            bob.phone().history(World.ALICE).stream().filter(m -> !m.outgoing()).findFirst().get();
        bob.phone()
            .read(
                rows -> {
                  spoiling.spoil(rows, message);
                  return null;
                });
      }
    };
  }
}
