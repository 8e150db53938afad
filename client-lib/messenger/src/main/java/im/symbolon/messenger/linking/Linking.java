package im.symbolon.messenger.linking;

import im.symbolon.messenger.chat.HistoryProgress;
import im.symbolon.messenger.chat.LinkFailure;
import im.symbolon.messenger.core.ControlHandler;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.devices.OwnList;
import im.symbolon.messenger.history.Histories;
import im.symbolon.messenger.records.HistoryTransfer;
import im.symbolon.messenger.records.HistoryTransfers;
import im.symbolon.messenger.records.PeerDevices;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.linking.LinkParty;
import im.symbolon.ratchet.linking.LinkingException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Links a device to its account, from either side. The new one calls {@link #invite()} and shows
 * the code; on another one the person hands the code to {@link #find}. Thread-safe.
 */
public final class Linking implements ControlHandler {
  private static final Logger LOG = Logger.getLogger(Linking.class.getName());

  private final Surroundings surroundings;
  private final Newcomer newcomer;
  private final Granter granter;
  private final Consumer<Outcome> act;

  /**
   * @param act does what is due after each transaction
   */
  public Linking(
      Surroundings surroundings,
      ThisDevice self,
      OwnList list,
      Histories histories,
      Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.newcomer = new Newcomer(surroundings, self, list, histories);
    this.granter = new Granter(surroundings, self, list, act);
    this.act = act;
  }

  /**
   * Makes a code for this device, which is UNLINKED. It can be used once and for five minutes, and
   * until the next one is made or the program ends.
   *
   * @throws LinkingException NOT_WAITING
   */
  public LinkCodes invite() throws StoreException, LinkingException {
    Outcome outcome = new Outcome();
    LinkCodes codes =
        surroundings
            .store()
            .<LinkCodes, LinkingException>transaction(rows -> newcomer.invite(rows, outcome));
    act.accept(outcome);
    return codes;
  }

  /** The code that is shown is of no use any more. */
  public void cancel() {
    newcomer.cancel();
  }

  /**
   * Finds the device that shows this code. Nothing is handed over before {@link
   * LinkRequest#approve}.
   *
   * @param code typed, or the text of a QR code
   * @throws LinkingException for every reason but NOT_WAITING; WRONG_CODE also when the device's
   *     offer has not come yet
   */
  public LinkRequest find(String code) throws StoreException, LinkingException {
    return granter.find(code);
  }

  /** How far the history has come that this device gets, if it ever asked for one. */
  public Optional<HistoryProgress> history() throws StoreException {
    return surroundings
        .store()
        .transaction(rows -> new HistoryTransfers(rows).current())
        .map(HistoryTransfer::progress);
  }

  @Override
  public boolean take(Rows rows, DeviceAddress sender, Envelope envelope, Outcome outcome)
      throws StoreException {
    for (XmlElement each : envelope.content()) {
      boolean ours =
          each.is(Namespaces.LINKING, Elements.OFFER)
              || each.is(Namespaces.LINKING, GrantPart.NAME)
              || each.is(Namespaces.LINKING, Elements.RESULT);
      if (ours) {
        if (sender.account().equals(surroundings.account())) {
          take(rows, sender, each, outcome);
        }
        return true;
      }
    }
    return false;
  }

  private void take(Rows rows, DeviceAddress sender, XmlElement element, Outcome outcome)
      throws StoreException {
    Optional<LinkParty> from =
        new PeerDevices(rows)
            .identity(sender)
            .map(identity -> new LinkParty(sender, Fingerprint.of(identity)));
    if (!from.isPresent()) {
      return;
    }
    try {
      switch (element.name()) {
        case Elements.OFFER -> granter.take(rows, Elements.offer(element, from.get()));
        case Elements.RESULT -> {
          if (granter.handedOverTo(rows, from.get())) {
            result(sender, Elements.result(element), outcome);
          }
        }
        default -> newcomer.take(rows, from.get(), GrantPart.decode(element), outcome);
      }
    } catch (ProtocolException e) {
      LOG.log(
          Level.WARNING, "{0} sends what links nothing: {1}", new Object[] {sender, e.reason()});
    }
  }

  /** How it went with a device that was approved here. */
  private static void result(DeviceAddress sender, Optional<LinkFailure> failure, Outcome outcome) {
    outcome.keysDue(); // the list has changed
    outcome.news(
        listener -> {
          if (failure.isPresent()) {
            listener.linkingFailed(failure.get());
          } else {
            listener.deviceLinked(sender.device());
          }
        });
  }
}
