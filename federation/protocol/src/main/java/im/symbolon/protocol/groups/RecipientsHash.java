package im.symbolon.protocol.groups;

import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.StrictBase64;
import im.symbolon.protocol.keys.SigningInput;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whom a message was made for: SHA-256 over all of its recipients, in their order. */
public final class RecipientsHash extends FixedBytes {
  /** Bytes. */
  public static final int LENGTH = Sha256.LENGTH;

  private static final String LABEL = Namespaces.GROUPS + "#recipients";

  private RecipientsHash(byte[] in) throws ProtocolException {
    super(in, LENGTH, "hash of recipients");
  }

  /**
   * Hashes them: label, their number (4 bytes), and for each one, ordered by account and then
   * device id, account, device id (4 bytes) and identity key; see {@link SigningInput}. It costs
   * about a microsecond for each: keep it while the recipients stay the same.
   *
   * @throws IllegalArgumentException when a device stands twice
   */
  public static RecipientsHash of(Collection<Recipient> recipients) {
    SortedMap<DeviceAddress, Recipient> ordered = new TreeMap<>();
    for (Recipient each : recipients) {
      if (ordered.put(each.device(), each) != null) {
        throw new IllegalArgumentException("a recipient stands twice");
      }
    }
    SigningInput out = SigningInput.labelled(LABEL).number(ordered.size());
    ordered.forEach(
        (device, each) ->
            out.text(device.account().toString())
                .number(device.device().value())
                .key(each.identity()));
    try {
      return new RecipientsHash(Sha256.of(out.toBytes()));
    } catch (ProtocolException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Takes a copy of 32 bytes.
   *
   * @throws ProtocolException MALFORMED for another length
   */
  public static RecipientsHash parse(byte[] in) throws ProtocolException {
    return new RecipientsHash(in);
  }

  /**
   * Reads base64 text.
   *
   * @throws ProtocolException MALFORMED, or OVERSIZED
   */
  public static RecipientsHash parse(String base64) throws ProtocolException {
    return parse(StrictBase64.decode(base64, LENGTH));
  }
}
