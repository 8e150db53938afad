package im.symbolon.service.directory;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.directory.AccountAnswer;
import im.symbolon.protocol.directory.Failed;
import im.symbolon.protocol.directory.LookAnswer;
import im.symbolon.protocol.directory.LookRequest;
import im.symbolon.protocol.directory.Wanted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.xmpp.packet.JID;

/**
 * One look under way: every domain is asked for its part at the same time, and the answer goes out
 * when all parts are there or the time is over. For the worker.
 */
final class Round {
  /** The answer's own element, in bytes. */
  private static final int FRAME = 64;

  /** Every part may have so much, beside what its accounts take in any case. */
  private static final int LEAST_SHARE = 10 * 1024;

  private final JID from;
  private final Consumer<LookAnswer> then;
  private final Map<String, List<Wanted>> open = new HashMap<>();
  private final List<AccountAnswer> answers = new ArrayList<>();
  private final List<BareJid> more = new ArrayList<>();
  private boolean ended;

  /**
   * @param then gets the answer, once
   */
  Round(JID from, Consumer<LookAnswer> then) {
    this.from = from;
    this.then = then;
  }

  /**
   * Asks all parts.
   *
   * @param parts who answers for a domain
   */
  void begin(LookRequest request, Function<String, Part> parts) {
    SortedMap<String, List<Wanted>> domains = new TreeMap<>();
    for (Wanted each : request.accounts().values()) {
      domains.computeIfAbsent(each.account().domain(), d -> new ArrayList<>()).add(each);
    }
    int spare = request.bytes() - FRAME - least(request.accounts().values());
    int most = Math.max(1, Math.min(DirectoryLoad.MAX_DOMAINS, spare / LEAST_SHARE));
    while (domains.size() > most) {
      domains.remove(domains.lastKey()).forEach(each -> more.add(each.account()));
    }
    open.putAll(domains);
    int all = domains.values().stream().mapToInt(List::size).sum();
    int equal = Math.min(LEAST_SHARE, spare / domains.size());
    long rest = spare - (long) equal * domains.size();
    for (Map.Entry<String, List<Wanted>> each : domains.entrySet()) {
      List<Wanted> accounts = each.getValue();
      int share = least(accounts) + equal + (int) (rest * accounts.size() / all);
      parts
          .apply(each.getKey())
          .answer(
              new Part.Share(accounts, share, from, () -> !ended),
              answer -> arrived(each.getKey(), answer));
    }
  }

  private static int least(Collection<Wanted> accounts) {
    return accounts.stream().mapToInt(each -> LookRequest.leastBytes(each.account())).sum();
  }

  private void arrived(String domain, LookAnswer answer) {
    if (!ended && open.remove(domain) != null) {
      answers.addAll(answer.accounts().values());
      more.addAll(answer.more());
      if (open.isEmpty()) {
        end();
      }
    }
  }

  /** The time is over: whoever did not answer is unreachable. */
  void end() {
    if (!ended) {
      ended = true;
      for (List<Wanted> each : open.values()) {
        answers.addAll(Filling.failed(each, Failed.Why.UNREACHABLE).accounts().values());
      }
      then.accept(LookAnswer.of(answers, more));
    }
  }
}
