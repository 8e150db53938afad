package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who may not reach this account, as its server keeps it (XEP-0191), and what is said against them
 * to whom it belongs (XEP-0377). Accounts alone are read and written; what else stands in the
 * server's list, such as whole domains, is left as it is. Thread-safe.
 */
public final class BlockCommand {
  static final String NAMESPACE = "urn:xmpp:blocking";
  static final String REPORTING = "urn:xmpp:reporting:1";

  private final IqChannel channel;
  private final Disco disco;

  public BlockCommand(IqChannel channel, Disco disco) {
    this.channel = channel;
    this.disco = disco;
  }

  /** True for what a server sends when its list changed (XEP-0191 §3.3). */
  static boolean isPush(XmlElement payload) {
    return payload.is(NAMESPACE, "block") || payload.is(NAMESPACE, "unblock");
  }

  /**
   * Whether the account's server keeps such a list.
   *
   * @throws TransportException when it could not be asked
   */
  public boolean isOffered() throws TransportException {
    return features().contains(NAMESPACE);
  }

  private Set<String> features() throws TransportException {
    try {
      return disco.features(EntityAddress.ofDomain(channel.account().domain()));
    } catch (TransportException e) {
      if (e.stanzaError().isPresent() && !e.isPassing()) {
        return Set.of(); // it says nothing of itself
      }
      throw e;
    } catch (ProtocolException e) {
      throw new IllegalStateException("an account's domain is one", e);
    }
  }

  /** The accounts in the server's list. */
  public SortedSet<BareJid> list() throws TransportException {
    SortedSet<BareJid> found = new TreeSet<>();
    XmlElement question = XmlElement.element(NAMESPACE, "blocklist").build();
    Optional<XmlElement> answer = channel.iq(IqType.GET, own(), question);
    if (answer.filter(each -> each.is(NAMESPACE, "blocklist")).isPresent()) {
      for (XmlElement item : answer.get().children("item")) {
        item.attribute("jid").flatMap(BlockCommand::account).ifPresent(each -> found.add(each));
      }
    }
    return Collections.unmodifiableSortedSet(found);
  }

  private static Optional<BareJid> account(String jid) {
    try {
      return Optional.of(BareJid.parse(jid));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  /**
   * Blocks an account.
   *
   * @param complaint goes along where the server takes such
   * @return whether it took the complaint
   */
  public boolean block(BareJid who, Optional<Complaint> complaint) throws TransportException {
    boolean reported = complaint.isPresent() && features().contains(REPORTING);
    XmlElement.Builder item = XmlElement.element(NAMESPACE, "item").with("jid", who.toString());
    if (reported) {
      item.with(report(complaint.get()));
    }
    set("block", item.build());
    return reported;
  }

  private static XmlElement report(Complaint complaint) {
    XmlElement.Builder report =
        XmlElement.element(REPORTING, "report").with("reason", complaint.kind().reason());
    if (!complaint.text().isEmpty()) {
      report.with(XmlElement.element(REPORTING, "text").text(complaint.text()).build());
    }
    return report.build();
  }

  /** Lets an account through again. */
  public void unblock(BareJid who) throws TransportException {
    set("unblock", XmlElement.element(NAMESPACE, "item").with("jid", who.toString()).build());
  }

  private void set(String what, XmlElement item) throws TransportException {
    channel.iq(IqType.SET, own(), XmlElement.element(NAMESPACE, what).with(item).build());
  }

  private EntityAddress own() {
    return EntityAddress.of(channel.account());
  }
}
