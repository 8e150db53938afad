package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.directory.AccountAnswer;
import im.symbolon.protocol.directory.DirectoryLimits;
import im.symbolon.protocol.directory.LookAnswer;
import im.symbolon.protocol.directory.LookRequest;
import im.symbolon.protocol.directory.Wanted;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks the own domain's service about many accounts at once, see {@link
 * im.symbolon.protocol.directory}. No signature in its answers is checked here.
 */
public final class KeyDirectory {
  private static final Logger LOG = Logger.getLogger(KeyDirectory.class.getName());

  /** Even with large lists an answer has room for so many accounts. */
  private static final int LEAST_AT_ONCE = 20;

  private final IqChannel channel;
  private final ServiceDiscovery discovery;

  public KeyDirectory(IqChannel channel, ServiceDiscovery discovery) {
    this.channel = channel;
    this.discovery = discovery;
  }

  /**
   * What the directory says of these accounts, each named once, in as many requests as it takes.
   * Those of whom it says nothing are not in it: all, when there is no directory.
   *
   * @throws TransportException NOT_CONNECTED
   */
  public SortedMap<BareJid, AccountAnswer> look(Collection<Wanted> wanted)
      throws TransportException {
    SortedMap<BareJid, AccountAnswer> found = new TreeMap<>();
    try {
      Optional<EntityAddress> service =
          discovery.service(channel.account().domain(), Namespaces.DIRECTORY);
      if (service.isPresent()) {
        look(service.get(), wanted, found);
      }
    } catch (TransportException e) {
      if (e.reason() == TransportException.Reason.NOT_CONNECTED) {
        throw e;
      }
      LOG.log(Level.FINE, "the directory does not answer: {0}", e.reason());
    } catch (ProtocolException e) {
      LOG.log(Level.WARNING, "the directory answered wrongly: {0}", e.reason());
    }
    return Collections.unmodifiableSortedMap(found);
  }

  private void look(
      EntityAddress service, Collection<Wanted> wanted, Map<BareJid, AccountAnswer> found)
      throws TransportException, ProtocolException {
    Map<BareJid, Wanted> open = new LinkedHashMap<>();
    wanted.forEach(each -> open.put(each.account(), each));
    for (int left = 2 + open.size() / LEAST_AT_ONCE; left > 0 && !open.isEmpty(); left--) {
      LookRequest request = next(open);
      LookAnswer answer = ask(service, request);
      found.putAll(answer.accounts());
      open.keySet().removeAll(answer.accounts().keySet());
    }
  }

  /** As many of them as one request can name. */
  private static LookRequest next(Map<BareJid, Wanted> open) {
    SortedMap<BareJid, Wanted> some = new TreeMap<>();
    int bytes = 0;
    for (Wanted each : open.values()) {
      bytes += LookRequest.leastBytes(each.account());
      boolean full =
          some.size() == DirectoryLimits.MAX_ACCOUNTS || bytes > DirectoryLimits.MAX_BYTES / 2;
      if (full) {
        break;
      }
      some.put(each.account(), each);
    }
    return new LookRequest(some, DirectoryLimits.MAX_BYTES);
  }

  private LookAnswer ask(EntityAddress service, LookRequest request)
      throws TransportException, ProtocolException {
    IqType type = request.wantsKeys() ? IqType.SET : IqType.GET;
    Optional<XmlElement> answer = channel.iq(type, service, request.toXml());
    if (!answer.isPresent()) {
      throw new ProtocolException(ProtocolException.Reason.MALFORMED, "an empty answer");
    }
    return LookAnswer.parse(answer.get()).requireAnswerTo(request);
  }
}
