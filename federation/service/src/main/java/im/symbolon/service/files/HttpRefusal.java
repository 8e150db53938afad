package im.symbolon.service.files;

/** A request that gets an error. */
final class HttpRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * Refuses.
   *
   * @param text one sentence; holds nothing of the request
   */
  HttpRefusal(int status, String text) {
    super(text);
    this.status = status;
  }

  static HttpRefusal of(FileException e) {
    int status =
        switch (e.reason()) {
          case NO_SUCH_SLOT -> 404;
          case USED -> 409;
          case OTHER_SIZE -> 400;
          case TOO_LARGE -> 413;
          case OTHER_TYPE -> 415;
          case QUOTA -> 429;
          case UNAVAILABLE -> 503;
        };
    return status == 503
        ? new HttpRefusal(status, "Try again later.")
        : new HttpRefusal(status, e.getMessage());
  }

  int status() {
    return status;
  }
}
