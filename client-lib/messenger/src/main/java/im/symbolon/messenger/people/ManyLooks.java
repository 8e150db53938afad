package im.symbolon.messenger.people;

import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.KeyDirectory;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.directory.AccountAnswer;
import im.symbolon.protocol.directory.Failed;
import im.symbolon.protocol.directory.Wanted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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
      take(new ArrayList<>(directory.look(due).values()));
    }
    for (BareJid each : people) {
      care.beforeWriting(each);
    }
  }

  private void take(List<AccountAnswer> answers) throws TransportException, StoreException {
    for (int i = 0; i < answers.size(); i += BATCH) {
      care.directed(answers.subList(i, Math.min(answers.size(), i + BATCH)));
    }
    SortedMap<String, List<BareJid>> away = new TreeMap<>();
    for (AccountAnswer each : answers) {
      if (each instanceof Failed failed && failed.why() == Failed.Why.UNREACHABLE) {
        away.computeIfAbsent(each.account().domain(), d -> new ArrayList<>()).add(each.account());
      }
    }
    for (List<BareJid> each : away.values()) {
      tryOne(each);
    }
  }

  /** A domain that its own accounts reach is not away; one that does not answer is left alone. */
  private void tryOne(List<BareJid> ofOneDomain) throws TransportException, StoreException {
    if (!care.reaches(ofOneDomain.get(0))) {
      care.leave(ofOneDomain);
    }
  }
}
