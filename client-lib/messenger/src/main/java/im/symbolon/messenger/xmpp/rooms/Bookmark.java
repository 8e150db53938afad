package im.symbolon.messenger.xmpp.rooms;

import static im.symbolon.protocol.Namespaces.BOOKMARKS;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;
import java.util.Optional;

/**
 * A room that the account remembers for all its devices, also those of other kinds (XEP-0402).
 *
 * @param autojoin whether devices enter it by themselves
 * @param others what other clients wrote that we do not know, such as a password; it is kept
 */
public record Bookmark(
    BareJid room,
    Optional<String> name,
    Optional<Nick> nick,
    boolean autojoin,
    Optional<XmlElement> others) {
  public Bookmark {
    Objects.requireNonNull(room);
    Objects.requireNonNull(name);
    Objects.requireNonNull(nick);
    Objects.requireNonNull(others);
  }

  /** One that is entered. */
  public static Bookmark of(BareJid room, String name, Nick nick) {
    return new Bookmark(room, Optional.of(name), Optional.of(nick), true, Optional.empty());
  }

  /** Empty when it is none; a name that cannot be is left out. */
  static Optional<Bookmark> of(BareJid room, XmlElement payload) {
    if (!payload.is(BOOKMARKS, "conference")) {
      return Optional.empty();
    }
    Optional<Nick> nick = payload.child("nick").flatMap(e -> nick(e.text()));
    boolean autojoin =
        payload.attribute("autojoin").filter(t -> t.equals("true") || t.equals("1")).isPresent();
    return Optional.of(
        new Bookmark(room, payload.attribute("name"), nick, autojoin, Optional.of(payload)));
  }

  private static Optional<Nick> nick(String text) {
    try {
      return Optional.of(new Nick(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  XmlElement toXml() {
    XmlElement.Builder conference = XmlElement.element(BOOKMARKS, "conference");
    name.ifPresent(text -> conference.with("name", text));
    conference.with("autojoin", Boolean.toString(autojoin));
    nick.ifPresent(
        n -> conference.with(XmlElement.element(BOOKMARKS, "nick").text(n.text()).build()));
    others.ifPresent(
        known ->
            known.children().stream()
                .filter(child -> !child.is(BOOKMARKS, "nick"))
                .forEach(conference::with));
    return conference.build();
  }

  /** Without what others wrote, which may be a password. */
  @Override
  public String toString() {
    return "bookmark of " + room;
  }
}
