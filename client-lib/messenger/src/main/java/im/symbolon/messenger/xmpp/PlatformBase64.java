package im.symbolon.messenger.xmpp;

import org.jivesoftware.smack.util.stringencoder.Base64;

/** Lends Smack the platform's Base64. */
final class PlatformBase64 implements Base64.Encoder {
  @Override
  public byte[] decode(String text) {
    return java.util.Base64.getDecoder().decode(text);
  }

  @Override
  public String encodeToString(byte[] input) {
    return java.util.Base64.getEncoder().encodeToString(input);
  }

  @Override
  public String encodeToStringWithoutPadding(byte[] input) {
    return java.util.Base64.getEncoder().withoutPadding().encodeToString(input);
  }

  @Override
  public byte[] encode(byte[] input) {
    return java.util.Base64.getEncoder().encode(input);
  }
}
