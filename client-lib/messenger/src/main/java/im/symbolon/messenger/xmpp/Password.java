package im.symbolon.messenger.xmpp;

import java.util.Arrays;

/**
 * The account's password. Closing it wipes it; the XMPP library keeps a copy of its own for as long
 * as a connection lives, so wiping is best effort.
 */
public final class Password implements AutoCloseable {
  private final char[] characters;

  private Password(char[] characters) {
    this.characters = characters;
  }

  /** Copies the characters; the caller wipes its own. */
  public static Password of(char[] characters) {
    if (characters.length == 0) {
      throw new IllegalArgumentException("a password is not empty");
    }
    return new Password(characters.clone());
  }

  Password copy() {
    return new Password(characters.clone());
  }

  /** For the XMPP library, which wants a string. */
  String reveal() {
    return new String(characters);
  }

  @Override
  public void close() {
    Arrays.fill(characters, '\0');
  }

  @Override
  public String toString() {
    return "Password";
  }
}
