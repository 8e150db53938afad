package im.symbolon.peers.matrix;

/** How a row ended. */
enum Result {
  PASS("pass"),
  FAIL("fail"),
  NOT_RUN("not-run");

  private final String word;

  Result(String word) {
    this.word = word;
  }

  /** As reports say it. */
  String word() {
    return word;
  }
}
