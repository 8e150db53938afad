package im.symbolon.messenger.chat;

/** Whether somebody can be written to without encryption. */
public enum PlainStanding {
  /** Nobody opened a plain chat with them: nothing is sent or shown without encryption. */
  NOT_OPEN,
  /** A person opened it, and nothing shows that they have encryption. */
  OPEN,
  /** They have encryption, or had it once: never without it, for good. */
  ENCRYPTED
}
