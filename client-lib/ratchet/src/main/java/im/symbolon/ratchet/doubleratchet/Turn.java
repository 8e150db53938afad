package im.symbolon.ratchet.doubleratchet;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.omemo.Header;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.primitives.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Diffie-Hellman ratchet step (Double Ratchet §3.5): the first message under the peer's new
 * ratchet key. The message is authenticated before a key of our own is made and before the chain
 * that it ends is looked at.
 *
 * @param sentBefore messages in our sending chain, which ends here
 * @param ending the receiving chain that ends here
 */
record Turn(
    Dialect dialect,
    RootKey root,
    CurveKeyPair self,
    int sentBefore,
    Optional<ReceivingChain> ending,
    SkippedKeys skipped) {

  /**
   * Opens the message and takes the step.
   *
   * @return spent are the keys that the bounds drove out and the ending chain's; not our own
   * @throws RatchetException TOO_FAR_AHEAD, NOT_AUTHENTIC
   */
  DoubleRatchet.Opened open(RatchetMessage message, byte[] associatedData, Entropy entropy)
      throws RatchetException {
    Header header = message.header();
    RootKey.Step theirs = root.step(dialect.rootLabel(), self, header.ratchetKey());
    try (RootKey between = theirs.root();
        ChainKey first = theirs.chain()) {
      ReceivingChain.Arrival arrival =
          ReceivingChain.start(header.ratchetKey(), first).open(dialect, message, associatedData);
      List<Secret> spent = new ArrayList<>();
      SkippedKeys kept = keep(header, arrival.skipped(), spent);
      CurveKeyPair ours = CurveKeyPair.generate(entropy);
      RootKey.Step next = between.step(dialect.rootLabel(), ours, header.ratchetKey());
      SendingChain sending = SendingChain.following(sentBefore, next.chain());
      DoubleRatchet state =
          new DoubleRatchet(dialect, next.root(), ours, sending, Optional.of(arrival.next()), kept);
      return new DoubleRatchet.Opened(
          state, arrival.plaintext(), arrival.becomesStale(), new Spent(spent));
    }
  }

  private SkippedKeys keep(Header header, List<MessageKey> ofNewChain, List<Secret> spent) {
    SkippedKeys kept = skipped;
    if (ending.isPresent()) {
      ReceivingChain old = ending.get();
      kept = kept.plus(old.remote(), old.index(), old.owed(header.previousChainLength()), spent);
      spent.add(old.key());
    }
    CurveKey remote = header.ratchetKey();
    return kept.plus(remote, 0, ofNewChain, spent);
  }
}
