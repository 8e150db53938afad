package im.symbolon.protocol.devices;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;

/** Who stands behind an entry of a device list. */
public enum DeviceKind {
  /** A device of ours: it signed its membership itself. */
  SYMBOLON("symbolon"),

  /** Another client on the same account, of which the owner said: mine. */
  FOREIGN("foreign");

  private final String wireName;

  DeviceKind(String wireName) {
    this.wireName = wireName;
  }

  /** The value of the {@code kind} attribute. */
  public String wireName() {
    return wireName;
  }

  /**
   * Reads a {@code kind} attribute.
   *
   * @throws ProtocolException UNKNOWN_VERSION
   */
  static DeviceKind parse(String wireName) throws ProtocolException {
    for (DeviceKind each : values()) {
      if (each.wireName.equals(wireName)) {
        return each;
      }
    }
    throw new ProtocolException(Reason.UNKNOWN_VERSION, "unknown kind of device");
  }
}
