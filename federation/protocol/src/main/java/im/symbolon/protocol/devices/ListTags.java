package im.symbolon.protocol.devices;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.Numbers;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which device lists the sender of a message used: the version of its own account's list, that of
 * the other account's, and what tells the two lists from all others. It travels inside the
 * envelope, so that a server which shows different lists to the two is noticed with the next
 * message (REVIEW 23).
 *
 * <p>{@code <own version>.<their version>.<the first 8 bytes of SHA-256(own list hash ‖ their list
 * hash), base64url>}; for an account without a list the version is 0 and the hash 32 zero bytes.
 *
 * @param own version of the sender's own list; 0 for none
 * @param theirs version of the other account's list; 0 for none
 */
public record ListTags(long own, long theirs, String digest) {
  /** Characters of the longest tags. */
  public static final int MAX_LENGTH = 12 + 1 + 12 + 1 + 11;

  private static final Pattern FORM =
      Pattern.compile("(0|[1-9][0-9]{0,11})\\.(0|[1-9][0-9]{0,11})\\.([A-Za-z0-9_-]{11})");
  private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9_-]{11}");
  private static final int DIGEST_BYTES = 8;

  public ListTags {
    if (own < 0 || theirs < 0 || own > Numbers.MAX || theirs > Numbers.MAX || own + theirs == 0) {
      throw new IllegalArgumentException("versions of lists are out of range");
    }
    if (!DIGEST.matcher(digest).matches()) {
      throw new IllegalArgumentException("not a digest of lists");
    }
  }

  /** One list: what is said about it. */
  public record Used(long version, ListHash hash) {
    public Used {
      Objects.requireNonNull(hash);
    }
  }

  /** What to say about these lists; nothing when there is neither. */
  public static Optional<ListTags> of(Optional<Used> own, Optional<Used> theirs) {
    if (!own.isPresent() && !theirs.isPresent()) {
      return Optional.empty();
    }
    MessageDigest sha = Digests.sha256();
    sha.update(hash(own));
    byte[] digest = Arrays.copyOf(sha.digest(hash(theirs)), DIGEST_BYTES);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    return Optional.of(new ListTags(version(own), version(theirs), text));
  }

  /**
   * Reads tags.
   *
   * @throws ProtocolException MALFORMED
   */
  public static ListTags parse(String text) throws ProtocolException {
    Matcher parts = FORM.matcher(text);
    if (text.length() > MAX_LENGTH || !parts.matches()) {
      throw new ProtocolException(Reason.MALFORMED, "not tags of device lists");
    }
    long own = Numbers.parse(parts.group(1), Numbers.MAX);
    long theirs = Numbers.parse(parts.group(2), Numbers.MAX);
    if (own + theirs == 0) {
      throw new ProtocolException(Reason.MALFORMED, "tags of no list at all");
    }
    return new ListTags(own, theirs, parts.group(3));
  }

  /** The text for the wire. */
  public String encode() {
    return own + "." + theirs + "." + digest;
  }

  private static long version(Optional<Used> list) {
    return list.map(Used::version).orElse(0L);
  }

  private static byte[] hash(Optional<Used> list) {
    return list.isPresent() ? list.get().hash().encode() : new byte[ListHash.LENGTH];
  }

  @Override
  public String toString() {
    return encode();
  }
}
