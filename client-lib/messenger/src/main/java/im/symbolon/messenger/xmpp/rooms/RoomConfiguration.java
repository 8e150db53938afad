package im.symbolon.messenger.xmpp.rooms;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a room of ours is: for members only, open to all of them about who is in, lasting, without a
 * password, and not listed. That much is the same for all; only its name differs.
 *
 * @param name for people; the server knows it. May be empty
 */
public record RoomConfiguration(String name) {
  private static final int MAX_NAME = 255;
  private static final String FIELD = "muc#roomconfig_";

  public RoomConfiguration {
    if (name.length() > MAX_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("not a room's name");
    }
  }

  /** Without these it is no room of ours (XEP-0045 §16.5.3). */
  static Map<String, String> necessary() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(FIELD + "membersonly", "1");
    fields.put(FIELD + "whois", "anyone");
    fields.put(FIELD + "persistentroom", "1");
    return fields;
  }

  /** What is asked for where the service knows it. */
  Map<String, String> welcome() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(FIELD + "roomname", name);
    fields.put(FIELD + "publicroom", "0");
    fields.put(FIELD + "passwordprotectedroom", "0");
    fields.put(FIELD + "moderatedroom", "0");
    fields.put(FIELD + "allowinvites", "0");
    fields.put(FIELD + "changesubject", "0");
    fields.put(FIELD + "enablearchiving", "1"); // Prosody
    fields.put("mam", "1"); // ejabberd
    return fields;
  }
}
