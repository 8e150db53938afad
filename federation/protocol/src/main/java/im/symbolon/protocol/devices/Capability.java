package im.symbolon.protocol.devices;

import java.util.regex.Pattern;

/**
 * What a device says it can do. The list signs it, so nobody can take it away (REVIEW 4). Tokens
 * that are not known here are kept and signed like those that are.
 */
public final class Capability {
  /** Asks for messages that it cannot open, and sends its own ones again when asked. */
  public static final String REPAIR = "repair";

  /**
   * Reads group messages by their sealed slot, and no others from devices that can (REVIEW 4); see
   * {@link im.symbolon.protocol.groups}.
   */
  public static final String GROUPS = "groups";

  /**
   * Can be written to in OMEMO 2, always: who knows this writes to it in no older version, whatever
   * the lists that its server shows say of it.
   */
  public static final String OMEMO_2 = "omemo2";

  /** Characters of a token. */
  public static final int MAX_LENGTH = 32;

  /** Tokens of one device. */
  public static final int MAX_PER_DEVICE = 32;

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.:-]{0,31}");

  private Capability() {}

  static void requireToken(String token) {
    if (!FORM.matcher(token).matches()) {
      throw new IllegalArgumentException("not a capability");
    }
  }
}
