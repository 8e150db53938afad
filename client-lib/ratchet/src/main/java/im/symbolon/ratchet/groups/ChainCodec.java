package im.symbolon.ratchet.groups;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.protocol.groups.ChainOwner;
import im.symbolon.protocol.groups.ChainPosition;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.groups.VerifyKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.doubleratchet.ChainKey;
import im.symbolon.ratchet.doubleratchet.MessageKey;
import im.symbolon.ratchet.doubleratchet.StateReader;
import im.symbolon.ratchet.doubleratchet.StateWriter;
import java.nio.charset.StandardCharsets;

/** Chains as bytes: a number for this form and the chain's kind in one, whose it is, its keys. */
public final class ChainCodec {
  private static final int SENDING = 1;
  private static final int RECEIVING = 2;
  private static final int MAX_ADDRESS_BYTES = 4096;

  private ChainCodec() {}

  static ChainSnapshot encode(SendingChain chain) {
    StateWriter out = start(SENDING, chain.owner(), chain.id());
    out.secret(chain.signing().seed()).number(chain.iteration()).secret(chain.key());
    return ChainSnapshot.of(out.finish());
  }

  static ChainSnapshot encode(ReceivingChain chain) {
    StateWriter out = start(RECEIVING, chain.owner(), chain.id());
    out.bytes(chain.verifyKey().key().encode()).number(chain.origin().first());
    out.number(chain.iteration()).secret(chain.key());
    LateKeys late = chain.late();
    out.number(late.size());
    for (int i = 0; i < late.size(); i++) {
      out.number(late.iteration(i)).secret(late.keys().get(i));
    }
    return ChainSnapshot.of(out.finish());
  }

  private static StateWriter start(int kind, ChainOwner owner, ChainId id) {
    StateWriter out = new StateWriter().flag(kind);
    text(owner.place().room().toString(), out);
    out.bytes(owner.place().genesis().encode());
    text(owner.sender().account().toString(), out);
    return out.number(owner.sender().device().value()).bytes(id.encode());
  }

  private static void text(String text, StateWriter out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.number(bytes.length).bytes(bytes);
  }

  /**
   * Restores a stored chain of our own.
   *
   * @throws RatchetException MALFORMED when the bytes are damaged or of another form
   */
  public static SendingChain sending(ChainSnapshot snapshot) throws RatchetException {
    StateReader in = reader(snapshot, SENDING);
    ChainOwner owner = owner(in);
    ChainId id = id(in);
    SigningPair signing = new SigningPair(in.secret());
    int iteration = upTo(ChainPosition.MAX_MESSAGES, in);
    SendingChain chain = new SendingChain(owner, id, new ChainKey(in.secret()), iteration, signing);
    in.end();
    return chain;
  }

  /**
   * Restores a stored chain of another device.
   *
   * @throws RatchetException MALFORMED when the bytes are damaged or of another form
   */
  public static ReceivingChain receiving(ChainSnapshot snapshot) throws RatchetException {
    StateReader in = reader(snapshot, RECEIVING);
    ChainOwner owner = owner(in);
    ChainId id = id(in);
    VerifyKey verifyKey = verifyKey(in);
    Origin origin = new Origin(owner, id, verifyKey, upTo(ChainPosition.MAX_MESSAGES - 1, in));
    int iteration = upTo(ChainPosition.MAX_MESSAGES, in);
    ChainKey key = new ChainKey(in.secret());
    LateKeys late = late(origin.first(), iteration, in);
    in.end();
    return new ReceivingChain(origin, key, iteration, late);
  }

  private static StateReader reader(ChainSnapshot snapshot, int kind) throws RatchetException {
    StateReader in = new StateReader(snapshot.expose());
    if (in.flag() != kind) {
      throw StateReader.malformed();
    }
    return in;
  }

  private static LateKeys late(int first, int end, StateReader in) throws RatchetException {
    int[] iterations = new int[upTo(ChainPosition.MAX_MESSAGES, in)];
    MessageKey[] keys = new MessageKey[iterations.length];
    int least = first;
    for (int i = 0; i < keys.length; i++) {
      iterations[i] = in.number();
      if (iterations[i] < least || iterations[i] >= end) {
        throw StateReader.malformed();
      }
      least = iterations[i] + 1;
      keys[i] = new MessageKey(in.secret());
    }
    return new LateKeys(iterations, keys);
  }

  private static int upTo(int most, StateReader in) throws RatchetException {
    int number = in.number();
    if (number > most) {
      throw StateReader.malformed();
    }
    return number;
  }

  private static ChainOwner owner(StateReader in) throws RatchetException {
    try {
      BareJid room = BareJid.parse(text(in));
      GroupPlace place = new GroupPlace(room, EpochHash.parse(in.bytes(EpochHash.LENGTH)));
      BareJid account = BareJid.parse(text(in));
      return new ChainOwner(place, new DeviceAddress(account, DeviceId.of(in.number())));
    } catch (ProtocolException e) {
      throw damaged(e);
    }
  }

  private static String text(StateReader in) throws RatchetException {
    return new String(in.bytes(upTo(MAX_ADDRESS_BYTES, in)), StandardCharsets.UTF_8);
  }

  private static ChainId id(StateReader in) throws RatchetException {
    try {
      return ChainId.parse(in.bytes(ChainId.LENGTH));
    } catch (ProtocolException e) {
      throw damaged(e);
    }
  }

  private static VerifyKey verifyKey(StateReader in) throws RatchetException {
    try {
      return new VerifyKey(IdentityKey.parse(in.bytes(IdentityKey.LENGTH)));
    } catch (ProtocolException e) {
      throw damaged(e);
    }
  }

  private static RatchetException damaged(ProtocolException cause) {
    return new RatchetException(Reason.MALFORMED, "a stored chain is damaged", cause);
  }
}
