package im.symbolon.messenger.core;

import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.Mention;
import im.symbolon.protocol.xml.XmlText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What can be sent as a text, to one person or to a group. */
public final class SendableText {
  /** Longer texts are refused; as UTF-8. */
  public static final int MAX_BYTES = 64 * 1024;

  /**
   * The text, as legacy OMEMO seals it, and the text in XML, as OMEMO 2 does: one stanza may carry
   * both, in base64 and with the keys of some 70 devices, and stays below 200 KiB. Some characters
   * are longer in XML.
   */
  private static final int MAX_BYTES_IN_BOTH = 130 * 1024;

  private SendableText() {}

  /**
   * Refuses people who are named where there is no text.
   *
   * @throws IllegalArgumentException when there are more than {@value Mention#MAX} mentions, or one
   *     is not within the text
   */
  public static void require(String text, List<Mention> mentions) {
    if (mentions.size() > Mention.MAX || !mentions.stream().allMatch(each -> each.isIn(text))) {
      throw new IllegalArgumentException("These mentions are not in the text.");
    }
  }

  /**
   * Refuses all others.
   *
   * @throws IllegalArgumentException when the text is empty, too long, or holds a character that
   *     XML cannot carry; with a sentence for people
   */
  public static void require(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to send.");
    }
    if (!XmlText.isWritable(text)) {
      throw new IllegalArgumentException("The message holds a character that cannot be sent.");
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES
        || bytes + Envelope.bodyOf(text).toXml().getBytes(StandardCharsets.UTF_8).length
            > MAX_BYTES_IN_BOTH) {
      throw new IllegalArgumentException("The message is too long; send it as a file.");
    }
  }
}
