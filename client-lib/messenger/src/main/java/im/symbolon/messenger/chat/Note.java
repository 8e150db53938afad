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
  REMOVED(42, "This device was removed from your account and sends nothing any more."),
  /** Another own device signed that this one belongs to the account. */
  DEVICE_ADDED(
      43,
      "Another device belongs to your account now and reads what comes from here on: if it is not"
          + " yours, revoke it with your recovery key."),
  /** The root of a verified person is another one; nothing leaves until somebody decided. */
  ROOT_CHANGED(
      45,
      "The account key of this contact is not the one that you verified; nothing is sent until you"
          + " have compared the safety number again."),
  /** A first root, which no device that was verified is a member of; nothing leaves. */
  ROOT_NOT_INTRODUCED(
      46,
      "This contact has an account key now that none of the devices you verified vouches for;"
          + " nothing is sent until you have compared the safety number."),
  /** The root of a person of whom nothing was verified is another one, and was taken. */
  ROOT_REPLACED(
      47,
      "The account key of this contact changed; if you did not expect that, compare the safety"
          + " number."),
  /** A device that a verified person did not sign. */
  UNSIGNED_DEVICE(
      48,
      "A new device uses this contact's account without having been linked by them; nothing is sent"
          + " to it."),
  /** A server presents a list from before one that is known. */
  OLDER_LIST(
      49,
      "The server of this contact shows an older list of their devices than before; it was not"
          + " believed."),
  /** Messages of ours wait, because the person is blocked. */
  WAITS_FOR_PERSON(
      50,
      "Your message waits, because the account key of this contact is in doubt: compare the safety"
          + " number and decide."),
  /** The list that a person had is not there any more. */
  LIST_WITHHELD(
      51,
      "The server of this contact does not show their list of devices any more; the devices that"
          + " are known stay, and no others are written to."),
  /** It came, could not be read, and nobody who has it has sent it again yet. */
  MESSAGE_MISSING(
      55,
      "A message has not been readable so far: it appears here as soon as a device that has it is"
          + " online."),
  /** A device took the place of another, and got what that one was sent. */
  GAP_FILLED(
      56,
      "A device of this contact was replaced by its owner; what you wrote in the last days was sent"
          + " to it again."),
  /** A device went back to an older list of devices than it had used before. */
  LISTS_WENT_BACK(
      57,
      "A device of this contact used an older list of devices than before: its store was restored,"
          + " or a server holds something back."),
  /** Somebody who was written to in plain text has encryption now. */
  PLAIN_CHAT_CLOSED(
      67,
      "This contact uses encryption now: from here on the conversation goes on encrypted, and"
          + " nothing is sent or shown without it any more."),
  /** The room's server let somebody in. */
  MEMBER_UNCONFIRMED(
      75,
      "The server let somebody into this group whom no admin added; they get nothing that is"
          + " written here."),
  /** An admin removed us. */
  REMOVED_FROM_GROUP(
      76, "An admin removed you from this group: nothing more is read or sent here."),
  /** It was not sent before we left the group, or were removed. */
  NOT_IN_GROUP(78, "This message was not sent, because you are not in this group any more."),
  /** Its file could not be uploaded, or somebody stopped that. */
  FILE_NOT_SENT(95, "This file was not sent: choose it again to try once more."),
  /** Admins removed each other. */
  GROUP_STUCK(
      77,
      "Admins of this group removed each other, and nobody is left to settle it: make a new"
          + " group.");

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

  /** The one useful thing that a person can do about it, if there is any. */
  public Optional<NoteAction> action() {
    return Optional.ofNullable(
        switch (this) {
          case NOT_FOR_THIS_DEVICE, NOT_AUTHENTIC, UNENCRYPTED, UNKNOWN_ENCRYPTION, TOO_LARGE ->
              NoteAction.ASK_TO_SEND_AGAIN;
          case NO_SESSION, MESSAGE_MISSING -> NoteAction.ASK_TO_SEND_AGAIN;
          case TOO_FAR_AHEAD -> NoteAction.RENEW_SESSION;
          case IDENTITY_CHANGED,
                  OTHER_KEY_OFFERED,
                  CODE_CONTRADICTS,
                  ROOT_CHANGED,
                  ROOT_NOT_INTRODUCED,
                  ROOT_REPLACED,
                  WAITS_FOR_PERSON ->
              NoteAction.COMPARE_SAFETY_NUMBER;
          case NO_TRUSTED_DEVICE, UNSIGNED_DEVICE -> NoteAction.DECIDE_ABOUT_DEVICES;
          default -> null;
        });
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
