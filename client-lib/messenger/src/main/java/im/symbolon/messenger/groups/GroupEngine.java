package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.ReceivingChains;
import im.symbolon.messenger.records.SendingChains;
import im.symbolon.messenger.records.WaitingSlots;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Logger;

/** Joins the parts that groups consist of, and says when what is done. */
public final class GroupEngine {
  private static final Logger LOG = Logger.getLogger(GroupEngine.class.getName());

  private final Surroundings surroundings;
  private final Net net;
  private final RoomDoor door;
  private final GroupPost post;
  private final GroupIntake intake;
  private final GroupControl control;
  private final WaitingCare waiting;
  private final GroupChats chats;

  /**
   * What groups need around them.
   *
   * @param looks at a person's signed list, if that is due
   * @param worker where they work
   * @param act does what is due after a transaction
   * @param online whether anybody can answer now
   */
  public record Net(
      PersonLook looks, Worker worker, Consumer<Outcome> act, BooleanSupplier online) {}

  /** Looks at a person's signed list, if that is due. */
  @FunctionalInterface
  public interface PersonLook {
    void look(BareJid account) throws TransportException, StoreException;
  }

  public GroupEngine(Surroundings surroundings, ThisDevice self, RoomDoor door, Net net) {
    this.surroundings = surroundings;
    this.net = net;
    this.door = door;
    this.waiting =
        new WaitingCare(
            surroundings, self, new WaitingCare.Net(net.worker(), net.act(), net.online()));
    this.post =
        new GroupPost(
            surroundings, self, new RoomLooks(surroundings, door, net.looks()), net.act());
    this.intake = new GroupIntake(surroundings, self, waiting::soon);
    EpochIntake epochs = new EpochIntake(surroundings);
    this.control = new GroupControl(surroundings, self, intake, epochs);
    this.chats = new GroupChats(surroundings, self, door, net);
  }

  public GroupPost post() {
    return post;
  }

  public GroupIntake intake() {
    return intake;
  }

  public GroupControl control() {
    return control;
  }

  public GroupChats chats() {
    return chats;
  }

  /** The stream is open: we are in our rooms, and what waits is asked for. */
  public void connected() {
    net.worker().execute(this::enter);
    waiting.connected();
  }

  private void enter() {
    try {
      List<Groups.Entry> all =
          surroundings.store().transaction(rows -> new Groups(rows).all());
      all.stream().filter(Groups.Entry::isJoined).forEach(each -> door.join(each.room()));
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  /** A person's devices may be others now: what they wrote may be read. */
  public void devicesChanged(BareJid person) {
    net.worker().execute(() -> retry(person));
  }

  private void retry(BareJid person) {
    Outcome outcome = new Outcome();
    try {
      surroundings
          .store()
          .transaction(
              rows -> {
                for (Groups.Entry each : new Groups(rows).all()) {
                  intake.retry(
                      new Gate(rows, surroundings.clock().instant(), outcome), each.room());
                }
                return null;
              });
      net.act().accept(outcome);
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  /** Forgets what is over. */
  public static void purge(Rows rows, Instant now) throws StoreException {
    new SendingChains(rows).purge(now);
    ReceivingChains.purge(rows, now);
    new WaitingSlots(rows).purge(now);
  }
}
