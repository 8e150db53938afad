package im.symbolon.suite;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.MessengerListener;
import im.symbolon.messenger.desktop.Desktop;
import im.symbolon.messenger.store.Passphrase;
import im.symbolon.messenger.store.PassphraseCost;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.SqlRowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.jdbc.JdbcSqlDb;
import im.symbolon.messenger.xmpp.ConnectionConfig;
import im.symbolon.messenger.xmpp.Password;
import im.symbolon.protocol.BareJid;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * A real client in a process of its own that dies when its store does. It prints what its store
 * holds, what happens, and, when its input ends, what its store holds then.
 */
final class MortalProgram implements MessengerListener {
  private static final int ALL = 1000;

  private MortalProgram() {}

  /**
   * Arguments: host, port, file of the authority, account, password, file of the store, contact,
   * moment of death, and the text that is not survived.
   */
  public static void main(String[] arguments) throws Exception {
    BareJid account = BareJid.parse(arguments[3]);
    BareJid contact = BareJid.parse(arguments[6]);
    ConnectionConfig config =
        LabTrust.add(
            ConnectionConfig.of(account, "mortal"),
            arguments[0],
            Integer.parseInt(arguments[1]),
            arguments[2]);
    RowStore store =
        new MortalStore(
            open(Path.of(arguments[5])), MortalStore.Moment.valueOf(arguments[7]), arguments[8]);
    try (Messenger messenger = new Desktop().open(config, store);
        Password password = Password.of(arguments[4].toCharArray())) {
      print("begins with", messenger, contact);
      messenger.listen(new MortalProgram()).connect(password);
      while (System.in.read() >= 0) {
        // until the input ends
      }
      print("ends with", messenger, contact);
    }
  }

  private static RowStore open(Path file) throws StoreException {
    SecureRandom random = new SecureRandom();
    try (Passphrase key =
        Passphrase.of("a store that dies".toCharArray(), new PassphraseCost(8, 1, 1))) {
      return SqlRowStore.open(JdbcSqlDb.open(file), key, random::nextBytes, Clock.systemUTC());
    }
  }

  private static void print(String when, Messenger messenger, BareJid contact)
      throws StoreException {
    for (ChatMessage each : messenger.history(contact, ALL)) {
      System.out.println(when + " " + each.note().map(Enum::name).orElse(each.text()));
    }
  }

  @Override
  public void deviceAnnounced() {
    System.out.println("announced");
  }

  @Override
  public void messageReceived(ChatMessage message) {
    System.out.println("told " + message.note().map(Enum::name).orElse(message.text()));
  }
}
