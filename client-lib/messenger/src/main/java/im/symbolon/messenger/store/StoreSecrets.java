package im.symbolon.messenger.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The keys of an open store, one per use, derived by HKDF from its master key. */
final class StoreSecrets implements AutoCloseable {
  static final int MASTER_LENGTH = 32;

  private final byte[] master;
  private final byte[] names;
  private final byte[] contents;
  private final byte[] rows;
  private final byte[] head;
  private final byte[] epochs;

  /** Takes the master key over. */
  StoreSecrets(byte[] master) {
    this.master = master;
    Hmac hkdf = Hmac.create();
    names = derive(hkdf, master, "names");
    contents = derive(hkdf, master, "contents");
    rows = derive(hkdf, master, "rows");
    head = derive(hkdf, master, "head");
    epochs = derive(hkdf, master, "epochs");
  }

  private static byte[] derive(Hmac hkdf, byte[] master, String use) {
    byte[] info = ("Symbolon store 1 " + use).getBytes(StandardCharsets.US_ASCII);
    return hkdf.derive(master, new byte[Hmac.LENGTH], info);
  }

  /** To be sealed under another store key. */
  byte[] master() {
    return master;
  }

  /** For the codes that stand for keys and groups. */
  byte[] names() {
    return names;
  }

  /** For the sum over everything in the file. */
  byte[] contents() {
    return contents;
  }

  /** Seals rows of lasting tables. */
  byte[] rows() {
    return rows;
  }

  /** Seals the head. */
  byte[] head() {
    return head;
  }

  /** Seals the key of an epoch. */
  byte[] epochs() {
    return epochs;
  }

  @Override
  public void close() {
    for (byte[] key : new byte[][] {master, names, contents, rows, head, epochs}) {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "StoreSecrets";
  }
}
