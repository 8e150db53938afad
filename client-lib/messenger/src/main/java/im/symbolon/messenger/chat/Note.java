package im.symbolon.messenger.chat;

import java.util.Optional;

/** Why a chat shows a line instead of a message. Nothing is ever dropped without one. */
public enum Note {
  /** It was encrypted, but not for this device. */
  NOT_FOR_THIS_DEVICE(1, "This message was not encrypted for this device."),
  /** No session can open it; a new one was begun, so that the next message can be read. */
  NO_SESSION(2, "This message could not be read: its keys are no longer here."),
  /** Wrong tag or malformed: damaged or forged on the way. */
  NOT_AUTHENTIC(3, "A message was damaged or forged on its way and was not accepted."),
  /** Too many messages are missing before it. */
  TOO_FAR_AHEAD(4, "This message could not be read: too many messages before it are missing."),
  /** The device shows another identity key than before. */
  IDENTITY_CHANGED(5, "A device of this contact shows a different key; its message was refused."),
  /** The envelope inside names another sender or addressee. */
  MISDIRECTED(6, "A message was not written for this chat and was refused."),
  /** It was sent without encryption. */
  UNENCRYPTED(7, "A message arrived without encryption and is not shown."),
  /** The same id was used for two different messages; the first one stays. */
  CONFLICTING(8, "A message came twice with different content; the first one is shown."),
  /** The server returned it. */
  REFUSED_BY_SERVER(9, "The server refused this message."),
  /** Encrypted, but in another way than OMEMO, legacy or 2. */
  UNKNOWN_ENCRYPTION(10, "A message arrived in an encryption that is not known here."),
  /** It is larger than anything that is accepted. */
  TOO_LARGE(11, "A message was too large and was not accepted."),
  /** It cannot be sealed; it is not sent. */
  NOT_SENDABLE(12, "This message could not be encrypted and was not sent."),
  /** Messages of ours wait: there are devices, and none of them may be written to. */
  NO_TRUSTED_DEVICE(
      20,
      "Your message waits, because no device of this contact is trusted: compare their fingerprints"
          + " and decide."),
  /** A device offers another identity key than before; the servers, or somebody else, may lie. */
  OTHER_KEY_OFFERED(
      21,
      "A device of this contact shows a different key than before; nothing is sent to it until you"
          + " have asked your contact."),
  /** A scanned code names other keys than those that are known. */
  CODE_CONTRADICTS(
      22,
      "The code that was scanned does not fit the devices of this contact; it was not believed, and"
          + " somebody may be listening."),
  /** Messages of ours wait: this device was not linked to its account, or was removed from it. */
  NOT_LINKED(
      40,
      "Your message waits, because this device is not linked to your account: link it with one of"
          + " your other devices."),
  /** The own server shows device lists of another account root as ours. */
  OTHER_OWN_ROOT(
      41,
      "Your server shows devices of another person as yours: somebody may have your password, or"
          + " you have started over on another device."),
  /** Another own device removed this one. */
  REMOVED(42, "This device was removed from your account and sends nothing any more.");

  private final int number;
  private final String sentence;

  Note(int number, String sentence) {
    this.number = number;
    this.sentence = sentence;
  }

  /** As it is stored. */
  public int number() {
    return number;
  }

  /** One sentence for the user. */
  public String sentence() {
    return sentence;
  }

  /** The note with that number; empty for 0. */
  public static Optional<Note> of(int number) {
    if (number == 0) {
      return Optional.empty();
    }
    for (Note each : values()) {
      if (each.number == number) {
        return Optional.of(each);
      }
    }
    throw new IllegalArgumentException("unknown note");
  }
}
