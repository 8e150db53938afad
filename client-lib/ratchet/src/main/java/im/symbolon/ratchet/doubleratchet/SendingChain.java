package im.symbolon.ratchet.doubleratchet;

/**
 * The chain that our messages take their keys from.
 *
 * @param index of the next message
 * @param previousLength how many messages our chain before this one had
 */
record SendingChain(ChainKey key, int index, int previousLength) {
  static SendingChain following(int previousLength, ChainKey key) {
    return new SendingChain(key, 0, previousLength);
  }

  SendingChain next(ChainKey nextKey) {
    return new SendingChain(nextKey, index + 1, previousLength);
  }
}
