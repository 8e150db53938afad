package im.symbolon.protocol.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code <found/>}: the answer to a look.
 *
 * @param accounts what is said of each
 * @param more those that had no room in this answer: ask again; none of {@code accounts}
 */
public record LookAnswer(SortedMap<BareJid, AccountAnswer> accounts, SortedSet<BareJid> more) {
  private static final String MORE = "more";
  private static final Shape SHAPE = Shape.of(Namespaces.DIRECTORY, "found");
  private static final Shape MORE_SHAPE = Shape.of(Namespaces.DIRECTORY, MORE, "jid");

  public LookAnswer {
    accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
    more = Collections.unmodifiableSortedSet(new TreeSet<>(more));
    if (accounts.size() + more.size() > DirectoryLimits.MAX_ACCOUNTS) {
      throw new IllegalArgumentException("an answer about too many");
    }
    if (!Collections.disjoint(accounts.keySet(), more)) {
      throw new IllegalArgumentException("an account is answered and is not");
    }
    for (Map.Entry<BareJid, AccountAnswer> each : accounts.entrySet()) {
      if (!each.getKey().equals(each.getValue().account())) {
        throw new IllegalArgumentException("an account stands for another one");
      }
    }
  }

  /** An answer of these, each about another account. */
  public static LookAnswer of(Collection<AccountAnswer> answers, Collection<BareJid> more) {
    SortedMap<BareJid, AccountAnswer> all = new TreeMap<>();
    for (AccountAnswer each : answers) {
      if (all.put(each.account(), each) != null) {
        throw new IllegalArgumentException("an account is answered twice");
      }
    }
    return new LookAnswer(all, new TreeSet<>(more));
  }

  /**
   * Reads {@code <found/>}. No signature is checked yet.
   *
   * @throws ProtocolException for every other element
   */
  public static LookAnswer parse(XmlElement element) throws ProtocolException {
    SHAPE.container(element, DirectoryLimits.MAX_ACCOUNTS, Found.NAME, Failed.NAME, MORE);
    if (element.toXml().getBytes(UTF_8).length > DirectoryLimits.MAX_BYTES) {
      throw new ProtocolException(Reason.OVERSIZED, "an answer is too large");
    }
    SortedMap<BareJid, AccountAnswer> accounts = new TreeMap<>();
    Set<BareJid> named = new TreeSet<>();
    SortedSet<BareJid> more = new TreeSet<>();
    for (XmlElement child : element.children()) {
      BareJid account = BareJid.parse(child.required("jid"));
      if (!named.add(account)) {
        throw new ProtocolException(Reason.MALFORMED, "an account is named twice");
      }
      if (child.name().equals(MORE)) {
        MORE_SHAPE.empty(child);
        more.add(account);
      } else {
        accounts.put(account, read(child));
      }
    }
    return new LookAnswer(accounts, more);
  }

  private static AccountAnswer read(XmlElement child) throws ProtocolException {
    return child.name().equals(Failed.NAME) ? Failed.parse(child) : Found.parse(child);
  }

  /**
   * Returns this answer when it answers {@code request}: every account that was asked about and no
   * other, of each what was asked, and at least one not to be asked about again.
   *
   * @throws ProtocolException WRONG_ADDRESS
   */
  public LookAnswer requireAnswerTo(LookRequest request) throws ProtocolException {
    Set<BareJid> named = new TreeSet<>(accounts.keySet());
    named.addAll(more);
    if (accounts.isEmpty() || !named.equals(request.accounts().keySet())) {
      throw new ProtocolException(Reason.WRONG_ADDRESS, "the answer is about others");
    }
    for (AccountAnswer each : accounts.values()) {
      each.requireAnswerTo(request.accounts().get(each.account()));
    }
    return this;
  }

  /** The element for the wire. */
  public XmlElement toXml() {
    XmlElement.Builder out = SHAPE.start();
    accounts.values().forEach(each -> out.with(each.toXml()));
    more.forEach(each -> out.with(MORE_SHAPE.start().with("jid", each.toString()).build()));
    return out.build();
  }
}
