package im.symbolon.protocol.devices;

import im.symbolon.protocol.xml.XmlText;

/** Which texts can name a device: what people can read, and nothing that misleads their eyes. */
public final class DeviceLabel {
  /** Characters (UTF-16). */
  public static final int MAX_LENGTH = 64;

  private static final int ZERO_WIDTH_JOINER = 0x200d; // inside of many emoji

  private DeviceLabel() {}

  /** True for up to {@value #MAX_LENGTH} characters without controls, line ends or directions. */
  public static boolean isValid(String label) {
    return label.length() <= MAX_LENGTH
        && XmlText.isWritable(label)
        && label.codePoints().noneMatch(DeviceLabel::misleads);
  }

  static void requireValid(String label) {
    if (!isValid(label)) {
      throw new IllegalArgumentException("not a label for a device");
    }
  }

  private static boolean misleads(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || (type == Character.FORMAT && c != ZERO_WIDTH_JOINER);
  }
}
