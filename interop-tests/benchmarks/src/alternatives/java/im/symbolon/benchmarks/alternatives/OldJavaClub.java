package im.symbolon.benchmarks.alternatives;

import im.symbolon.benchmarks.Club;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.whispersystems.libsignal.SignalProtocolAddress;
import org.whispersystems.libsignal.groups.GroupCipher;
import org.whispersystems.libsignal.groups.GroupSessionBuilder;
import org.whispersystems.libsignal.groups.SenderKeyName;
import org.whispersystems.libsignal.groups.state.SenderKeyRecord;
import org.whispersystems.libsignal.groups.state.SenderKeyStore;
import org.whispersystems.libsignal.protocol.SenderKeyDistributionMessage;

/** Sender keys of Signal's Java library of old; the store keeps bytes, as its tests' does. */
public final class OldJavaClub implements Club {
  private final SenderKeyName name =
      new SenderKeyName("friends", new SignalProtocolAddress("alice", 1));
  private GroupCipher sending;
  private GroupCipher receiving;

  @Override
  public void meet() throws Exception {
    SenderKeyStore atSender = new Store();
    SenderKeyStore atReceiver = new Store();
    byte[] handedOut = new GroupSessionBuilder(atSender).create(name).serialize();
    new GroupSessionBuilder(atReceiver).process(name, new SenderKeyDistributionMessage(handedOut));
    sending = new GroupCipher(atSender, name);
    receiving = new GroupCipher(atReceiver, name);
  }

  @Override
  public Object seal(byte[] text) throws Exception {
    return sending.encrypt(text);
  }

  @Override
  public byte[] open(Object message) throws Exception {
    return receiving.decrypt((byte[]) message);
  }

  private static final class Store implements SenderKeyStore {
    private final Map<SenderKeyName, byte[]> rows = new HashMap<>();

    @Override
    public void storeSenderKey(SenderKeyName key, SenderKeyRecord row) {
      rows.put(key, row.serialize());
    }

    @Override
    public SenderKeyRecord loadSenderKey(SenderKeyName key) {
      try {
        byte[] row = rows.get(key);
        return row == null ? new SenderKeyRecord() : new SenderKeyRecord(row);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
