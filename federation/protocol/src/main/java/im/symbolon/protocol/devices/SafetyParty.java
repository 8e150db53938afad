package im.symbolon.protocol.devices;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.keys.SigningInput;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One of the two persons that a {@link SafetyNumber} is about, with the keys that stand for them:
 * the account root, or without one those of all devices.
 */
public final class SafetyParty {
  private static final String ROOT = Namespaces.DEVICES + "#safety-root";
  private static final String KEYS = Namespaces.DEVICES + "#safety-devices";

  private final BareJid account;
  private final byte[] encoded;

  private SafetyParty(BareJid account, byte[] encoded) {
    this.account = Objects.requireNonNull(account);
    this.encoded = encoded;
  }

  /** A person with an account root. */
  public static SafetyParty of(BareJid account, AccountRoot root) {
    return new SafetyParty(
        account, SigningInput.labelled(ROOT).text(account.toString()).key(root.key()).toBytes());
  }

  /**
   * A person without one, whose devices have these keys; their order does not matter.
   *
   * @throws IllegalArgumentException without a device
   */
  public static SafetyParty of(BareJid account, SortedSet<Fingerprint> devices) {
    if (devices.isEmpty()) {
      throw new IllegalArgumentException("a person without a key");
    }
    SigningInput out = SigningInput.labelled(KEYS).text(account.toString()).number(devices.size());
    new TreeSet<>(devices).forEach(each -> out.text(each.hex()));
    return new SafetyParty(account, out.toBytes());
  }

  public BareJid account() {
    return account;
  }

  /**
   * A label for the kind of keys, the account, and the root (32 bytes) or the number of devices (4
   * bytes) and their fingerprints in ascending order, as text; see {@link SigningInput}.
   */
  byte[] encoded() {
    return encoded.clone();
  }
}
