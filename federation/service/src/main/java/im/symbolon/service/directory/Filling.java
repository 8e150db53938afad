package im.symbolon.service.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.directory.AccountAnswer;
import im.symbolon.protocol.directory.Failed;
import im.symbolon.protocol.directory.LookAnswer;
import im.symbolon.protocol.directory.LookRequest;
import im.symbolon.protocol.directory.Wanted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** An answer that grows, and not above what it may have. */
final class Filling {
  private final int bytes;
  private final List<AccountAnswer> answers = new ArrayList<>();
  private final List<BareJid> more = new ArrayList<>();
  private int used;

  /** Holds room for something about each of these. */
  Filling(Collection<Wanted> accounts, int bytes) {
    this.bytes = bytes;
    accounts.forEach(each -> used += LookRequest.leastBytes(each.account()));
  }

  /** True when there is room for so many bytes beside those that every account has. */
  boolean hasRoomFor(int content) {
    return used + content <= bytes;
  }

  void add(AccountAnswer answer) {
    int whole = answer.toXml().toXml().getBytes(UTF_8).length;
    used += Math.max(0, whole - LookRequest.leastBytes(answer.account()));
    answers.add(answer);
  }

  /** It has no room here. */
  void later(BareJid account) {
    more.add(account);
  }

  /** Who has no room even alone is not asked about again. */
  LookAnswer done() {
    if (answers.isEmpty() && !more.isEmpty()) {
      answers.add(new Failed(more.remove(0), Failed.Why.ASK_YOURSELF));
    }
    return LookAnswer.of(answers, more);
  }

  /** The same of all of them. */
  static LookAnswer failed(Collection<Wanted> accounts, Failed.Why why) {
    List<AccountAnswer> answers = new ArrayList<>();
    accounts.forEach(each -> answers.add(new Failed(each.account(), why)));
    return LookAnswer.of(answers, List.of());
  }
}
