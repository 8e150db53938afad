package im.symbolon.ratchet.groups;

import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.primitives.Entropy;
import java.util.List;

/** Something of everything in this package that outlives a call. */
public final class LivingChains {
  private LivingChains() {}

  /** Both ends of a chain, with a message missing. */
  public static List<Object> all(Entropy entropy) throws Exception {
    Speaker alice = new Speaker(Speaker.ALICE, entropy);
    ReceivingChain atBob = ReceivingChain.of(alice.handOut(), Speaker.ALICE);
    Payload payload = alice.payload("text");
    SealedSlot lost = alice.chain().seal(alice.context("a", payload), payload.secret());
    SealedSlot sealed = lost.next().seal(alice.context("b", payload), payload.secret());
    OpenedSlot opened = atBob.open(sealed.statement(), sealed.signature());
    return List.of(lost, sealed, atBob, opened, opened.next().snapshot(), alice.handOut());
  }
}
