package im.symbolon.protocol.groups;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SigningInput;
import im.symbolon.protocol.xml.Numbers;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * All that an epoch says, before a list key signs it. Members and removals are each in ascending
 * order of their addresses, no address stands twice or in both, and at least one is an OWNER.
 *
 * @param number 0 for the first, else one more than the highest of its parents'
 * @param genesis the first epoch's hash; empty in the first epoch itself
 * @param parents in ascending order of their base64 text: none of the first epoch, one, or several
 *     where branches are merged
 * @param signer whose account the certificate is of; of the first epoch an OWNER
 * @param time when the signer says that it was made: whole seconds, before the certificate's end
 */
public record EpochDraft(
    BareJid room,
    long number,
    Optional<EpochHash> genesis,
    List<EpochHash> parents,
    List<Member> members,
    List<Removal> removed,
    BareJid signer,
    ListKeyCertificate certificate,
    Instant time) {
  /** Members of a group. */
  public static final int MAX_MEMBERS = 1000;

  /** Branches that one epoch can merge. */
  public static final int MAX_PARENTS = 16;

  /** Removals that are remembered, the latest ones. */
  public static final int MAX_REMOVED = 200;

  /**
   * Bytes of its XML. So much still fits into a stanza of 200 KiB (REVIEW 32) when it is sealed and
   * written in base64 once more.
   */
  public static final int MAX_XML = 144 * 1024;

  private static final String LABEL = Namespaces.GROUPS + "#epoch";

  public EpochDraft {
    Objects.requireNonNull(room);
    Objects.requireNonNull(signer);
    parents = List.copyOf(parents);
    members = List.copyOf(members);
    removed = List.copyOf(removed);
    Numbers.requireWritable(time);
    require(number >= 0 && number <= Numbers.MAX, "number out of range");
    require(
        genesis.isPresent() == (number > 0) && parents.isEmpty() == (number == 0),
        "only the first epoch has no parents and names no first one");
    require(parents.size() <= MAX_PARENTS, "too many parents");
    requireAscending(parents, EpochHash::toBase64, new HashSet<>());
    requirePeople(members, removed);
    requireRemovalsBefore(number, removed);
    require(!certificate.isExpired(time), "the signer's certificate is over");
    require(number > 0 || isOwner(members, signer, certificate), "an owner begins a group");
  }

  /**
   * What the list key signs: label, room, number, hash of the first epoch (empty in that), signer,
   * the certificate (root, list key, serial, expiry and signature), time, number of parents and
   * their hashes; number of members and for each its address, role, and either "account" and the
   * root, or "foreign", the number of devices and for each its id and key; number of removals and
   * for each its address, the removing epoch's number and hash (empty for this one). Numbers of
   * things and device ids have 4 bytes, numbers of epochs, serials and times 8; see {@link
   * SigningInput}.
   */
  public byte[] signedBytes() {
    SigningInput out = SigningInput.labelled(LABEL).text(room.toString()).number(number);
    out.bytes(genesis.map(EpochHash::encode).orElse(new byte[0])).text(signer.toString());
    out.key(certificate.root().key()).key(certificate.key().key());
    out.number(certificate.serial()).time(certificate.expires());
    out.bytes(certificate.signature().encode()).time(time);
    out.number(parents.size());
    parents.forEach(each -> out.bytes(each.encode()));
    out.number(members.size());
    members.forEach(each -> each.appendTo(out));
    out.number(removed.size());
    removed.forEach(each -> each.appendTo(out));
    return out.toBytes();
  }

  /** True when its XML is not above {@link #MAX_XML}; whatever is larger becomes no epoch. */
  public boolean isSmallEnough() {
    return EpochXml.length(this) <= MAX_XML;
  }

  /**
   * This epoch with the signature that was made over {@link #signedBytes}.
   *
   * @throws IllegalArgumentException when it is not {@link #isSmallEnough}
   */
  public Epoch signedWith(Signature signature) {
    return new Epoch(this, signature);
  }

  private static void requirePeople(List<Member> members, List<Removal> removed) {
    require(
        members.size() <= MAX_MEMBERS && removed.size() <= MAX_REMOVED,
        "too many members or removals");
    Set<String> seen = new HashSet<>();
    requireAscending(members, each -> each.jid().toString(), seen);
    requireAscending(removed, each -> each.jid().toString(), seen);
    require(
        members.stream().anyMatch(each -> each.role() == MemberRole.OWNER),
        "nobody owns the group");
  }

  private static void requireRemovalsBefore(long number, List<Removal> removed) {
    for (Removal each : removed) {
      boolean here = !each.by().isPresent();
      require(
          here ? each.number() == number : each.number() < number,
          "a removal is of this epoch or of an earlier one");
    }
  }

  private static boolean isOwner(
      List<Member> members, BareJid signer, ListKeyCertificate certificate) {
    return members.contains(Member.account(signer, MemberRole.OWNER, certificate.root()));
  }

  private static <T> void requireAscending(
      List<T> order, Function<T, String> key, Set<String> seen) {
    String last = null;
    for (T each : order) {
      String next = key.apply(each);
      require(
          seen.add(next) && (last == null || last.compareTo(next) < 0),
          "something stands twice or out of order");
      last = next;
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
