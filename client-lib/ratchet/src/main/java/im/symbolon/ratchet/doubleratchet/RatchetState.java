package im.symbolon.ratchet.doubleratchet;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.keys.CurveKeyPair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A {@link DoubleRatchet} as bytes, for sealing at rest. Holds secrets in clear. */
public final class RatchetState {
  private RatchetState() {}

  /** Appends the whole state. */
  public static void write(DoubleRatchet ratchet, StateWriter out) {
    out.secret(ratchet.root()).secret(ratchet.self().privateKey()).key(ratchet.self().publicKey());
    SendingChain sending = ratchet.sending();
    out.secret(sending.key()).number(sending.index()).number(sending.previousLength());
    out.flag(ratchet.receiving().isPresent() ? 1 : 0);
    ratchet
        .receiving()
        .ifPresent(
            chain ->
                out.key(chain.remote())
                    .secret(chain.key())
                    .number(chain.index())
                    .flag(chain.stale() ? 1 : 0));
    List<SkippedKeys.Run> chains = ratchet.skipped().chains();
    out.number(chains.size());
    chains.forEach(chain -> write(chain, out));
    out.flag(ratchet.skipped().dropped().isPresent() ? 1 : 0);
    ratchet.skipped().dropped().ifPresent(last -> out.key(last.chain()).number(last.index()));
  }

  private static void write(SkippedKeys.Run run, StateWriter out) {
    out.key(run.chain).number(run.keys.length);
    for (int i = 0; i < run.keys.length; i++) {
      out.number(run.indexes[i]).secret(run.keys[i]);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws RatchetException MALFORMED
   */
  public static DoubleRatchet read(Dialect dialect, StateReader in) throws RatchetException {
    RootKey root = new RootKey(in.secret());
    CurveKeyPair self = CurveKeyPair.restore(in.secret(), in.key());
    SendingChain sending = new SendingChain(new ChainKey(in.secret()), in.number(), in.number());
    Optional<ReceivingChain> receiving = Optional.empty();
    if (in.truth()) {
      receiving =
          Optional.of(
              new ReceivingChain(in.key(), new ChainKey(in.secret()), in.number(), in.truth()));
    }
    return new DoubleRatchet(dialect, root, self, sending, receiving, readSkipped(in));
  }

  private static SkippedKeys readSkipped(StateReader in) throws RatchetException {
    int count = in.number();
    if (count > SkippedKeys.MAX) {
      throw StateReader.malformed();
    }
    List<SkippedKeys.Run> runs = new ArrayList<>();
    Set<CurveKey> chains = new HashSet<>();
    int left = SkippedKeys.MAX;
    for (int i = 0; i < count; i++) {
      SkippedKeys.Run run = readRun(in, left);
      left -= run.keys.length;
      runs.add(run);
      if (!chains.add(run.chain)) {
        throw StateReader.malformed();
      }
    }
    Optional<SkippedKeys.Position> dropped =
        in.truth()
            ? Optional.of(new SkippedKeys.Position(in.key(), in.number()))
            : Optional.empty();
    return SkippedKeys.restore(runs, dropped);
  }

  private static SkippedKeys.Run readRun(StateReader in, int most) throws RatchetException {
    CurveKey chain = in.key();
    int count = in.number();
    if (count < 1 || count > most) {
      throw StateReader.malformed();
    }
    int[] indexes = new int[count];
    MessageKey[] keys = new MessageKey[count];
    for (int i = 0; i < count; i++) {
      indexes[i] = in.number();
      keys[i] = new MessageKey(in.secret());
      if (i > 0 && indexes[i] <= indexes[i - 1]) {
        throw StateReader.malformed();
      }
    }
    return new SkippedKeys.Run(chain, indexes, keys);
  }
}
