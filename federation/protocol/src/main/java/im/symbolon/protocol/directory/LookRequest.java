package im.symbolon.protocol.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code <look/>}: the signed lists of these accounts, please, and one key of each device where
 * asked. An IQ-set when any key is wanted, because that uses keys up, else an IQ-get.
 *
 * @param accounts 1 to {@value DirectoryLimits#MAX_ACCOUNTS}, each once
 * @param bytes how large the answer may be, {@value DirectoryLimits#MIN_BYTES} to {@value
 *     DirectoryLimits#MAX_BYTES}
 */
public record LookRequest(SortedMap<BareJid, Wanted> accounts, int bytes) {
  /** The element's name. */
  public static final String NAME = "look";

  private static final Shape SHAPE = Shape.of(Namespaces.DIRECTORY, NAME, "bytes");

  public LookRequest {
    accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
    if (accounts.isEmpty() || accounts.size() > DirectoryLimits.MAX_ACCOUNTS) {
      throw new IllegalArgumentException("a look at nobody, or at too many");
    }
    if (bytes < DirectoryLimits.MIN_BYTES || bytes > DirectoryLimits.MAX_BYTES) {
      throw new IllegalArgumentException("the answer's size is out of range");
    }
    int least = 0;
    for (Map.Entry<BareJid, Wanted> each : accounts.entrySet()) {
      if (!each.getKey().equals(each.getValue().account())) {
        throw new IllegalArgumentException("an account stands for another one");
      }
      least += leastBytes(each.getKey());
    }
    if (least > bytes / 2) {
      throw new IllegalArgumentException("the answer could hold little more than addresses");
    }
  }

  /** What an account takes in every answer, in bytes; all together at most half of the answer. */
  public static int leastBytes(BareJid account) {
    int address = account.toString().getBytes(UTF_8).length;
    return DirectoryLimits.ACCOUNT_BYTES + 2 * address; // keys name it once more
  }

  /** A look at these accounts, each of which is named once. */
  public static LookRequest of(Collection<Wanted> accounts, int bytes) {
    SortedMap<BareJid, Wanted> all = new TreeMap<>();
    for (Wanted each : accounts) {
      if (all.put(each.account(), each) != null) {
        throw new IllegalArgumentException("an account is named twice");
      }
    }
    return new LookRequest(all, bytes);
  }

  /** True when keys are used up by it. */
  public boolean wantsKeys() {
    return accounts.values().stream().anyMatch(each -> each.keys().any());
  }

  /**
   * Reads {@code <look/>}.
   *
   * @throws ProtocolException for every other element
   */
  public static LookRequest parse(XmlElement element) throws ProtocolException {
    SHAPE.container(element, DirectoryLimits.MAX_ACCOUNTS, Wanted.NAME);
    SortedMap<BareJid, Wanted> accounts = new TreeMap<>();
    for (XmlElement child : element.children()) {
      Wanted wanted = Wanted.parse(child);
      if (accounts.put(wanted.account(), wanted) != null) {
        throw new ProtocolException(Reason.MALFORMED, "an account is named twice");
      }
    }
    int bytes = bytes(element);
    try {
      return new LookRequest(accounts, bytes);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, e.getMessage(), e);
    }
  }

  private static int bytes(XmlElement element) throws ProtocolException {
    if (!element.attribute("bytes").isPresent()) {
      return DirectoryLimits.MAX_BYTES;
    }
    long bytes = Numbers.parse(element.required("bytes"), DirectoryLimits.MAX_BYTES);
    if (bytes < DirectoryLimits.MIN_BYTES) {
      throw new ProtocolException(Reason.OUT_OF_RANGE, "no answer is that small");
    }
    return (int) bytes;
  }

  /** The element for the wire. */
  public XmlElement toXml() {
    XmlElement.Builder out = SHAPE.start();
    if (bytes != DirectoryLimits.MAX_BYTES) {
      out.with("bytes", Integer.toString(bytes));
    }
    accounts.values().forEach(each -> out.with(each.toXml()));
    return out.build();
  }
}
