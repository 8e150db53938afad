package im.symbolon.ratchet.doubleratchet;

import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.omemo.Header;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.primitives.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Diffie-Hellman ratchet step (Double Ratchet §3.5): the first message under the peer's new
 * ratchet key. The message is authenticated before a key of our own is made.
 */
record Turn(RootKey root, CurveKeyPair self, int sentBefore, SkippedKeys skipped) {

  DoubleRatchet.Opened open(
      RatchetMessage message, byte[] associatedData, Entropy entropy, List<Secret> spentBefore)
      throws RatchetException {
    Header header = message.header();
    RootKey.Step theirs = root.step(self, header.ratchetKey());
    ReceivingChain start = ReceivingChain.start(header.ratchetKey(), theirs.chain());
    ReceivingChain.Jump jump = start.jumpTo(header.index());
    ReceivingChain reached = jump.chain();
    ChainKey.Step step = reached.key().step();
    RatchetPlaintext plaintext =
        DoubleRatchet.openAndClose(message, step.message(), associatedData);
    start.key().close();
    reached.key().close();

    SkippedKeys.Change change = skipped.plus(header.ratchetKey(), 0, jump.skipped());
    List<Secret> spent = new ArrayList<>(spentBefore);
    spent.addAll(change.evicted());
    CurveKeyPair ours = CurveKeyPair.generate(entropy);
    RootKey.Step next = theirs.root().step(ours, header.ratchetKey());
    theirs.root().close();
    DoubleRatchet state =
        new DoubleRatchet(
            next.root(),
            ours,
            SendingChain.following(sentBefore, next.chain()),
            Optional.of(reached.after(step)),
            change.keys());
    return new DoubleRatchet.Opened(state, plaintext, reached.becomesStale(), new Spent(spent));
  }
}
