package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.groups.GroupException.Reason;
import im.symbolon.messenger.records.GroupEpochs;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochCodec;
import im.symbolon.protocol.groups.EpochDraft;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.groups.MemberRole;
import im.symbolon.protocol.groups.Removal;
import im.symbolon.ratchet.account.ListKeyPair;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Signs who is in a group, and tells everybody. */
final class Admission {
  private final Surroundings surroundings;
  private final ThisDevice self;

  Admission(Surroundings surroundings, ThisDevice self) {
    this.surroundings = surroundings;
    this.self = self;
  }

  /** Something that is decided in one transaction. */
  @FunctionalInterface
  private interface Decision<T> {
    T in(Rows rows) throws StoreException, GroupException;
  }

  private <T> T decide(Decision<T> decision) throws StoreException, GroupException {
    return surroundings.store().<T, GroupException>transaction(decision::in);
  }

  void requireSigner() throws StoreException, GroupException {
    decide(
        rows -> {
          certificate(rows);
          return null;
        });
  }

  void found(BareJid room, String name) throws StoreException, GroupException {
    decide(
        rows -> {
          ListKeyCertificate certificate = certificate(rows);
          Member owner =
              Member.account(self.account(), MemberRole.OWNER, certificate.root());
          Epoch first =
              sign(
                  rows,
                  new EpochDraft(
                      room,
                      0,
                      Optional.empty(),
                      List.of(),
                      List.of(owner),
                      List.of(),
                      self.account(),
                      certificate,
                      now()));
          Groups groups = new Groups(rows);
          groups.put(
              new Groups.Entry(first.place(), Groups.Standing.JOINED, name, "", now()));
          groups.present(room, Set.of(self.account()), now());
          new GroupEpochs(rows).put(first, now());
          return null;
        });
  }

  void add(BareJid room, BareJid whom, Outcome outcome) throws StoreException, GroupException {
    decide(
        rows -> {
          Optional<AccountRoot> root = new People(rows).of(whom).flatMap(Person::root);
          if (!root.isPresent()) {
            throw new GroupException(Reason.NO_KEYS);
          }
          Epoch last = last(rows, room);
          List<Member> members = new ArrayList<>(last.members());
          members.removeIf(each -> each.jid().equals(whom));
          members.add(Member.account(whom, MemberRole.MEMBER, root.get()));
          next(rows, last, members, outcome);
          return null;
        });
  }

  void remove(BareJid room, BareJid whom, Outcome outcome) throws StoreException, GroupException {
    decide(
        rows -> {
          Epoch last = last(rows, room);
          List<Member> members = new ArrayList<>(last.members());
          members.removeIf(each -> each.jid().equals(whom));
          next(rows, last, members, outcome);
          return null;
        });
  }

  private Epoch last(Rows rows, BareJid room) throws StoreException, GroupException {
    Optional<GroupState> state = GroupState.joined(rows, room);
    if (!state.isPresent()) {
      throw new GroupException(Reason.NOT_A_MEMBER);
    }
    List<Epoch> epochs = state.get().epochs();
    return epochs.get(epochs.size() - 1);
  }

  private void next(Rows rows, Epoch last, List<Member> members, Outcome outcome)
      throws StoreException, GroupException {
    members.sort(Comparator.comparing(each -> each.jid().toString()));
    Set<BareJid> in = members.stream().map(Member::jid).collect(Collectors.toSet());
    List<Removal> removed = new ArrayList<>();
    last.removed().stream()
        .filter(each -> !in.contains(each.jid()))
        .forEach(each -> removed.add(each.after(last.hash())));
    last.members().stream()
        .filter(each -> !in.contains(each.jid()))
        .forEach(each -> removed.add(Removal.here(each.jid(), last.number() + 1)));
    removed.sort(Comparator.comparing(each -> each.jid().toString()));
    Epoch next =
        sign(
            rows,
            new EpochDraft(
                last.place().room(),
                last.number() + 1,
                Optional.of(last.place().genesis()),
                List.of(last.hash()),
                members,
                removed,
                self.account(),
                certificate(rows),
                now()));
    new GroupEpochs(rows).put(next, now());
    tell(rows, next, outcome);
  }

  /** Everybody, also whom it adds; and our own other devices. */
  private void tell(Rows rows, Epoch epoch, Outcome outcome) throws StoreException {
    List<Epoch> line = new GroupEpochs(rows).of(epoch.place());
    for (Member each : epoch.members()) {
      for (Epoch one : line) {
        new Outbox(rows)
            .add(
                OutboxEntry.epoch(
                    surroundings.newId(), each.jid(), EpochCodec.encode(one), now()));
      }
      outcome.queued(each.jid());
    }
  }

  private Epoch sign(Rows rows, EpochDraft draft) throws StoreException, GroupException {
    try (ListKeyPair pair =
        new OwnAccount(rows)
            .listKey()
            .orElseThrow(() -> new GroupException(Reason.CANNOT_SIGN))) {
      return pair.sign(draft);
    }
  }

  private static ListKeyCertificate certificate(Rows rows) throws StoreException, GroupException {
    OwnAccount account = new OwnAccount(rows);
    Optional<SignedDeviceList> list = account.accepted();
    Optional<ListKeyPair> key = account.listKey();
    if (!list.isPresent() || !key.isPresent()) {
      throw new GroupException(Reason.CANNOT_SIGN);
    }
    key.get().close();
    return list.get().certificate();
  }

  private Instant now() {
    return surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
