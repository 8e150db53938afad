package im.symbolon.protocol.policy;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignatureVerifier;
import im.symbolon.protocol.keys.SigningInput;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A domain's policy, signed by the domain. Not checked until {@link #verify}. Says what is demanded
 * of everybody, and no name of a group, a room or another domain.
 *
 * @param domain whose it is, in lower case
 * @param version grows with every change, from 0 to {@value Numbers#MAX}
 * @param issued whole seconds; it holds for {@link #VALID}
 * @param key the domain's own; whoever saw one before compares
 */
public record DomainPolicy(
    String domain,
    long version,
    Instant issued,
    PolicyTerms terms,
    IdentityKey key,
    Signature signature) {
  /** The element's name, in the question and in the answer. */
  public static final String NAME = "policy";

  /** How long a signed policy may be shown after it was issued. */
  public static final Duration VALID = Duration.ofDays(7);

  private static final String LABEL = Namespaces.POLICY + "#policy";
  private static final Shape QUESTION = Shape.of(Namespaces.POLICY, NAME);
  private static final Shape SHAPE =
      Shape.of(
          Namespaces.POLICY,
          NAME,
          "domain",
          "version",
          "issued",
          "encrypted",
          "minimum",
          "open",
          "key",
          "signature");

  public DomainPolicy {
    requireDomain(domain);
    if (version < 0 || version > Numbers.MAX) {
      throw new IllegalArgumentException("version out of range");
    }
    Numbers.requireWritable(issued);
    Objects.requireNonNull(terms);
    Objects.requireNonNull(key);
    Objects.requireNonNull(signature);
  }

  private static void requireDomain(String domain) {
    if (domain.isEmpty() || domain.length() > 255) {
      throw new IllegalArgumentException("not a domain");
    }
  }

  /**
   * What the domain signs: label, domain, version (8 bytes), time of issue, then {@code encrypted},
   * the number of the minimum or 0, and {@code open} (4 bytes each), see {@link SigningInput}.
   */
  public static byte[] signedBytes(String domain, long version, Instant issued, PolicyTerms terms) {
    return SigningInput.labelled(LABEL)
        .text(domain)
        .number(version)
        .time(Numbers.requireWritable(issued))
        .number(terms.encrypted() ? 1 : 0)
        .number(terms.minimum().map(OmemoVersion::number).orElse(0))
        .number(terms.open() ? 1 : 0)
        .toBytes();
  }

  /**
   * Returns this policy when it is that domain's, is in force and was signed with its key.
   *
   * @throws ProtocolException OUT_OF_RANGE for another time's, BAD_SIGNATURE for another domain's
   *     and for what its key did not sign
   */
  public DomainPolicy verify(String wanted, Instant now, SignatureVerifier verifier)
      throws ProtocolException {
    byte[] signed = signedBytes(domain, version, issued, terms);
    if (!domain.equals(wanted) || !verifier.verifies(key, signed, signature)) {
      throw new ProtocolException(Reason.BAD_SIGNATURE, "the policy is not the domain's");
    }
    if (Duration.between(issued, now).abs().compareTo(VALID) > 0) {
      throw new ProtocolException(Reason.OUT_OF_RANGE, "the policy is of another time");
    }
    return this;
  }

  /**
   * Reads the question for it.
   *
   * @throws ProtocolException for every other element
   */
  public static void requireQuestion(XmlElement element) throws ProtocolException {
    QUESTION.empty(element);
  }

  /** The question for it. */
  public static XmlElement question() {
    return QUESTION.start().build();
  }

  /** The element for the wire. */
  public XmlElement toXml() {
    XmlElement.Builder out =
        SHAPE
            .start()
            .with("domain", domain)
            .with("version", Long.toString(version))
            .with("issued", Numbers.write(issued))
            .with("encrypted", Boolean.toString(terms.encrypted()))
            .with("open", Boolean.toString(terms.open()))
            .with("key", key.toBase64())
            .with("signature", signature.toBase64());
    terms.minimum().ifPresent(v -> out.with("minimum", Integer.toString(v.number())));
    return out.build();
  }

  /**
   * Reads a policy. Its signature is not checked yet.
   *
   * @throws ProtocolException for every other element
   */
  public static DomainPolicy parse(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    PolicyTerms terms =
        new PolicyTerms(flag(element, "encrypted"), minimum(element), flag(element, "open"));
    try {
      return new DomainPolicy(
          element.required("domain"),
          Numbers.parse(element.required("version"), Numbers.MAX),
          Numbers.parseInstant(element.required("issued")),
          terms,
          IdentityKey.parse(element.required("key")),
          Signature.parse(element.required("signature")));
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.OUT_OF_RANGE, e.getMessage(), e);
    }
  }

  private static boolean flag(XmlElement element, String name) throws ProtocolException {
    String text = element.required(name);
    if (!text.equals("true") && !text.equals("false")) {
      throw new ProtocolException(Reason.MALFORMED, name + " is neither true nor false");
    }
    return text.equals("true");
  }

  private static Optional<OmemoVersion> minimum(XmlElement element) throws ProtocolException {
    Optional<String> text = element.attribute("minimum");
    if (!text.isPresent()) {
      return Optional.empty();
    }
    long number = Numbers.parse(text.get(), 1000);
    for (OmemoVersion each : OmemoVersion.values()) {
      if (each.number() == number) {
        return Optional.of(each);
      }
    }
    throw new ProtocolException(Reason.OUT_OF_RANGE, "no such version of OMEMO");
  }
}
