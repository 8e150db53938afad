package im.symbolon.messenger.chat;

/** What a screen offers beside a {@link Note}: one action, the one that helps. */
public enum NoteAction {
  /** Begin new sessions with this person's devices. */
  RENEW_SESSION,
  /** Write to the person and ask for the message again. */
  ASK_TO_SEND_AGAIN,
  /** Compare the safety number with the person, by another way than this chat. */
  COMPARE_SAFETY_NUMBER,
  /** Look at this person's devices, and decide which of them are his or hers. */
  DECIDE_ABOUT_DEVICES
}
