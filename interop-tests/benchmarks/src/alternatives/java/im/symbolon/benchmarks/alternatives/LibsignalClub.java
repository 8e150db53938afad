package im.symbolon.benchmarks.alternatives;

import im.symbolon.benchmarks.Club;
import java.util.UUID;
import org.signal.libsignal.protocol.SignalProtocolAddress;
import org.signal.libsignal.protocol.groups.GroupCipher;
import org.signal.libsignal.protocol.groups.GroupSessionBuilder;
import org.signal.libsignal.protocol.groups.state.InMemorySenderKeyStore;
import org.signal.libsignal.protocol.message.SenderKeyDistributionMessage;

/** Sender keys of Signal's native library through JNI, with its own in-memory store. */
public final class LibsignalClub implements Club {
  private final SignalProtocolAddress sender =
      new SignalProtocolAddress("2b1e5d1c-6f0f-4a51-9a0a-0d0a5f4f7a01", 1);
  private GroupCipher sending;
  private GroupCipher receiving;
  private UUID chain;

  @Override
  public void meet() throws Exception {
    chain = UUID.randomUUID();
    InMemorySenderKeyStore atSender = new InMemorySenderKeyStore();
    InMemorySenderKeyStore atReceiver = new InMemorySenderKeyStore();
    byte[] handedOut = new GroupSessionBuilder(atSender).create(sender, chain).serialize();
    new GroupSessionBuilder(atReceiver)
        .process(sender, new SenderKeyDistributionMessage(handedOut));
    sending = new GroupCipher(atSender, sender);
    receiving = new GroupCipher(atReceiver, sender);
  }

  @Override
  public Object seal(byte[] text) throws Exception {
    return sending.encrypt(chain, text).serialize();
  }

  @Override
  public byte[] open(Object message) throws Exception {
    return receiving.decrypt((byte[]) message);
  }
}
