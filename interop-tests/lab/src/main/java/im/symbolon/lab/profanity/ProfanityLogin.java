package im.symbolon.lab.profanity;

import im.symbolon.protocol.BareJid;
import java.net.InetAddress;
import java.nio.file.Path;

/**
 * An account that exists, and how to get to it.
 *
 * @param account whose it is
 * @param password of the account
 * @param address where its server listens
 * @param port for clients
 * @param caFile the only authority that the server's certificate may come from, in PEM
 */
public record ProfanityLogin(
    BareJid account, String password, InetAddress address, int port, Path caFile) {
  /** Hides the password. */
  @Override
  public String toString() {
    return account.toString();
  }
}
