package im.symbolon.messenger.xmpp.rooms;

import static im.symbolon.messenger.xmpp.rooms.ScriptedService.TEA;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.item;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.x;

import im.symbolon.messenger.xmpp.Backoff;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.protocol.BareJid;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rooms on a scripted service, with everything that they tell. */
final class RoomDevice implements RoomListener, RoomSink {
  static final Nick ME = new Nick("alice");
  static final String MINE = TEA + "/alice";
  static final Duration TO_ENTER = Duration.ofSeconds(60);
  static final Duration SILENCE = Duration.ofMinutes(15);

  final ScriptedService service = new ScriptedService();
  final ManualTimer timer = new ManualTimer();
  final List<String> told = new ArrayList<>();
  final List<RoomMessage> messages = new ArrayList<>();
  final List<Invitation> invitations = new ArrayList<>();
  boolean diskFull;
  Optional<Instant> misses = Optional.empty();
  final Rooms rooms =
      new Rooms(
          service,
          new Disco(service),
          new Rooms.Ears(this, this),
          new RoomSurroundings(
              timer.clock(),
              new SecureRandom(),
              timer,
              Runnable::run,
              new RoomPatience(TO_ENTER, SILENCE, Backoff.DEFAULT)));

  /** In the room, alone. */
  RoomDevice inside() throws Exception {
    rooms.join(TEA, ME);
    entered();
    told.clear();
    service.sent.clear();
    return this;
  }

  /** The room lets us in. */
  void entered() throws Exception {
    service.presence(MINE, "", x(item("alice@alpha.test/one", "owner"), 110));
  }

  void with(String nick, String account) throws Exception {
    service.presence(TEA + "/" + nick, "", x(item(account, "member")));
  }

  @Override
  public void joined(BareJid room, Nick as) {
    told.add("joined " + room + " as " + as);
  }

  @Override
  public void left(BareJid room, Departure why) {
    told.add("left " + room + " " + why.reason() + why.said().map(s -> " " + s).orElse(""));
  }

  @Override
  public void occupantsChanged(BareJid room) {
    told.add("occupants " + room);
  }

  @Override
  public void affiliationsChanged(BareJid room) {
    told.add("affiliations " + room);
  }

  @Override
  public void configurationChanged(BareJid room) {
    told.add("configuration " + room);
  }

  @Override
  public void subjectChanged(BareJid room) {
    told.add("subject " + room);
  }

  @Override
  public void avatarChanged(BareJid room) {
    told.add("avatar " + room);
  }

  @Override
  public void accept(RoomMessage message) {
    requireDisk();
    messages.add(message);
  }

  @Override
  public void invited(Invitation invitation) {
    requireDisk();
    invitations.add(invitation);
  }

  @Override
  public Optional<Instant> missesSince(BareJid room) {
    return misses;
  }

  private void requireDisk() {
    if (diskFull) {
      throw new IllegalStateException("the disk is full");
    }
  }
}
