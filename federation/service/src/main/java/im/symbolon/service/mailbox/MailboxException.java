package im.symbolon.service.mailbox;

/** The database did not do its part. Nothing was changed; later it may work again. */
public final class MailboxException extends Exception {
  private static final long serialVersionUID = 1L;

  MailboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
