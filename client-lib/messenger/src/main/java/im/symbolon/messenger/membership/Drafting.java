package im.symbolon.messenger.membership;

import im.symbolon.messenger.membership.DraftException.Reason;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochDraft;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.groups.MemberRole;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the next epoch of a group, for the list key to sign. What it drafts is accepted by
 * everybody who knows the same epochs. Every change also takes out whom {@link Membership#barred}
 * names.
 *
 * @param signer who changes the group
 * @param certificate of the list key that will sign
 * @param now when; whole seconds are kept
 */
public record Drafting(BareJid signer, ListKeyCertificate certificate, Instant now) {
  public Drafting {
    Objects.requireNonNull(signer);
    Objects.requireNonNull(certificate);
    now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  /** The first epoch of a group: the signer owns it, and these others are in. */
  public EpochDraft create(BareJid room, List<Member> others) throws DraftException {
    SortedMap<BareJid, Member> members = new TreeMap<>();
    others.forEach(each -> members.put(each.jid(), each));
    members.put(signer, Member.account(signer, MemberRole.OWNER, certificate.root()));
    return draft(room, Optional.empty(), List.of(), members);
  }

  /**
   * With somebody who was not in; or who was with another client, and has other devices now, or one
   * of ours.
   */
  public EpochDraft add(Membership group, Member member) throws DraftException {
    SortedMap<BareJid, Member> members = members(group);
    Member before = members.put(member.jid(), member);
    boolean other = before != null && before.isForeign() && !before.isSamePersonAs(member);
    require(before == null || other, Reason.NO_CHANGE, "already in");
    return change(group, members);
  }

  /** Without somebody; oneself, too. */
  public EpochDraft remove(Membership group, BareJid person) throws DraftException {
    SortedMap<BareJid, Member> members = members(group);
    boolean was = members.remove(person) != null || group.barred().contains(person);
    require(was, Reason.NO_CHANGE, "not in");
    return change(group, members);
  }

  /** With somebody in another role. */
  public EpochDraft role(Membership group, BareJid person, MemberRole role) throws DraftException {
    SortedMap<BareJid, Member> members = members(group);
    Member before = members.get(person);
    boolean fits = before != null && before.role() != role;
    require(fits && !(before.isForeign() && role.mayChange()), Reason.NO_CHANGE, "no such role");
    members.put(person, before.as(role));
    return change(group, members);
  }

  /** Without the signer, who needs no other right than to be in. */
  public EpochDraft leave(Membership group) throws DraftException {
    Epoch head = head(group);
    SortedMap<BareJid, Member> members = byJid(head.members());
    require(members.remove(signer) != null, Reason.NO_CHANGE, "not in");
    return change(group, members);
  }

  /** What all branches say together. */
  public EpochDraft merge(Membership group) throws DraftException {
    List<Epoch> heads = group.heads();
    require(heads.size() > 1, Reason.NOTHING_TO_MERGE, "one branch");
    boolean may = group.mergers().stream().anyMatch(this::isSigner);
    require(may, Reason.NOT_ALLOWED, "not an admin of all branches");
    SortedMap<BareJid, Member> members = byJid(new Merging(group.graph(), heads).members());
    return draft(group.place().room(), Optional.of(group), heads, members);
  }

  private EpochDraft change(Membership group, SortedMap<BareJid, Member> members)
      throws DraftException {
    Epoch head = head(group);
    EpochDraft draft = draft(group.place().room(), Optional.of(group), List.of(head), members);
    require(Rules.allow(head, draft), Reason.NOT_ALLOWED, "the signer may not change that");
    return draft;
  }

  private static Epoch head(Membership group) throws DraftException {
    List<Epoch> heads = group.heads();
    boolean none = heads.isEmpty() || group.state() == Membership.State.STUCK;
    require(!none, Reason.NO_GROUP, "there is no list to change");
    require(heads.size() == 1, Reason.MERGE_FIRST, "there are several lists");
    return heads.get(0);
  }

  private static SortedMap<BareJid, Member> members(Membership group) throws DraftException {
    SortedMap<BareJid, Member> out = byJid(head(group).members());
    out.keySet().removeAll(group.barred());
    return out;
  }

  private boolean isSigner(Member member) {
    return member.jid().equals(signer) && member.root().equals(Optional.of(certificate.root()));
  }

  private EpochDraft draft(
      BareJid room,
      Optional<Membership> group,
      List<Epoch> parents,
      SortedMap<BareJid, Member> members)
      throws DraftException {
    require(members.size() <= EpochDraft.MAX_MEMBERS, Reason.TOO_LARGE, "too many members");
    require(
        members.values().stream().anyMatch(each -> each.role() == MemberRole.OWNER),
        Reason.NO_OWNER,
        "a group needs an owner");
    List<Member> sorted = sorted(members);
    long number = parents.stream().mapToLong(Epoch::number).max().orElse(-1) + 1;
    EpochDraft draft =
        new EpochDraft(
            room,
            number,
            group.map(each -> each.place().genesis()),
            hashes(parents),
            sorted,
            Merging.removals(parents, sorted, number),
            signer,
            certificate,
            now);
    require(draft.isSmallEnough(), Reason.TOO_LARGE, "the list is too large");
    return draft;
  }

  private static List<EpochHash> hashes(List<Epoch> of) {
    return of.stream()
        .map(Epoch::hash)
        .sorted(Comparator.comparing(EpochHash::toBase64))
        .collect(Collectors.toList());
  }

  private static List<Member> sorted(SortedMap<BareJid, Member> members) {
    return new ArrayList<>(members.values());
  }

  private static SortedMap<BareJid, Member> byJid(List<Member> members) {
    SortedMap<BareJid, Member> out = new TreeMap<>();
    members.forEach(each -> out.put(each.jid(), each));
    return out;
  }

  private static void require(boolean holds, Reason otherwise, String why) throws DraftException {
    if (!holds) {
      throw new DraftException(otherwise, why);
    }
  }
}
