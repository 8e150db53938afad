package im.symbolon.protocol.prekeys;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code <claimed/>}: the answer to a claim. An account that does not exist, one without devices
 * and one whose devices have no keys left give the same answer.
 *
 * @param bundles one key per device that had one
 * @param unavailable devices that were asked for and have nothing here; none of {@code bundles}
 */
public record ClaimResponse(
    BareJid account, SortedMap<DeviceId, ClaimedBundle> bundles, SortedSet<DeviceId> unavailable) {
  private static final Shape SHAPE = Shape.of(Namespaces.PREKEYS, "claimed", "account");
  private static final Shape DEVICE_SHAPE = Shape.of(Namespaces.PREKEYS, PrekeyXml.DEVICE, "id");
  private static final int PARTS = 3; // identity, signed prekey, key

  public ClaimResponse {
    Objects.requireNonNull(account);
    bundles = Collections.unmodifiableSortedMap(new TreeMap<>(bundles));
    unavailable = Collections.unmodifiableSortedSet(new TreeSet<>(unavailable));
    if (bundles.size() + unavailable.size() > PrekeyLimits.MAX_DEVICES) {
      throw new IllegalArgumentException("too many devices in one answer");
    }
    if (!Collections.disjoint(bundles.keySet(), unavailable)) {
      throw new IllegalArgumentException("a device both has a key and has none");
    }
  }

  /**
   * Reads {@code <claimed/>}. Signatures are not checked yet, see {@link ClaimedBundle#verified}.
   *
   * @throws ProtocolException for every other element
   */
  public static ClaimResponse parse(XmlElement element) throws ProtocolException {
    SHAPE.container(element, PrekeyLimits.MAX_DEVICES, PrekeyXml.DEVICE);
    SortedMap<DeviceId, ClaimedBundle> bundles = new TreeMap<>();
    SortedSet<DeviceId> seen = new TreeSet<>();
    for (XmlElement child : element.children()) {
      DEVICE_SHAPE.container(child, PARTS, PrekeyXml.IDENTITY, PrekeyXml.SIGNED, PrekeyXml.KEY);
      DeviceId device = DeviceId.parse(child.required("id"));
      if (!seen.add(device)) {
        throw new ProtocolException(Reason.MALFORMED, "a device is named twice");
      }
      if (!child.children().isEmpty()) {
        bundles.put(device, ClaimedBundle.parse(child));
      }
    }
    seen.removeAll(bundles.keySet());
    return new ClaimResponse(BareJid.parse(element.required("account")), bundles, seen);
  }

  /**
   * Returns this answer when it answers {@code request}: the same account, no device that was not
   * asked for.
   *
   * @throws ProtocolException WRONG_ADDRESS
   */
  public ClaimResponse requireAnswerTo(ClaimRequest request) throws ProtocolException {
    boolean asked =
        request.isForAll()
            || (request.devices().containsAll(bundles.keySet())
                && request.devices().containsAll(unavailable));
    if (!account.equals(request.account()) || !asked) {
      throw new ProtocolException(Reason.WRONG_ADDRESS, "the answer is about somebody else");
    }
    return this;
  }

  /** The element for the wire. */
  public XmlElement toXml() {
    XmlElement.Builder out = SHAPE.start().with("account", account.toString());
    bundles.forEach((device, bundle) -> out.with(bundle.write(start(device)).build()));
    unavailable.forEach(device -> out.with(start(device).build()));
    return out.build();
  }

  private static XmlElement.Builder start(DeviceId device) {
    return DEVICE_SHAPE.start().with("id", device.toString());
  }
}
