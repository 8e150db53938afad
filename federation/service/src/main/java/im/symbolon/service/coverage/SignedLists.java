package im.symbolon.service.coverage;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The signed device lists that accounts publish. Not one signature is checked: with a list that
 * somebody made up, a server gets hints sent to its own users, or keeps them from them.
 */
final class SignedLists implements Lookups.Source<Optional<SignedDeviceList>> {
  private final PepItems items;

  SignedLists(PepItems items) {
    this.items = items;
  }

  @Override
  public void find(BareJid account, Consumer<Optional<SignedDeviceList>> then) {
    items.find(account, Namespaces.DEVICES, found -> then.accept(list(found, account)));
  }

  /** The account's own list; empty for what is none. */
  static Optional<SignedDeviceList> list(PepItems.Found found, BareJid account) {
    return found.content().flatMap(item -> list(item, account));
  }

  private static Optional<SignedDeviceList> list(XmlElement item, BareJid account) {
    try {
      return Optional.of(SignedDeviceListCodec.decode(item))
          .filter(list -> list.account().equals(account));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }
}
