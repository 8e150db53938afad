package im.symbolon.views;

import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Table;
import im.symbolon.messenger.xmpp.Password;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The account's password, sealed in the account's store like all else. */
final class Login {
  /** The first number above those of the messenger. */
  private static final Table TABLE = Table.epoch(1_000, "login");

  private static final RowKey KEY = RowKey.of("password");

  private final RowStore store;

  Login(RowStore store) {
    this.store = store;
  }

  /** The password; empty before one was kept. Close it. */
  Optional<Password> password() throws StoreException {
    Optional<byte[]> kept = store.transaction(rows -> rows.get(TABLE, KEY));
    return kept.filter(bytes -> bytes.length > 0).map(Login::decode);
  }

  private static Password decode(byte[] bytes) {
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
    char[] typed = Arrays.copyOf(decoded.array(), decoded.limit());
    try {
      return Password.of(typed);
    } finally {
      Arrays.fill(typed, '\0');
      Arrays.fill(decoded.array(), '\0');
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Keeps it in place of the last one. */
  void keep(char[] typed) throws StoreException {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
    byte[] bytes = Arrays.copyOf(encoded.array(), encoded.limit());
    try {
      store.transaction(
          rows -> {
            rows.put(TABLE, KEY, bytes);
            return null;
          });
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(encoded.array(), (byte) 0);
    }
  }
}
