package im.symbolon.benchmarks;

/**
 * One sender and one receiver of a group under one implementation; what a message costs them does
 * not depend on the others. Not for sharing between threads.
 */
public interface Club {
  /** The sender begins anew and hands its chain out; the receiver takes it. */
  void meet() throws Exception;

  /** A message as the XMPP library is given it. */
  Object seal(byte[] text) throws Exception;

  /** The text of a message as the XMPP library hands it over. */
  byte[] open(Object message) throws Exception;

  /** The implementation of that name; those of the profile are found by name only. */
  static Club named(String name) throws ReflectiveOperationException {
    String type =
        switch (name) {
          case "symbolon" -> "SymbolonClub";
          case "libsignal" -> "alternatives.LibsignalClub";
          case "old-java" -> "alternatives.OldJavaClub";
          default -> throw new IllegalArgumentException("unknown implementation: " + name);
        };
    return Class.forName("im.symbolon.benchmarks." + type)
        .asSubclass(Club.class)
        .getDeclaredConstructor()
        .newInstance();
  }
}
