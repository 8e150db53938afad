package im.symbolon.messenger.xmpp.rooms;

import static im.symbolon.messenger.xmpp.rooms.ScriptedService.ALICE;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.BOB;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.TEA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.SecureXmlAccess;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BookmarksTest {
  private static final String NODE = "urn:xmpp:bookmarks:1";
  private static final String KNOWN =
      "<conference xmlns='urn:xmpp:bookmarks:1' name='Tea' autojoin='1'><nick>alice</nick>"
          + "<password>s3cret</password><extensions><e xmlns='urn:other'/></extensions>"
          + "</conference>";

  private final ScriptedService service = new ScriptedService();
  private final Bookmarks bookmarks = new Bookmarks(new Pep(service, new Disco(service)), ALICE);

  private void has(String items) throws Exception {
    service.answers(
        "<items",
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='"
            + NODE
            + "'>"
            + items
            + "</items></pubsub>");
  }

  private static String item(String id, String payload) {
    return "<item id='" + id + "'>" + payload + "</item>";
  }

  @Test
  void readsWhatOthersWrote() throws Exception {
    has(
        item(TEA.toString(), KNOWN)
            + item("@@", KNOWN)
            + item("no-account.test", KNOWN)
            + item("x@y.test", "<other xmlns='urn:other'/>")
            + item("z@y.test", "<conference xmlns='urn:xmpp:bookmarks:1'><nick/></conference>"));
    assertThat(bookmarks.all())
        .extracting(b -> b.room() + " " + b.name() + " " + b.nick() + " " + b.autojoin())
        .containsExactly(
            TEA + " Optional[Tea] Optional[alice] true",
            "z@y.test Optional.empty Optional.empty false");
    assertThat(bookmarks.all().get(0).toString()).doesNotContain("s3cret");
  }

  @Test
  void keepsWhatItDoesNotKnow() throws Exception {
    has(item(TEA.toString(), KNOWN));
    Bookmark known = bookmarks.all().get(0);
    bookmarks.publish(
        new Bookmark(TEA, Optional.of("Coffee"), known.nick(), false, known.others()));
    String published =
        service.asked.stream().filter(q -> q.contains("<publish ")).findFirst().orElseThrow();
    assertThat(published)
        .contains("name='Coffee'", "autojoin='false'", "s3cret", "urn:other", TEA.toString());
    assertThat(published.split("<nick>", -1)).hasSize(2);
  }

  @Test
  void nobodyElseMayReadThem() throws Exception {
    bookmarks.publish(Bookmark.of(TEA, "Tea", new Nick("alice")));
    assertThat(service.asked)
        .anyMatch(q -> q.contains("access_model") && q.contains(">whitelist<"))
        .noneMatch(q -> q.contains(">max<"));
  }

  @Test
  void refusesMoreThanServersKeep() throws Exception {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < Bookmarks.MAX; i++) {
      many.append(item("r" + i + "@conference.alpha.test", KNOWN));
    }
    has(many.toString());
    assertThatThrownBy(() -> bookmarks.publish(Bookmark.of(TEA, "Tea", new Nick("alice"))))
        .isInstanceOf(RoomException.class);
    assertThat(service.asked).noneMatch(q -> q.contains("<publish "));
  }

  @Test
  void hearsOfChangesByTheOwnAccountOnly() throws Exception {
    Optional<XmlElement> payload = Optional.of(SecureXmlAccess.parse(KNOWN));
    PepEvent own = new PepEvent(ALICE, NODE, TEA.toString(), payload, false);
    assertThat(bookmarks.read(own).orElseThrow().bookmark()).isPresent();
    PepEvent gone = new PepEvent(ALICE, NODE, TEA.toString(), Optional.empty(), true);
    assertThat(bookmarks.read(gone)).contains(new Bookmarks.Change(TEA, Optional.empty()));
    assertThat(bookmarks.read(new PepEvent(BOB, NODE, TEA.toString(), payload, false))).isEmpty();
    assertThat(bookmarks.read(new PepEvent(ALICE, "n", TEA.toString(), payload, false))).isEmpty();
    assertThat(bookmarks.read(new PepEvent(ALICE, NODE, "@@", payload, false))).isEmpty();
  }
}
