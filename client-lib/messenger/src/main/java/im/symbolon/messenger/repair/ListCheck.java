package im.symbolon.messenger.repair;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Lines;
import im.symbolon.messenger.records.UsedLists;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.devices.ListTags;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Every message says which device lists its sender used, and whoever reads it compares (REVIEW 23):
 * a difference causes a look, a device that goes back to an older list is shown.
 */
final class ListCheck {
  private static final Logger LOG = Logger.getLogger(ListCheck.class.getName());

  private final Ground ground;
  private final Looks looks;
  private final LookLimit limit = new LookLimit(Duration.ofMinutes(1));

  /** Where a server shows us another list than it shows the sender, looking again finds nothing. */
  private final LookLimit claims = new LookLimit(Duration.ofDays(30));

  ListCheck(Ground ground, Looks looks) {
    this.ground = ground;
    this.looks = looks;
  }

  /**
   * An authentic message said this.
   *
   * @param other the other account of its chat, seen from its sender
   * @param written when its sender says that it was written
   */
  void heard(Turn turn, DeviceAddress sender, BareJid other, ListTags said, Instant written)
      throws StoreException {
    Listed lists = ground.listed(turn.rows());
    Optional<ListTags.Used> own = lists.used(sender.account());
    Optional<ListTags.Used> theirs = lists.used(other);
    Optional<ListTags> expected = ListTags.of(own, theirs);
    if (!expected.equals(Optional.of(said))) {
      boolean sameVersions = said.own() == version(own) && said.theirs() == version(theirs);
      if (sameVersions || said.own() != version(own)) {
        look(turn, sender.account(), said); // a lower one may be of the next list key
      }
      if (sameVersions || said.theirs() > version(theirs)) {
        look(turn, other, said);
      }
    }
    if (lists.repairing(sender).isPresent()) {
      compare(turn, sender, said, version(own), written);
    }
  }

  private static long version(Optional<ListTags.Used> list) {
    return list.map(ListTags.Used::version).orElse(0L);
  }

  private void look(Turn turn, BareJid account, ListTags said) {
    if (limit.mayLook(account, ground.now())
        && claims.mayLook(account + " " + said, ground.now())) {
      turn.outcome().afterwards(() -> looks.look(account, () -> {}));
    }
  }

  private void compare(Turn turn, DeviceAddress sender, ListTags said, long known, Instant written)
      throws StoreException {
    UsedLists used = new UsedLists(turn.rows());
    if (!used.wentBack(sender, said.own(), written)) {
      return;
    }
    if (said.own() == known) {
      used.put(sender, known, written); // the lists began anew, which is shown elsewhere
      return;
    }
    LOG.log(Level.WARNING, "{0} went back to an older device list", sender);
    if (!ground.isOwn(sender.account())) {
      new Lines(turn.rows(), ground.now(), turn.outcome())
          .write(sender.account(), Note.LISTS_WENT_BACK, sender.device() + ":" + said.own());
    }
  }
}
