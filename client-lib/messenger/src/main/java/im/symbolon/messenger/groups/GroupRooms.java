package im.symbolon.messenger.groups;

import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.messenger.xmpp.rooms.Affiliation;
import im.symbolon.messenger.xmpp.rooms.Nick;
import im.symbolon.messenger.xmpp.rooms.RoomAdministration;
import im.symbolon.messenger.xmpp.rooms.RoomAvatar;
import im.symbolon.messenger.xmpp.rooms.RoomConfiguration;
import im.symbolon.messenger.xmpp.rooms.RoomException;
import im.symbolon.messenger.xmpp.rooms.Rooms;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.MemberRole;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The rooms of real servers (XEP-0045), as groups need them. */
public final class GroupRooms implements RoomDoor {
  private static final Logger LOG = Logger.getLogger(GroupRooms.class.getName());

  private final Rooms rooms;
  private final BareJid account;
  private final RememberedRooms remembered;
  private final Supplier<String> ids;

  /**
   * @param ids makes names for rooms, which nobody can guess and nobody reads
   */
  public GroupRooms(
      Rooms rooms, RememberedRooms remembered, BareJid account, Supplier<String> ids) {
    this.rooms = rooms;
    this.remembered = remembered;
    this.account = account;
    this.ids = ids;
  }

  @Override
  public BareJid create(String name) throws TransportException {
    RoomConfiguration configuration = new RoomConfiguration(name);
    EntityAddress service =
        rooms
            .service()
            .orElseThrow(
                () ->
                    new TransportException(
                        Reason.NOT_OFFERED, account.domain() + " has no place for groups."));
    BareJid room = new BareJid(ids.get().toLowerCase(Locale.ROOT), service.domain());
    try {
      rooms.create(room, nick(), configuration);
    } catch (RoomException e) {
      throw new TransportException(reason(e.reason()), e.getMessage(), e);
    }
    remembered.add(room, nick());
    return room;
  }

  private static Reason reason(RoomException.Reason why) {
    return why == RoomException.Reason.TIMEOUT ? Reason.TIMEOUT : Reason.NOT_OFFERED;
  }

  /** All devices of an account share it; whoever has one like it gets another. */
  private Nick nick() {
    return new Nick(account.local());
  }

  @Override
  public void join(BareJid room) {
    try {
      rooms.join(room, nick());
      remembered.add(room, nick());
    } catch (IllegalStateException e) {
      LOG.log(Level.WARNING, "a room is not entered: {0}", e.getMessage());
    }
  }

  @Override
  public void leave(BareJid room) {
    rooms.leave(room);
    remembered.remove(room);
  }

  @Override
  public boolean isInside(BareJid room) {
    return rooms.isInside(room);
  }

  @Override
  public long visit(BareJid room) {
    return rooms.visit(room);
  }

  @Override
  public Optional<Archive> archive(BareJid room) {
    try {
      return Optional.of(rooms.archive(room));
    } catch (RoomException e) {
      return Optional.empty();
    }
  }

  @Override
  public Set<BareJid> present(BareJid room) throws TransportException {
    return rooms.administration().affiliations(room).keySet();
  }

  /** Whoever may do more already, may do it still. */
  @Override
  public void admit(BareJid room, BareJid whom) throws TransportException {
    RoomAdministration administration = rooms.administration();
    Map<BareJid, Affiliation> affiliated = administration.affiliations(room);
    if (!affiliated.containsKey(whom)) {
      administration.affiliate(room, whom, Affiliation.MEMBER);
    }
    rooms.invite(room, whom, Optional.empty());
  }

  @Override
  public void expel(BareJid room, BareJid whom) throws TransportException {
    rooms.administration().affiliate(room, whom, Affiliation.NONE);
  }

  @Override
  public void affiliate(BareJid room, BareJid whom, MemberRole role) throws TransportException {
    Affiliation affiliation =
        switch (role) {
          case OWNER -> Affiliation.OWNER;
          case ADMIN -> Affiliation.ADMIN;
          case MEMBER -> Affiliation.MEMBER;
        };
    rooms.administration().affiliate(room, whom, affiliation);
  }

  @Override
  public void subject(BareJid room, String text) throws TransportException {
    try {
      rooms.subject(room, text);
    } catch (RoomException e) {
      throw new TransportException(Reason.NOT_CONNECTED, e.getMessage(), e);
    }
  }

  @Override
  public void avatar(BareJid room, RoomAvatar picture) throws TransportException {
    rooms.administration().avatar(room, picture);
  }
}
