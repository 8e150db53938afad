package im.symbolon.messenger.records;

import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * Elements as they lie in the store, read only when somebody wants to see one: a queue is moved and
 * looked through much more often than sent. Unmodifiable; used by one thread at a time.
 */
final class StoredXml extends AbstractList<XmlElement> implements RandomAccess {
  private final List<String> written;
  private final List<XmlElement> read = new ArrayList<>();

  StoredXml(List<String> written) {
    this.written = List.copyOf(written);
  }

  /** An unmodifiable list of the same, read no sooner. */
  static List<XmlElement> copyOf(List<XmlElement> elements) {
    return elements instanceof StoredXml ? elements : List.copyOf(elements);
  }

  /** As they are stored. */
  static List<String> write(List<XmlElement> elements) {
    if (elements instanceof StoredXml) {
      return ((StoredXml) elements).written;
    }
    List<String> written = new ArrayList<>();
    elements.forEach(element -> written.add(element.toXml()));
    return written;
  }

  /**
   * @throws IllegalStateException when it is no XML; rows are sealed, so that is a mistake of ours
   */
  @Override
  public XmlElement get(int index) {
    for (int i = read.size(); i <= index; i++) {
      read.add(parse(written.get(i)));
    }
    return read.get(index);
  }

  private static XmlElement parse(String xml) {
    try {
      return SecureXml.parse(xml);
    } catch (ProtocolException e) {
      throw new IllegalStateException("a stored element cannot be read", e);
    }
  }

  @Override
  public int size() {
    return written.size();
  }
}
