package im.symbolon.benchmarks;

/**
 * Two devices under one implementation: alice begins, bob answers. Messages are bytes, as they
 * travel. Not for sharing between threads.
 */
public interface Duo {
  /** alice begins anew with bob's bundle, whose signature she checks, and seals a first message. */
  byte[] start(byte[] text) throws Exception;

  /** bob, as if never met, opens a first message. */
  byte[] accept(byte[] first) throws Exception;

  byte[] aliceSeals(byte[] text) throws Exception;

  byte[] aliceOpens(byte[] message) throws Exception;

  byte[] bobSeals(byte[] text) throws Exception;

  byte[] bobOpens(byte[] message) throws Exception;

  /** bob's session as it would be stored. */
  byte[] saveBob() throws Exception;

  /** bob goes back to that session. */
  void restoreBob(byte[] saved) throws Exception;

  /** Both have heard from each other: no key exchange is carried along any more. */
  default void meet() throws Exception {
    accept(start(new byte[1]));
    aliceOpens(bobSeals(new byte[1]));
    bobOpens(aliceSeals(new byte[1]));
  }

  /** The implementation of that name; those of the profile are found by name only. */
  static Duo named(String name) throws ReflectiveOperationException {
    String type =
        switch (name) {
          case "symbolon" -> "SymbolonDuo";
          case "libsignal" -> "alternatives.LibsignalDuo";
          case "old-java" -> "alternatives.OldJavaDuo";
          default -> throw new IllegalArgumentException("unknown implementation: " + name);
        };
    return Class.forName("im.symbolon.benchmarks." + type)
        .asSubclass(Duo.class)
        .getDeclaredConstructor()
        .newInstance();
  }
}
