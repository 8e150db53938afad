package im.symbolon.service.directory;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.directory.AccountAnswer;
import im.symbolon.protocol.directory.DirectoryLimits;
import im.symbolon.protocol.directory.Failed;
import im.symbolon.protocol.directory.Found;
import im.symbolon.protocol.directory.Found.Standing;
import im.symbolon.protocol.directory.LookAnswer;
import im.symbolon.protocol.directory.LookRequest;
import im.symbolon.protocol.directory.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One question to another domain's directory: names the lists that are remembered here, so that
 * only newer ones come, and puts them into the answer for who lacks them.
 */
final class Relay {
  private final Share share;
  private final ListMemory memory;
  private final Map<BareJid, Wanted> asked = new HashMap<>();
  private final Map<BareJid, Shown.Listed> remembered = new HashMap<>();
  private final List<BareJid> more = new ArrayList<>();
  private int own;

  Relay(Part.Share share, ListMemory memory) {
    this.share = new Share(share);
    this.memory = memory;
    int least = 0;
    int most = share.bytes() / 4;
    for (Wanted each : share.accounts()) {
      Optional<Shown.Listed> last = memory.last(each.account());
      int mine = last.filter(list -> isNewTo(each, list)).map(Shown.Listed::bytes).orElse(0);
      int next = least + LookRequest.leastBytes(each.account());
      if (own + mine > most || next > most || isTooSmall(share)) {
        more.add(each.account());
        continue;
      }
      own += mine;
      least = next;
      last.ifPresent(list -> remembered.put(each.account(), list));
      asked.put(
          each.account(),
          new Wanted(each.account(), last.map(Shown.Listed::hash).or(each::known), each.keys()));
    }
  }

  /** The accounts by their addresses. */
  private record Share(Map<BareJid, Wanted> accounts, int bytes) {
    Share(Part.Share share) {
      this(new HashMap<>(), share.bytes());
      share.accounts().forEach(each -> accounts.put(each.account(), each));
    }
  }

  private static boolean isNewTo(Wanted wanted, Shown.Listed list) {
    return !wanted.known().equals(Optional.of(list.hash()));
  }

  /** Three quarters of it are for the other domain at least, which has to be an answer's size. */
  private static boolean isTooSmall(Part.Share share) {
    return share.bytes() < 2 * DirectoryLimits.MIN_BYTES;
  }

  boolean isEmpty() {
    return asked.isEmpty();
  }

  /** What is left for the other domain, beside what is remembered. */
  LookRequest request() {
    return LookRequest.of(asked.values(), share.bytes() - own);
  }

  /** The answer when nobody is asked. */
  LookAnswer nothing() {
    BareJid first = more.remove(0);
    return LookAnswer.of(List.of(new Failed(first, Failed.Why.ASK_YOURSELF)), more);
  }

  LookAnswer failed(Failed.Why why) {
    List<AccountAnswer> answers = new ArrayList<>();
    asked.keySet().forEach(each -> answers.add(new Failed(each, why)));
    return LookAnswer.of(answers, more);
  }

  /** What the other domain said, for the one who asked here. */
  LookAnswer answered(LookAnswer answer) {
    List<AccountAnswer> answers = new ArrayList<>();
    for (AccountAnswer each : answer.accounts().values()) {
      answers.add(each instanceof Found found ? found(found) : failed(each.account(), each));
    }
    more.addAll(answer.more());
    return LookAnswer.of(answers, more);
  }

  /** What the other directory refuses to this one, it does not to its asker. */
  private static Failed failed(BareJid account, AccountAnswer answer) {
    boolean later = answer instanceof Failed failed && failed.why() == Failed.Why.UNREACHABLE;
    return new Failed(account, later ? Failed.Why.UNREACHABLE : Failed.Why.ASK_YOURSELF);
  }

  private Found found(Found found) {
    BareJid account = found.account();
    Optional<Shown.Listed> now =
        switch (found.standing()) {
          case GIVEN -> found.list().map(Shown.Listed::of);
          case UNCHANGED -> Optional.ofNullable(remembered.get(account));
          case NONE -> Optional.empty();
        };
    if (found.standing() != Standing.UNCHANGED || now.isPresent()) {
      memory.put(account, now.map(Shown::of).orElse(Shown.NONE));
    }
    Optional<Shown.Listed> given = now.filter(list -> isNewTo(share.accounts().get(account), list));
    Standing standing =
        given.isPresent()
            ? Standing.GIVEN
            : found.standing() == Standing.NONE ? Standing.NONE : Standing.UNCHANGED;
    return new Found(account, standing, given.map(Shown.Listed::list), found.keys());
  }
}
