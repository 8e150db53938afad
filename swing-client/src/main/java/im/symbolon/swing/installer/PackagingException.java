package im.symbolon.swing.installer;

/** No package can be made. The message is one sentence that says what to do. */
final class PackagingException extends Exception {
  private static final long serialVersionUID = 1L;

  PackagingException(String sentence) {
    super(sentence);
  }
}
