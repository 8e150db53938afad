package im.symbolon.messenger.groups;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Lines;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.membership.Drafting;
import im.symbolon.messenger.membership.Membership;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.Member;
import im.symbolon.ratchet.primitives.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Settles what admins signed at the same moment (REVIEW 9): one of those who can merges the
 * branches, the others leave it to them. Everybody who can waits, the owners shortest, and each
 * device a little differently; whoever's turn it is looks whether it was done already. Until then
 * readers are those whom all branches name.
 */
final class MergeCare {
  private static final Logger LOG = Logger.getLogger(MergeCare.class.getName());

  /** What comes together is to be merged together. */
  private static final Duration LEAST = Duration.ofSeconds(3);

  /** Long enough for a merge to be everywhere. */
  private static final Duration STEP = Duration.ofSeconds(20);

  /** Between two devices of one account; in ms. */
  private static final int JITTER = 12_000;

  private final ThisDevice self;
  private final Admission admission;
  private final GroupEngine.Net net;
  private final Set<String> planned = ConcurrentHashMap.newKeySet();

  MergeCare(ThisDevice self, Admission admission, GroupEngine.Net net) {
    this.self = self;
    this.admission = admission;
    this.net = net;
  }

  /** Other epochs count than before, or this device just began to look. */
  void look(Gate gate, GroupState group) throws StoreException {
    if (!group.entry().isJoined()) {
      return;
    }
    switch (group.membership().state()) {
      case FORKED -> plan(gate, group);
      case STUCK -> stuck(gate, group);
      case WAITING, SETTLED -> {}
    }
  }

  private void plan(Gate gate, GroupState group) {
    List<Member> mergers = group.membership().mergers();
    for (int rank = 0; rank < mergers.size(); rank++) {
      String turn = group.room() + " " + name(group.membership());
      if (mergers.get(rank).jid().equals(self.account())) {
        Duration wait = LEAST.plus(STEP.multipliedBy(rank)).plusMillis(jitter(turn));
        gate.outcome().afterwards(() -> plan(group.room(), turn, wait));
      }
    }
  }

  private void plan(BareJid room, String turn, Duration wait) {
    if (planned.add(turn)) {
      net.worker().after(wait, () -> merge(room, turn));
    }
  }

  /** The same on each try, and another on each device. */
  private int jitter(String turn) {
    MessageDigest digest = Sha256.create();
    digest.update(turn.getBytes(StandardCharsets.UTF_8));
    byte[] hash = digest.digest(self.address().toString().getBytes(StandardCharsets.UTF_8));
    return (((hash[0] & 0xff) << 8) | (hash[1] & 0xff)) % JITTER;
  }

  private static String name(Membership membership) {
    StringBuilder out = new StringBuilder();
    for (Epoch each : membership.heads()) {
      out.append(each.hash().toBase64());
    }
    return out.toString();
  }

  private void merge(BareJid room, String turn) {
    planned.remove(turn);
    Outcome outcome = new Outcome();
    try {
      admission.change(room, Drafting::merge, outcome);
      net.act().accept(outcome);
    } catch (GroupException e) {
      LOG.log(Level.FINE, "{0} is not merged here: {1}", new Object[] {room, e.reason()});
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  /** One line and one word for each such state. */
  private static void stuck(Gate gate, GroupState group) throws StoreException {
    boolean news =
        new Lines(gate.rows(), gate.now(), gate.outcome())
            .write(group.room(), Note.GROUP_STUCK, name(group.membership()));
    if (news) {
      gate.outcome().news(each -> each.groupStuck(group.room()));
    }
  }
}
