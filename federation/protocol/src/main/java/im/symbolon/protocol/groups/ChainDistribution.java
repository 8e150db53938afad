package im.symbolon.protocol.groups;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.StrictBase64;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Arrays;
import java.util.Objects;

/**
 * {@code <chain/>}: a sender chain from one position on, as its sender hands it to one device
 * inside a sealed envelope. Who the sender is, the session says which carried it.
 *
 * <p>A secret: it does not print or compare, and {@link #close} wipes it. The text of {@link
 * #toXml} cannot be wiped; it goes into the envelope and nowhere else.
 */
public final class ChainDistribution implements AutoCloseable {
  /** The element's name. */
  public static final String NAME = "chain";

  /** Bytes of the chain key. */
  public static final int KEY_LENGTH = 32;

  private static final Shape SHAPE =
      Shape.of(
          Namespaces.GROUPS,
          NAME,
          GroupPlace.ROOM,
          GroupPlace.GENESIS,
          EpochNames.NUMBER,
          EpochNames.HASH,
          "id",
          "i",
          "key",
          "verify");

  private final GroupPlace place;
  private final EpochName epoch;
  private final ChainPosition from;
  private final VerifyKey verifyKey;
  private final byte[] key;

  private ChainDistribution(
      GroupPlace place, EpochName epoch, ChainPosition from, VerifyKey verifyKey, byte[] owned) {
    this.place = Objects.requireNonNull(place);
    this.epoch = Objects.requireNonNull(epoch);
    this.from = Objects.requireNonNull(from);
    this.verifyKey = Objects.requireNonNull(verifyKey);
    this.key = owned;
  }

  /**
   * What a chain's sender hands out.
   *
   * @param from the position that the key is of
   * @param key 32 bytes, copied
   */
  public static ChainDistribution of(
      GroupPlace place, EpochName epoch, ChainPosition from, VerifyKey verifyKey, byte[] key) {
    if (key.length != KEY_LENGTH) {
      throw new IllegalArgumentException("a chain key has 32 bytes");
    }
    return new ChainDistribution(place, epoch, from, verifyKey, key.clone());
  }

  public GroupPlace place() {
    return place;
  }

  /** The newest epoch that the sender knew when it handed this out. */
  public EpochName epoch() {
    return epoch;
  }

  /** The first message that can be read with it. */
  public ChainPosition from() {
    return from;
  }

  /** What the chain's messages are verified with. */
  public VerifyKey verifyKey() {
    return verifyKey;
  }

  /** A copy of the 32 bytes: whoever takes it wipes it. */
  public byte[] exposeKey() {
    return key.clone();
  }

  /** True for an element of this name, whatever is in it. */
  public static boolean isNamed(XmlElement element) {
    return element.is(Namespaces.GROUPS, NAME);
  }

  /**
   * Reads the element.
   *
   * @throws ProtocolException for every other element: MALFORMED, OVERSIZED, OUT_OF_RANGE, or
   *     WEAK_KEY
   */
  public static ChainDistribution parse(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    GroupPlace place = GroupPlace.read(element);
    EpochName epoch = EpochNames.read(element);
    ChainPosition from = ChainPosition.parse(element.required("id"), element.required("i"));
    VerifyKey verifyKey = new VerifyKey(IdentityKey.parse(element.required("verify")));
    byte[] key = StrictBase64.decode(element.required("key"), KEY_LENGTH);
    if (key.length != KEY_LENGTH) {
      throw new ProtocolException(Reason.MALFORMED, "a chain key has 32 bytes");
    }
    return new ChainDistribution(place, epoch, from, verifyKey, key);
  }

  /** The element, with the key in clear. */
  public XmlElement toXml() {
    XmlElement.Builder out = place.write(SHAPE.start());
    EpochNames.write(epoch, out);
    return out.with("id", from.chain().toBase64())
        .with("i", Integer.toString(from.iteration()))
        .with("key", StrictBase64.encode(key))
        .with("verify", verifyKey.key().toBase64())
        .build();
  }

  /** Overwrites the key. */
  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }

  /** The type's name and nothing else. */
  @Override
  public String toString() {
    return "ChainDistribution";
  }
}
