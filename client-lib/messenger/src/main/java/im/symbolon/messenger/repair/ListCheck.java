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

  /** Who says what they changed may publish it a moment later. */
  private static final int LOOKS_AGAIN = 3;

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Ground ground;
  private final Looks looks;
  private final Later later;

  /** Where a server shows us another list than it shows the sender, looking again finds nothing. */
  private final LookLimit claims = new LookLimit(Duration.ofDays(30));

  ListCheck(Ground ground, Looks looks, Later later) {
    this.ground = ground;
    this.looks = looks;
    this.later = later;
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
    boolean wentBack =
        lists.repairing(sender).isPresent()
            && new UsedLists(turn.rows()).wentBack(sender, said.own(), written);
    if (!expected.equals(Optional.of(said))) {
      boolean sameVersions = said.own() == version(own) && said.theirs() == version(theirs);
      boolean otherOwn = said.own() != version(own) && !wentBack; // lower: of the next list key
      if (sameVersions || otherOwn) {
        look(turn, sender.account(), said, said.own());
      }
      if (sameVersions || said.theirs() > version(theirs)) {
        look(turn, other, said, said.theirs());
      }
    }
    if (wentBack) {
      wentBack(turn, sender, said, written);
    }
  }

  private static long version(Optional<ListTags.Used> list) {
    return list.map(ListTags.Used::version).orElse(0L);
  }

  private void look(Turn turn, BareJid account, ListTags said, long version) {
    if (claims.mayLook(account + " " + said, ground.now())) {
      look(turn, account, version, LOOKS_AGAIN);
    }
  }

  private void look(Turn turn, BareJid account, long version, int again) {
    Later.Work next =
        after -> {
          if (again > 0 && version(ground.listed(after.rows()).used(account)) < version) {
            look(after, account, version, again - 1);
          }
        };
    turn.outcome().afterwards(() -> looks.look(account, () -> later.run(PAUSE, next)));
  }

  /** Lists begin to count anew under a new list key, so the newest one is looked at first. */
  private void wentBack(Turn turn, DeviceAddress sender, ListTags said, Instant written)
      throws StoreException {
    if (said.own() != known(turn, sender)
        && claims.mayLook("back " + sender + said, ground.now())) {
      Runnable then = () -> later.run(next -> compare(next, sender, said, written));
      turn.outcome().afterwards(() -> looks.look(sender.account(), then));
    } else {
      compare(turn, sender, said, written);
    }
  }

  private long known(Turn turn, DeviceAddress sender) throws StoreException {
    return version(ground.listed(turn.rows()).used(sender.account()));
  }

  private void compare(Turn turn, DeviceAddress sender, ListTags said, Instant written)
      throws StoreException {
    if (said.own() == known(turn, sender)) {
      new UsedLists(turn.rows()).put(sender, said.own(), written); // shown elsewhere, if it matters
      return;
    }
    LOG.log(Level.WARNING, "{0} went back to an older device list", sender);
    if (!ground.isOwn(sender.account())) {
      new Lines(turn.rows(), ground.now(), turn.outcome())
          .write(sender.account(), Note.LISTS_WENT_BACK, sender.device() + ":" + said.own());
    }
  }
}
