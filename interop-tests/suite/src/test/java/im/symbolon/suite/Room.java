package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.xml.XmlElement;
import org.jivesoftware.smack.StanzaCollector;
import org.jivesoftware.smack.filter.StanzaTypeFilter;
import org.jivesoftware.smack.packet.Stanza;

/** A room that somebody made by raw stanzas, and is in. */
record Room(RawClient owner, String address) implements AutoCloseable {
  private static final String OWNER = "http://jabber.org/protocol/muc#owner";
  private static final String ADMIN = "http://jabber.org/protocol/muc#admin";

  /** Makes it, and keeps it when it is empty. */
  static Room of(RawClient owner, String address, boolean membersOnly) throws Exception {
    StanzaCollector entered =
        owner.plain().connection().createStanzaCollector(StanzaTypeFilter.PRESENCE);
    owner.say(
        "<presence to='"
            + address
            + "/owner'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
    Stanza presence = entered.nextResult(20_000);
    while (presence != null && !presence.toXML().toString().contains("code='110'")) {
      presence = entered.nextResult(20_000);
    }
    entered.cancel();
    assertThat(presence).as("the owner is in the room").isNotNull();
    Room room = new Room(owner, address);
    room.ask(
        OWNER,
        "<x xmlns='jabber:x:data' type='submit'>"
            + field("FORM_TYPE", "http://jabber.org/protocol/muc#roomconfig")
            + field("muc#roomconfig_persistentroom", "1")
            + field("muc#roomconfig_membersonly", membersOnly ? "1" : "0")
            + field("muc#roomconfig_whois", "anyone")
            + "</x>");
    return room;
  }

  private static String field(String name, String value) {
    return "<field var='" + name + "'><value>" + value + "</value></field>";
  }

  void affiliate(String account, String affiliation) throws Exception {
    ask(ADMIN, "<item jid='" + account + "' affiliation='" + affiliation + "'/>");
  }

  /** Says something encrypted, and returns when the room has sent it out. */
  void say(String id) throws Exception {
    StanzaCollector reflected =
        owner.plain().connection().createStanzaCollector(stanza -> id.equals(stanza.getStanzaId()));
    owner.say(Sealed.toRoom(address, id));
    Stanza back = reflected.nextResult(20_000);
    reflected.cancel();
    assertThat(back).as("the room sends it out").isNotNull();
    assertThat(back.toXML().toString()).contains("by='" + address + "'");
  }

  void destroy() throws Exception {
    ask(OWNER, "<destroy/>");
  }

  private void ask(String namespace, String content) throws Exception {
    XmlElement answer =
        owner.ask("set", address, "<query xmlns='" + namespace + "'>" + content + "</query>");
    assertThat(answer.attribute("type")).as(answer.toXml()).contains("result");
  }

  @Override
  public void close() {
    // It stays; the test's accounts are its own.
  }
}
