package im.symbolon.protocol.uri;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.keys.Fingerprint;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An account, its root if it has one, and the fingerprints of its devices, as a link or QR code
 * shows them. Clients that know of no roots pass that part over.
 *
 * <p>Read are {@code xmpp:} URIs and the {@code https://conversations.im/i/} links that people send
 * each other; nothing is ever looked up there. Written are {@code xmpp:} URIs only, which every
 * client reads and no web server sees. A QR code holds about thirty devices.
 *
 * @param devices what the URI says of each device it names
 * @param unnamed fingerprints of devices that it does not name
 * @param root the account root
 */
public record VerificationUri(
    BareJid account,
    SortedMap<DeviceId, Fingerprint> devices,
    SortedSet<Fingerprint> unnamed,
    Optional<AccountRoot> root) {
  /** As many as a device list has. */
  public static final int MAX_FINGERPRINTS = 200;

  /** In characters; with room for what others add. */
  public static final int MAX_LENGTH = 32 * 1024;

  static final String NAMED = "omemo-sid-";
  static final String UNNAMED = "omemo";
  static final String ROOT = "symbolon-root";

  private static final String SCHEME = "xmpp:";
  private static final String INVITATION = "https://conversations.im/i/";

  public VerificationUri {
    Objects.requireNonNull(account);
    Objects.requireNonNull(root);
    devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
    unnamed = Collections.unmodifiableSortedSet(new TreeSet<>(unnamed));
    if (devices.size() + unnamed.size() > MAX_FINGERPRINTS) {
      throw new IllegalArgumentException("more than " + MAX_FINGERPRINTS + " fingerprints");
    }
  }

  /** Of devices that are all known by id, without a root. */
  public static VerificationUri of(BareJid account, SortedMap<DeviceId, Fingerprint> devices) {
    return new VerificationUri(account, devices, Collections.emptySortedSet(), Optional.empty());
  }

  /** The same of an account that has this root. */
  public VerificationUri with(AccountRoot itsRoot) {
    return new VerificationUri(account, devices, unnamed, Optional.of(itsRoot));
  }

  /**
   * Reads a link or the text of a QR code. Entries may be separated by {@code ;} or {@code &};
   * those for ids that no device has, and parts of other names, are passed over. Without any
   * fingerprint it is still the address of an account.
   *
   * @throws ProtocolException MALFORMED for other text, for an address that is no account's, for
   *     what should be a fingerprint or a root and is none, and for two fingerprints of one device
   *     or two roots; WEAK_KEY for a root that is no usable key; OVERSIZED
   */
  public static VerificationUri parse(String text) throws ProtocolException {
    if (text.length() > MAX_LENGTH) {
      throw new ProtocolException(Reason.OVERSIZED, "the link is too long");
    }
    String uri = upTo('#', text.trim());
    int question = uri.indexOf('?');
    FingerprintEntries entries = new FingerprintEntries();
    if (question >= 0) {
      entries.read(uri.substring(question + 1));
    }
    return new VerificationUri(
        account(upTo('?', uri)), entries.named(), entries.unnamed(), entries.root());
  }

  /** The {@code xmpp:} URI, entries separated by {@code ;} and in ascending order. */
  public String write() {
    StringJoiner entries = new StringJoiner(";");
    devices.forEach((device, fingerprint) -> entries.add(NAMED + device + "=" + fingerprint));
    unnamed.forEach(fingerprint -> entries.add(UNNAMED + "=" + fingerprint));
    root.ifPresent(key -> entries.add(ROOT + "=" + RootText.write(key)));
    String address =
        PercentText.encode(account.local()) + "@" + PercentText.encode(account.domain());
    return SCHEME + address + (entries.length() == 0 ? "" : "?" + entries);
  }

  @Override
  public String toString() {
    return write();
  }

  private static BareJid account(String address) throws ProtocolException {
    if (startsWith(address, SCHEME)) {
      // With two slashes it says first as whom to log in (RFC 5122 §2.2): not for us to decide.
      return BareJid.parse(PercentText.decode(upTo('/', address.substring(SCHEME.length()))));
    }
    if (startsWith(address, INVITATION)) {
      String path = address.substring(INVITATION.length());
      String joined = path.indexOf('@') < 0 ? path.replaceFirst("/", "@") : path;
      return BareJid.parse(PercentText.decode(upTo('/', joined)));
    }
    throw new ProtocolException(Reason.MALFORMED, "not the address of an account");
  }

  private static boolean startsWith(String text, String lowerCasePrefix) {
    return text.regionMatches(true, 0, lowerCasePrefix, 0, lowerCasePrefix.length());
  }

  private static String upTo(char end, String text) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }
}
