package im.symbolon.messenger.records;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.Act;
import im.symbolon.messenger.chat.Attachment;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Reply;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.records.wire.MessageRecord;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.Mention;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an entry says is sealed, stored and read as the same. */
class ContentXmlTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final Target LINE = new Target(BOB, "m1");

  private static List<Content> all() {
    XmlElement file = XmlElement.element(Namespaces.FILE_SHARING, "file-sharing").build();
    return List.of(
        Content.of("hello"),
        Content.of("hello Bob").mentioning(List.of(new Mention(6, 9, BOB))),
        Content.of("yes").answering(new Reply(BOB, "m1")),
        Content.of("").bringing(List.of(new Attachment(file))),
        Content.of("soon gone").lasting(Duration.ofSeconds(30)),
        Content.of(new Act.Edit(new Target(ALICE, "m1")), "better"),
        Content.of(new Act.Retract(new Target(ALICE, "m1")), ""),
        Content.of(new Act.React(LINE, new TreeSet<>(List.of("👍", "🐢"))), ""),
        Content.of(new Act.React(LINE, new TreeSet<>()), ""));
  }

  @Test
  void whatIsSealedIsRead() {
    for (Content each : all()) {
      assertThat(ContentXml.read(ContentXml.write(each), ALICE, BOB)).isEqualTo(each);
    }
  }

  @Test
  void whatIsStoredIsRead() throws ProtocolException {
    for (Content each : all()) {
      MessageRecord.Builder out = MessageRecord.newBuilder();
      ContentCodec.write(each, out);
      assertThat(ContentCodec.read(out.build())).isEqualTo(each);
    }
  }

  /** A row as it was written before there was anything beside texts. */
  @Test
  void oldRowsAreTexts() throws ProtocolException {
    MessageRecord old = MessageRecord.newBuilder().setText("hello").build();
    assertThat(ContentCodec.read(old)).isEqualTo(Content.of("hello"));
  }

  /** And a text is written as it always was: not one byte more. */
  @Test
  void aTextCostsWhatItAlwaysDid() {
    MessageRecord.Builder out = MessageRecord.newBuilder();
    ContentCodec.write(Content.of("hello"), out);
    assertThat(out.build()).isEqualTo(MessageRecord.newBuilder().setText("hello").build());
    assertThat(ContentXml.write(Content.of("hello"))).containsExactly(Envelope.bodyOf("hello"));
  }

  private static Content read(String... xml) throws ProtocolException {
    List<XmlElement> content = new ArrayList<>();
    for (String each : xml) {
      content.add(SecureXml.parse(each));
    }
    return ContentXml.read(content, BOB, ALICE);
  }

  /** As XEP-0461 §3.1 has it, with a mention behind the quotation. */
  @Test
  void anotherClientsQuotationIsCutOff() throws ProtocolException {
    Content read =
        read(
            "<body xmlns='jabber:client'>&gt; We should bake a cake\nGreat idea, Alice!</body>",
            "<reply to='alice@alpha.test/tablet' id='m0' xmlns='urn:xmpp:reply:0'/>",
            "<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:reply:0'>"
                + "<body start='0' end='24'/></fallback>",
            "<reference xmlns='urn:xmpp:reference:0' type='mention' begin='36' end='41'"
                + " uri='xmpp:alice@alpha.test'/>");
    assertThat(read)
        .isEqualTo(
            Content.of("Great idea, Alice!")
                .mentioning(List.of(new Mention(12, 17, ALICE)))
                .answering(new Reply(ALICE, "m0")));
  }

  @Test
  void anotherClientsActsAreRead() throws ProtocolException {
    Content edit =
        read(
            "<body xmlns='jabber:client'>window</body>",
            "<replace id='bad1' xmlns='urn:xmpp:message-correct:0'/>");
    assertThat(edit).isEqualTo(Content.of(new Act.Edit(new Target(BOB, "bad1")), "window"));
    Content retract =
        read(
            "<retract id='wrong' xmlns='urn:xmpp:message-retract:1'/>",
            "<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:message-retract:1'/>",
            "<body xmlns='jabber:client'>/me retracted a previous message</body>");
    assertThat(retract).isEqualTo(Content.of(new Act.Retract(new Target(BOB, "wrong")), ""));
    Content react =
        read("<reactions id='m0' xmlns='urn:xmpp:reactions:0'><reaction>👋</reaction></reactions>");
    assertThat(react)
        .isEqualTo(
            Content.of(new Act.React(new Target(ALICE, "m0"), new TreeSet<>(List.of("👋"))), ""));
  }

  @Test
  void aTextBesideAReactionIsNotLost() throws ProtocolException {
    String reactions = "<reactions id='m0' xmlns='urn:xmpp:reactions:0'/>";
    assertThat(read("<body xmlns='jabber:client'>hello</body>", reactions))
        .isEqualTo(Content.of("hello"));
  }

  @Test
  void whatSaysNothingIsNoEntry() throws ProtocolException {
    assertThat(read("<received xmlns='urn:xmpp:receipts' id='x'/>").isEmpty()).isTrue();
    assertThat(read("<replace id='bad1' xmlns='urn:xmpp:message-correct:0'/>").isEmpty()).isTrue();
    assertThat(read("<body xmlns='jabber:client'/>").isEmpty()).isTrue();
  }

  /** REVIEW 20: their id outside names the message that came last under it. */
  @Test
  void anotherClientsOwnNamesAreUnderstoodAndUsed() throws StoreException {
    new MemoryRowStore()
        .transaction(
            rows -> {
              Aliases aliases = new Aliases(rows);
              Target inner = new Target(BOB, "foreign:abc");
              aliases.add(BOB, inner, "outer1");
              Content edit = Content.of(new Act.Edit(new Target(BOB, "outer1")), "better");
              assertThat(aliases.resolved(BOB, edit).act().map(Act::target)).contains(inner);
              Content answer = Content.of("yes").answering(new Reply(BOB, "foreign:abc"));
              OutboxEntry entry = OutboxEntry.of(entry(answer), Instant.EPOCH);
              List<XmlElement> sealed = new Quotes(rows, ALICE).in(entry).content();
              assertThat(sealed)
                  .anyMatch(
                      each ->
                          each.is(Namespaces.REPLY, "reply")
                              && each.attribute("id").equals(Optional.of("outer1")));
              assertThat(ContentXml.read(sealed, ALICE, BOB)).isEqualTo(answer);
              return null;
            });
  }

  /** REVIEW 20: a server that gives another message the id of one of ours redirects no act. */
  @Test
  void anIdOutsideNeverTakesThePlaceOfTheIdInside() throws StoreException {
    new MemoryRowStore()
        .transaction(
            rows -> {
              Target inner = new Target(ALICE, "e1");
              new Messages(rows).add(entry(Content.of("taken back soon")));
              Aliases aliases = new Aliases(rows);
              aliases.add(BOB, new Target(ALICE, "foreign:abc"), "e1");
              Content retract = Content.of(new Act.Retract(inner), "");
              assertThat(aliases.resolved(BOB, retract)).isEqualTo(retract);
              return null;
            });
  }

  private static ChatMessage entry(Content content) {
    return new ChatMessage(
        "e1",
        BOB,
        ALICE,
        Optional.empty(),
        true,
        content,
        Instant.EPOCH,
        DeliveryState.QUEUED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
