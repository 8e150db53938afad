package im.symbolon.messenger.people;

import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.KeyDirectory;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.directory.AccountAnswer;
import im.symbolon.protocol.directory.Wanted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Looks at the signed lists of many people with a handful of questions, where the own domain has a
 * directory. Whom it cannot speak for is looked at one by one, as without it.
 */
public final class ManyLooks {
  /** People whose lists are judged in one transaction. */
  private static final int BATCH = 20;

  private final PeopleCare care;
  private final KeyDirectory directory;

  public ManyLooks(PeopleCare care, KeyDirectory directory) {
    this.care = care;
    this.directory = directory;
  }

  /**
   * Before anything is sealed for them: looks at those for whom it is due.
   *
   * @throws TransportException NOT_CONNECTED
   */
  public void beforeWriting(Collection<BareJid> people) throws TransportException, StoreException {
    List<Wanted> due = care.due(people);
    if (due.size() > 1) {
      List<AccountAnswer> answers = new ArrayList<>(directory.look(due).values());
      for (int i = 0; i < answers.size(); i += BATCH) {
        care.directed(answers.subList(i, Math.min(answers.size(), i + BATCH)));
      }
    }
    for (BareJid each : people) {
      care.beforeWriting(each);
    }
  }
}
