package im.symbolon.protocol.directory;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.prekeys.ClaimResponse;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code <account/>} of an answer. No signature in it was checked by anybody, see {@link
 * SignedDeviceList#verify} and {@link im.symbolon.protocol.prekeys.ClaimedBundle#verified}.
 *
 * @param list there when it is {@link Standing#GIVEN}
 * @param keys there when keys were wanted
 */
public record Found(
    BareJid account,
    Standing standing,
    Optional<SignedDeviceList> list,
    Optional<ClaimResponse> keys)
    implements AccountAnswer {
  static final String NAME = "account";

  private static final String CLAIMED = "claimed";
  private static final Set<String> ATTRIBUTES = Set.of("jid", "list");

  /** How the account's signed list is. */
  public enum Standing {
    /** It is here. */
    GIVEN("given"),
    /** It is the one that the asker has. */
    UNCHANGED("unchanged"),
    /** None is shown: the account has none, or there is no such account (REVIEW 14). */
    NONE("none");

    private final String wireName;

    Standing(String wireName) {
      this.wireName = wireName;
    }

    static Standing parse(String text) throws ProtocolException {
      for (Standing each : values()) {
        if (each.wireName.equals(text)) {
          return each;
        }
      }
      throw new ProtocolException(Reason.MALFORMED, "an unknown standing of a list");
    }
  }

  public Found {
    Objects.requireNonNull(account);
    if (list.isPresent() != (standing == Standing.GIVEN)) {
      throw new IllegalArgumentException("a list is given, or it is not");
    }
    if (list.isPresent() && !list.get().account().equals(account)) {
      throw new IllegalArgumentException("the list of another account");
    }
    if (keys.isPresent() && !keys.get().account().equals(account)) {
      throw new IllegalArgumentException("keys of another account");
    }
  }

  static Found parse(XmlElement element) throws ProtocolException {
    boolean right =
        element.is(Namespaces.DIRECTORY, NAME)
            && ATTRIBUTES.containsAll(element.attributes().keySet())
            && element.text().trim().isEmpty();
    if (!right) {
      throw new ProtocolException(Reason.MALFORMED, "not an <account>");
    }
    Optional<SignedDeviceList> list = Optional.empty();
    Optional<ClaimResponse> keys = Optional.empty();
    for (XmlElement child : element.children()) {
      if (child.is(Namespaces.DEVICES, SignedDeviceListCodec.NAME) && !list.isPresent()) {
        list = Optional.of(SignedDeviceListCodec.decode(child));
      } else if (child.is(Namespaces.PREKEYS, CLAIMED) && !keys.isPresent()) {
        keys = Optional.of(ClaimResponse.parse(child));
      } else {
        throw new ProtocolException(Reason.MALFORMED, "<account> holds something unknown");
      }
    }
    return of(element, list, keys);
  }

  private static Found of(
      XmlElement element, Optional<SignedDeviceList> list, Optional<ClaimResponse> keys)
      throws ProtocolException {
    Standing standing = Standing.parse(element.required("list"));
    try {
      return new Found(BareJid.parse(element.required("jid")), standing, list, keys);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, e.getMessage(), e);
    }
  }

  @Override
  public void requireAnswerTo(Wanted wanted) throws ProtocolException {
    boolean answers =
        account.equals(wanted.account())
            && keys.isPresent() == wanted.keys().any()
            && (standing != Standing.UNCHANGED || wanted.known().isPresent());
    if (!answers) {
      throw new ProtocolException(Reason.WRONG_ADDRESS, "this is not what was asked");
    }
    Set<DeviceId> named = new TreeSet<>();
    if (keys.isPresent()) {
      named.addAll(keys.get().bundles().keySet());
      named.addAll(keys.get().unavailable());
    }
    for (DeviceId each : named) {
      if (!wanted.keys().mayName(each)) {
        throw new ProtocolException(Reason.WRONG_ADDRESS, "a key that was not asked for");
      }
    }
  }

  @Override
  public XmlElement toXml() {
    XmlElement.Builder out =
        XmlElement.element(Namespaces.DIRECTORY, NAME)
            .with("jid", account.toString())
            .with("list", standing.wireName);
    list.ifPresent(each -> out.with(SignedDeviceListCodec.encode(each)));
    keys.ifPresent(each -> out.with(each.toXml()));
    return out.build();
  }
}
