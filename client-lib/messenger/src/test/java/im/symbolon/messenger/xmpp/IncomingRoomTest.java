package im.symbolon.messenger.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way of what rooms send: the same thread and the same promise as for chats. */
class IncomingRoomTest implements RoomTraffic {
  private static final String WORD =
      "<message xmlns='jabber:client' type='groupchat' from='tea@rooms.test/bob'/>";
  private static final String RESULT =
      "<message xmlns='jabber:client' from='tea@rooms.test'><result xmlns='urn:xmpp:mam:2'"
          + " queryid='q' id='1'><forwarded xmlns='urn:xmpp:forward:0'>"
          + WORD
          + "</forwarded></result></message>";

  private final List<String> told = new ArrayList<>();
  private final RoomHub hub = new RoomHub();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private boolean takes = true;
  private boolean diskFull;
  private final Incoming incoming = incoming();

  private Incoming incoming() {
    ConnectionConfig config = ConnectionConfig.of(new BareJid("alice", "alpha.test"), "phone");
    TransportListener events =
        new TransportListener() {
          @Override
          public void contactPresent(BareJid contact) {
            told.add("contact " + contact);
          }
        };
    RosterContacts contacts = new RosterContacts(null, (to, type) -> {}, events);
    StanzaSink sink = stanza -> told.add("stored " + stanza);
    return new Incoming(
        config,
        new Wire(config, new SecureRandom()),
        new Incoming.Hearers(
            sink, hub, contacts, new Presences(contacts, events, Clock.systemUTC()), events),
        thread);
  }

  @AfterEach
  void end() {
    thread.shutdownNow();
  }

  @Test
  void withoutRoomsEverythingGoesWhereItAlwaysWent() throws Exception {
    incoming.message(SecureXml.parse(WORD));
    incoming.message(SecureXml.parse(RESULT));
    incoming.presence(presence());
    assertThat(told)
        .containsExactly(
            "stored groupchat message from tea@rooms.test/bob", "contact tea@rooms.test");
  }

  @Test
  void whatRoomsTakeGoesNowhereElse() throws Exception {
    hub.hear(this);
    incoming.message(SecureXml.parse(WORD));
    incoming.message(SecureXml.parse(RESULT));
    incoming.presence(presence());
    assertThat(told).containsExactly("word", "archived tea@rooms.test q", "presence");
  }

  @Test
  void whatRoomsDoNotTakeGoesOn() throws Exception {
    hub.hear(this);
    takes = false;
    incoming.message(SecureXml.parse(WORD));
    incoming.presence(presence());
    assertThat(told)
        .containsExactly(
            "word",
            "stored groupchat message from tea@rooms.test/bob",
            "presence",
            "contact tea@rooms.test");
  }

  @Test
  void whatRoomsCannotStoreIsNotHandled() {
    hub.hear(this);
    diskFull = true;
    assertThatThrownBy(() -> incoming.message(SecureXml.parse(WORD))).hasMessage("full");
  }

  @Test
  void onlyOneHears() {
    hub.hear(this);
    assertThatThrownBy(() -> hub.hear(this)).isInstanceOf(IllegalStateException.class);
  }

  private static XmlElement presence() throws Exception {
    return SecureXml.parse("<presence xmlns='jabber:client' from='tea@rooms.test/bob'/>");
  }

  @Override
  public boolean presence(XmlElement presence) {
    told.add("presence");
    return takes;
  }

  @Override
  public boolean message(IncomingStanza stanza) {
    if (diskFull) {
      throw new IllegalStateException("full");
    }
    told.add("word");
    return takes;
  }

  @Override
  public void archived(BareJid room, ArchiveResult result) {
    told.add("archived " + room + " " + result.queryId());
  }

  @Override
  public void online(boolean resumed) {
    told.add("online " + resumed);
  }
}
