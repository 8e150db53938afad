package im.symbolon.ratchet.x3dh;

import java.util.Arrays;

/**
 * What every message of a session is bound to: both identity keys, as the session's version of
 * OMEMO writes them and in the order in which it does.
 */
public final class AssociatedData {
  private final byte[] fromInitiator;
  private final byte[] fromResponder;

  private AssociatedData(byte[] fromInitiator, byte[] fromResponder) {
    this.fromInitiator = fromInitiator;
    this.fromResponder = fromResponder;
  }

  /** The initiator's key first, whoever sends. */
  public static AssociatedData inOneOrder(byte[] initiator, byte[] responder) {
    byte[] both = joined(initiator, responder);
    return new AssociatedData(both, both);
  }

  /** The sender's key first. */
  public static AssociatedData senderFirst(byte[] initiator, byte[] responder) {
    return new AssociatedData(joined(initiator, responder), joined(responder, initiator));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Of the initiator's messages. */
  public byte[] fromInitiator() {
    return fromInitiator.clone();
  }

  /** Of the responder's messages. */
  public byte[] fromResponder() {
    return fromResponder.clone();
  }

  @Override
  public String toString() {
    return "AssociatedData";
  }
}
