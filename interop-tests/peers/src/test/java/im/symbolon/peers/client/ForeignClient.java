package im.symbolon.peers.client;

import im.symbolon.protocol.BareJid;
import java.util.List;

/**
 * One device of somebody who uses another program than ours.
 *
 * <p>What it is told to do is done when the method returns, or an exception says why not; what
 * arrives is there as soon as it has it. Reading is for any thread, telling for one.
 */
public interface ForeignClient extends AutoCloseable {
  /** Whose device it is. */
  BareJid account();

  /** The program, and which OMEMO it speaks, for people. */
  String name();

  /** Says something, encrypted for every device of the contact that it knows. */
  void say(BareJid to, String text) throws Exception;

  /** Goes into a room for members only, whose members see each other's addresses. */
  void enter(BareJid room) throws Exception;

  /** Writes to a room that it entered, encrypted for every device of these people. */
  void write(BareJid room, String text, List<BareJid> members) throws Exception;

  /**
   * What this account wrote and it could decrypt, exactly, in order of arrival; of a room, what its
   * members did.
   */
  List<String> texts(BareJid from) throws Exception;

  /** What it could not decrypt, in its own words; a second copy of a message is among that. */
  List<String> failures();

  /** Asks to see somebody. */
  void subscribe(BareJid to) throws Exception;

  /** Lets somebody who asked see this person; returns when that person has asked. */
  void accept(BareJid from) throws Exception;

  /** Looks for new devices of a contact, and gets what it needs to write to them. */
  void refresh(BareJid contact) throws Exception;

  /** Sends the last text's stanza once more, byte for byte. */
  void resendLast() throws Exception;

  /**
   * Loses its sessions with a contact, as after a restored backup. It keeps its keys, and the
   * contact is not told.
   */
  void loseSessions(BareJid with) throws Exception;

  /** Goes offline; its keys and sessions stay. */
  void stop() throws Exception;

  /** Comes back; what waited for it has been read when that returns. */
  void start() throws Exception;

  /** The number of its device. */
  long deviceId() throws Exception;

  /** Its identity key in Curve25519, as 64 lowercase hex digits. */
  String fingerprint() throws Exception;

  /** Every stanza since it was made, each after {@code "RECV "} or {@code "SENT "}. */
  List<String> rawStanzas();

  @Override
  void close();
}
