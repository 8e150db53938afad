package im.symbolon.service;

import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.ClaimResponse;
import im.symbolon.protocol.prekeys.Stock;
import im.symbolon.service.prekeys.Claimed;
import im.symbolon.service.prekeys.PreKeyStore;
import im.symbolon.service.prekeys.Requester;
import im.symbolon.service.prekeys.StoreException;
import java.util.Objects;
import org.xmpp.packet.JID;

/**
 * Hands out prekeys of this domain's accounts, whoever asks in whichever way: the limits count the
 * domain that asks (REVIEW 14), and owners are told when little is left.
 */
public final class Claims {
  private final PreKeyStore store;
  private final Notices notices;

  public Claims(ServiceAddresses addresses, PreKeyStore store, Outbox outbox) {
    this(store, new Notices(addresses, outbox));
  }

  Claims(PreKeyStore store, Notices notices) {
    this.store = Objects.requireNonNull(store);
    this.notices = Objects.requireNonNull(notices);
  }

  /**
   * One key per device, if it has any.
   *
   * @param from who asks, as the host made sure of
   * @throws StoreException UNAVAILABLE; keys taken so far stay used
   */
  public ClaimResponse take(ClaimRequest request, JID from) throws StoreException {
    Claimed claimed = store.claim(request, new Requester(from.getDomain()));
    for (Stock each : claimed.runningLow()) {
      notices.send(request.account(), each.toXml());
    }
    return claimed.response();
  }
}
