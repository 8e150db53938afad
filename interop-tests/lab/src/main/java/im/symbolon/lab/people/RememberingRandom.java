package im.symbolon.lab.people;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Secure randomness that remembers what it gave out. Every private key of a client is made of 32
 * random bytes, so whoever remembers these can look whether a server ever held one.
 */
public final class RememberingRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;
  private static final int KEY_LENGTH = 32;

  private final transient List<byte[]> given = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void nextBytes(byte[] bytes) {
    super.nextBytes(bytes);
    if (given != null && bytes.length == KEY_LENGTH) { // null while the superclass is made
      given.add(bytes.clone());
    }
  }

  /** Everything of the length of a key that was given out. */
  public List<byte[]> keys() {
    synchronized (given) {
      return List.copyOf(given);
    }
  }
}
