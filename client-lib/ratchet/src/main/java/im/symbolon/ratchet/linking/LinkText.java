package im.symbolon.ratchet.linking;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.linking.LinkSecret.Kind;
import im.symbolon.ratchet.linking.LinkingException.Reason;
import im.symbolon.ratchet.primitives.Base32;
import java.util.Arrays;
import java.util.Base64;

/**
 * The two forms of a code. Typed: base32, {@code ABCD-EFGH-IJKL-MNOP}. Scanned:
 *
 * <pre>{@code symbolon-link:1;<account>;<one-time key>;<secret>}</pre>
 *
 * the last three in base64 for URLs, without padding.
 */
final class LinkText {
  private static final String SCHEME = "symbolon-link:";
  private static final String VERSION = "1";
  private static final int PARTS = 4;

  /** Longer than the longest address, in base64, and the rest. */
  private static final int MAX_LENGTH = 4096;

  private LinkText() {}

  static String typed(LinkSecret secret) {
    return Base32.encode(secret.expose());
  }

  static String scanned(LinkOffer offer, LinkSecret secret) {
    BareJid account = offer.newcomer().device().account();
    return String.join(
        ";",
        SCHEME + VERSION,
        text(account.toString().getBytes(UTF_8)),
        text(offer.oneTimeKey().encode()),
        text(secret.expose()));
  }

  private static String text(byte[] in) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(in);
  }

  /** Reads either form; what was scanned must be that account's. */
  static LinkCode read(String text, BareJid own) throws LinkingException {
    String trimmed = text.trim();
    if (trimmed.length() > MAX_LENGTH) {
      throw noCode();
    }
    return trimmed.startsWith(SCHEME)
        ? scanned(trimmed.substring(SCHEME.length()).split(";", -1), own)
        : typed(trimmed);
  }

  private static LinkCode typed(String text) throws LinkingException {
    byte[] secret =
        Base32.decode(text, Kind.TYPED.bytes())
            .orElseThrow(
                () -> new LinkingException(Reason.NO_CODE, "a code has sixteen characters"));
    return LinkCode.typed(LinkSecret.of(Kind.TYPED, secret));
  }

  private static LinkCode scanned(String[] parts, BareJid own) throws LinkingException {
    if (!parts[0].equals(VERSION)) {
      throw new LinkingException(
          parts[0].matches("[1-9][0-9]{0,8}") ? Reason.NEWER_VERSION : Reason.NO_CODE,
          "a code of another version");
    }
    if (parts.length != PARTS) {
      throw noCode();
    }
    byte[] secret = bytes(parts[3]);
    try {
      BareJid account = BareJid.parse(new String(bytes(parts[1]), UTF_8));
      CurveKey key = CurveKey.parse(bytes(parts[2]));
      if (!account.equals(own)) {
        throw new LinkingException(Reason.OTHER_ACCOUNT, "a code of somebody else's device");
      }
      return LinkCode.scanned(LinkSecret.of(Kind.SCANNED, secret.clone()), key);
    } catch (ProtocolException | IllegalArgumentException e) {
      throw noCode();
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static byte[] bytes(String base64) throws LinkingException {
    try {
      return Base64.getUrlDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw noCode();
    }
  }

  private static LinkingException noCode() {
    return new LinkingException(Reason.NO_CODE, "not a code for linking");
  }
}
