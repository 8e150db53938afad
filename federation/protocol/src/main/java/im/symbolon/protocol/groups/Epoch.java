package im.symbolon.protocol.groups;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignatureVerifier;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is in a group, signed by one of its admins. It keeps the promises of {@link EpochDraft}.
 * Nothing in it is trusted before {@link #verify}, and whether its signer may say so is for the
 * caller to judge, who knows its parents.
 */
public final class Epoch {
  private final EpochDraft draft;
  private final Signature signature;
  private final EpochHash hash;
  private final Map<BareJid, Member> byJid;

  Epoch(EpochDraft draft, Signature signature) {
    this.draft = Objects.requireNonNull(draft);
    this.signature = Objects.requireNonNull(signature);
    if (!draft.isSmallEnough()) {
      throw new IllegalArgumentException("an epoch that is too large");
    }
    this.hash = EpochHash.of(draft.signedBytes());
    Map<BareJid, Member> people = new LinkedHashMap<>();
    draft.members().forEach(each -> people.put(each.jid(), each));
    this.byJid = Collections.unmodifiableMap(people);
  }

  /**
   * Returns this epoch when the signer's account root certified the list key and that key signed
   * the epoch.
   *
   * @throws ProtocolException BAD_SIGNATURE
   */
  public Epoch verify(SignatureVerifier verifier) throws ProtocolException {
    certificate().verify(signer(), verifier);
    if (!verifier.verifies(certificate().key().key(), draft.signedBytes(), signature)) {
      throw new ProtocolException(Reason.BAD_SIGNATURE, "the epoch's signature is wrong");
    }
    return this;
  }

  /** All of it but the signature. */
  public EpochDraft draft() {
    return draft;
  }

  public Signature signature() {
    return signature;
  }

  /** SHA-256 of its signed bytes. */
  public EpochHash hash() {
    return hash;
  }

  /** As messages refer to it. */
  public EpochName name() {
    return new EpochName(number(), hash);
  }

  /** Which group it is of; the first epoch's own hash is the group's. */
  public GroupPlace place() {
    return new GroupPlace(draft.room(), draft.genesis().orElse(hash));
  }

  public long number() {
    return draft.number();
  }

  public List<EpochHash> parents() {
    return draft.parents();
  }

  /** In ascending order of their addresses. */
  public List<Member> members() {
    return draft.members();
  }

  public Optional<Member> member(BareJid jid) {
    return Optional.ofNullable(byJid.get(jid));
  }

  /** In ascending order of their addresses. */
  public List<Removal> removed() {
    return draft.removed();
  }

  public BareJid signer() {
    return draft.signer();
  }

  public ListKeyCertificate certificate() {
    return draft.certificate();
  }

  /** The root that stands behind the signature. */
  public AccountRoot signerRoot() {
    return certificate().root();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Epoch epoch
        && hash.equals(epoch.hash)
        && signature.equals(epoch.signature);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return "Epoch " + number() + " " + hash;
  }
}
