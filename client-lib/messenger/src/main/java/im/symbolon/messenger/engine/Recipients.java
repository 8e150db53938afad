package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.people.PeopleCare;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.devices.Capability;
import im.symbolon.protocol.devices.ListedDevice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses for which devices an entry is to be sealed, and in which versions of OMEMO that may be.
 * Here, and nowhere else, a device is left out.
 */
final class Recipients {
  private final ThisDevice self;
  private final Directory directory;
  private final PeopleCare people;
  private final Chains chains;
  private final Runnable notListed;

  /**
   * @param chains says for whom a sender chain is
   * @param notListed told when no published list has this device
   */
  Recipients(
      ThisDevice self, Directory directory, PeopleCare people, Chains chains, Runnable notListed) {
    this.self = self;
    this.directory = directory;
    this.people = people;
    this.chains = chains;
    this.notListed = notListed;
  }

  /** Who is to get a sender chain. */
  @FunctionalInterface
  interface Chains {
    List<Recipient> of(OutboxEntry entry) throws StoreException;
  }

  /**
   * The devices of the contact and our own others; none when the contact has none that the entry's
   * content can be written to.
   *
   * @throws TransportException when nobody could be asked
   */
  List<Recipient> of(OutboxEntry entry) throws TransportException, StoreException {
    if (entry.only().isPresent()) {
      OutboxEntry.Only only = entry.only().get();
      DeviceAddress device = new DeviceAddress(entry.to(), only.device());
      return List.of(new Recipient(device, List.of(only.version())));
    }
    if (entry.kind() == OutboxEntry.Kind.CHAIN) {
      return chains.of(entry);
    }
    List<Recipient> theirs = able(entry, offered(entry.to()));
    if (entry.kind().isForOneAccount()) {
      return inGroups(entry.to(), theirs);
    }
    if (theirs.isEmpty()) {
      return theirs;
    }
    List<Recipient> all = new ArrayList<>(theirs);
    // Receipts, too, or copies of them (XEP-0280) would be unreadable on the other own devices.
    BareJid own = self.account();
    Offered ours = offered(own);
    if (!ours.contains(self.id())) {
      notListed.run();
    }
    if (!entry.to().equals(own)) {
      all.addAll(able(entry, ours));
    }
    return List.copyOf(all);
  }

  /**
   * True for an act that none of the contact's devices can carry, though there are some: those know
   * legacy OMEMO only, and would get a text that says nothing.
   *
   * @throws TransportException when nobody could be asked
   */
  boolean isBeyond(OutboxEntry entry) throws TransportException, StoreException {
    if (entry.kind() != OutboxEntry.Kind.MESSAGE || LegacyContents.textOf(entry).isPresent()) {
      return false;
    }
    Offered theirs = offered(entry.to());
    return !theirs.recipients().isEmpty() && able(entry, theirs).isEmpty();
  }

  /** Other clients know nothing of groups, and would show that they got something. */
  private List<Recipient> inGroups(BareJid account, List<Recipient> all) throws StoreException {
    Set<DeviceId> capable = new HashSet<>();
    for (ListedDevice each : people.members(account)) {
      if (each.can(Capability.GROUPS)) {
        capable.add(each.id());
      }
    }
    List<Recipient> theirs = new ArrayList<>(all);
    theirs.removeIf(each -> !capable.contains(each.device().device()));
    return List.copyOf(theirs);
  }

  private Offered offered(BareJid account) throws TransportException, StoreException {
    Offered listed = directory.devices(account);
    people.beforeWriting(account);
    return listed.and(people.members(account));
  }

  /** Every device but this one, with the versions that can carry what the entry says. */
  private List<Recipient> able(OutboxEntry entry, Offered offered) {
    List<Recipient> able = new ArrayList<>();
    for (Recipient each : offered.recipients()) {
      List<OmemoVersion> versions = new ArrayList<>(each.versions());
      versions.removeIf(version -> !carries(version, entry));
      if (!versions.isEmpty() && !each.device().equals(self.address())) {
        able.add(new Recipient(each.device(), versions));
      }
    }
    return able;
  }

  /** Legacy OMEMO carries texts and nothing else. */
  private static boolean carries(OmemoVersion version, OutboxEntry entry) {
    Optional<String> text = LegacyContents.textOf(entry);
    return version != OmemoVersion.LEGACY || text.isPresent();
  }
}
