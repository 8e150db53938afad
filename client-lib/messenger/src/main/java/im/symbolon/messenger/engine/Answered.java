package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.protocol.BareJid;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Contacts for whom the stanzas that are being dealt with queued something. They are written to
 * when all that had arrived is dealt with, so that the receipts for it travel together: one message
 * each would fill a slow connection for minutes, and nothing else would come through. Used by one
 * thread.
 */
final class Answered {
  /** As many stanzas delay an answer at most: a contact may be waiting for it. */
  static final int TOGETHER = 200;

  private final Consumer<BareJid> queued;
  private final Set<BareJid> contacts = new TreeSet<>();
  private int stanzas;

  /**
   * @param queued told of each contact that is to be written to now
   */
  Answered(Consumer<BareJid> queued) {
    this.queued = queued;
  }

  /** One more stanza was dealt with. */
  void by(Outcome outcome) {
    contacts.addAll(outcome.queued());
    stanzas++;
    if (stanzas % TOGETHER == 0) {
      letGo();
    }
  }

  /** Nothing more has arrived. */
  void letGo() {
    contacts.forEach(queued);
    contacts.clear();
  }
}
