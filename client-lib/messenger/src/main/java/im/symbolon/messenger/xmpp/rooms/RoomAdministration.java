package im.symbolon.messenger.xmpp.rooms;

import static im.symbolon.protocol.Namespaces.DATA_FORMS;
import static im.symbolon.protocol.Namespaces.DISCO_INFO;
import static im.symbolon.protocol.Namespaces.MUC_ADMIN;
import static im.symbolon.protocol.Namespaces.MUC_OWNER;

import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IqChannel;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.rooms.RoomException.Reason;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What can be asked of a room, whether one is in it or not, and whether those it is about are there
 * or not. Everything that it answers is a claim of its server. All methods wait for answers and
 * throw what {@link IqChannel#iq} throws: STANZA_ERROR with {@code forbidden} or {@code
 * not-allowed} when the room does not let us.
 */
public final class RoomAdministration {
  /** More than that nobody can have meant. */
  private static final int MAX_AFFILIATED = 10_000;

  private final IqChannel channel;

  public RoomAdministration(IqChannel channel) {
    this.channel = channel;
  }

  /** What it says about itself now; nothing of it is remembered. */
  public RoomDescription description(BareJid room) throws TransportException {
    XmlElement question = XmlElement.element(DISCO_INFO, "query").build();
    Optional<XmlElement> answer = channel.iq(IqType.GET, EntityAddress.of(room), question);
    return RoomDescription.of(answer.filter(a -> a.is(DISCO_INFO, "query")).orElse(question));
  }

  /**
   * Configures it; what the service offers beyond that stays as it is.
   *
   * @throws RoomException NOT_OFFERED when it cannot be a room of ours, REFUSED when we may not
   */
  public void configure(BareJid room, RoomConfiguration wanted)
      throws RoomException, TransportException {
    try {
      XmlElement form = filled(offered(room), wanted);
      ask(IqType.SET, room, owner(form));
    } catch (TransportException e) {
      if (e.isPassing()) {
        throw e;
      }
      String what = e.stanzaError().get().condition();
      throw new RoomException(
          Reason.REFUSED, room.domain() + " does not let the room be set up (" + what + ").", e);
    }
    if (!description(room).isOurs()) {
      throw notOffered(room);
    }
  }

  private XmlElement offered(BareJid room) throws RoomException, TransportException {
    XmlElement question = XmlElement.element(MUC_OWNER, "query").build();
    return ask(IqType.GET, room, question)
        .flatMap(query -> query.child(DATA_FORMS, "x"))
        .orElseThrow(() -> notOffered(room));
  }

  private static XmlElement filled(XmlElement offered, RoomConfiguration wanted)
      throws RoomException {
    ConfigurationForm form = new ConfigurationForm(offered);
    for (Map.Entry<String, String> each : RoomConfiguration.necessary().entrySet()) {
      if (!form.set(each.getKey(), each.getValue())) {
        throw new RoomException(
            Reason.NOT_OFFERED, "The chat service has no setting " + each.getKey() + ".");
      }
    }
    wanted.welcome().forEach(form::set);
    return form.submit();
  }

  private static RoomException notOffered(BareJid room) {
    return new RoomException(
        Reason.NOT_OFFERED,
        room.domain() + " has no rooms that are closed, lasting and open about who is in them.");
  }

  /** Ends the room for everybody. */
  public void destroy(BareJid room, Optional<String> reason) throws TransportException {
    ask(IqType.SET, room, owner(withReason(XmlElement.element(MUC_OWNER, "destroy"), reason)));
  }

  /** Everybody who is something to the room, there or not, but for outcasts. */
  public Map<BareJid, Affiliation> affiliations(BareJid room) throws TransportException {
    Map<BareJid, Affiliation> all = new TreeMap<>();
    all.putAll(affiliated(room, Affiliation.MEMBER));
    all.putAll(affiliated(room, Affiliation.ADMIN));
    all.putAll(affiliated(room, Affiliation.OWNER));
    return Collections.unmodifiableMap(all);
  }

  /** Everybody who is just that. Whole domains and nonsense are left out. */
  public Map<BareJid, Affiliation> affiliated(BareJid room, Affiliation which)
      throws TransportException {
    XmlElement item =
        XmlElement.element(MUC_ADMIN, "item").with("affiliation", which.word()).build();
    Map<BareJid, Affiliation> found = new TreeMap<>();
    Optional<XmlElement> answer = ask(IqType.GET, room, admin(item));
    if (answer.isPresent()) {
      for (XmlElement each : answer.get().children("item")) {
        boolean asked = each.attribute("affiliation").filter(which.word()::equals).isPresent();
        if (asked && found.size() < MAX_AFFILIATED) {
          each.attribute("jid")
              .flatMap(RoomAdministration::account)
              .ifPresent(account -> found.put(account, which));
        }
      }
    }
    return found;
  }

  private static Optional<BareJid> account(String text) {
    try {
      return EntityAddress.parse(text).account();
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  /** Makes an account something else to the room; NONE takes a member out of a closed room. */
  public void affiliate(BareJid room, BareJid account, Affiliation affiliation)
      throws TransportException {
    ask(
        IqType.SET,
        room,
        admin(
            XmlElement.element(MUC_ADMIN, "item")
                .with("affiliation", affiliation.word())
                .with("jid", account.toString())
                .build()));
  }

  /** Puts an occupant out; it may come back. */
  public void kick(BareJid room, Nick occupant, Optional<String> reason) throws TransportException {
    XmlElement.Builder item =
        XmlElement.element(MUC_ADMIN, "item").with("nick", occupant.text()).with("role", "none");
    ask(IqType.SET, room, admin(withReason(item, reason)));
  }

  /** Empty when there is none, or the service knows no pictures of rooms, such as Openfire. */
  public Optional<RoomAvatar> avatar(BareJid room) throws TransportException {
    try {
      return ask(IqType.GET, room, RoomAvatar.question()).flatMap(RoomAvatar::of);
    } catch (TransportException e) {
      if (e.stanzaError().isPresent() && !e.isPassing()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  public void avatar(BareJid room, RoomAvatar picture) throws TransportException {
    ask(IqType.SET, room, picture.toXml());
  }

  private static XmlElement owner(XmlElement content) {
    return XmlElement.element(MUC_OWNER, "query").with(content).build();
  }

  private static XmlElement admin(XmlElement item) {
    return XmlElement.element(MUC_ADMIN, "query").with(item).build();
  }

  private static XmlElement withReason(XmlElement.Builder element, Optional<String> reason) {
    XmlElement bare = element.build();
    reason.ifPresent(
        text -> element.with(XmlElement.element(bare.namespace(), "reason").text(text).build()));
    return element.build();
  }

  private Optional<XmlElement> ask(IqType type, BareJid room, XmlElement payload)
      throws TransportException {
    return channel.iq(type, EntityAddress.of(room), payload);
  }
}
