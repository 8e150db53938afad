package im.symbolon.service.directory;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.directory.DirectoryLimits;
import im.symbolon.protocol.directory.Failed;
import im.symbolon.protocol.directory.Found;
import im.symbolon.protocol.directory.Found.Standing;
import im.symbolon.protocol.directory.LookAnswer;
import im.symbolon.protocol.directory.Wanted;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.ClaimResponse;
import im.symbolon.protocol.prekeys.PrekeyLimits;
import im.symbolon.service.Claims;
import im.symbolon.service.ServiceAddresses;
import im.symbolon.service.prekeys.StoreException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;

/** Answers for the accounts of this domain, out of their PEP and the stock of prekeys. */
final class LocalPart implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(LocalPart.class);

  private final PepLists lists;
  private final Claims claims;

  LocalPart(PepLists lists, Claims claims) {
    this.lists = lists;
    this.claims = claims;
  }

  @Override
  public void answer(Share share, Consumer<LookAnswer> then) {
    Map<BareJid, Shown> shown = new HashMap<>();
    for (Wanted each : share.accounts()) {
      find(
          each.account(),
          found -> {
            shown.put(each.account(), found);
            if (shown.size() == share.accounts().size() && share.isAwaited().getAsBoolean()) {
              then.accept(fill(share, shown));
            }
          });
    }
  }

  /** Another spelling of an account's address is nobody's. */
  private void find(BareJid account, Consumer<Shown> then) {
    if (ServiceAddresses.isPrepared(account)) {
      lists.find(account, then);
    } else {
      then.accept(Shown.NONE);
    }
  }

  private LookAnswer fill(Share share, Map<BareJid, Shown> shown) {
    Filling filling = new Filling(share.accounts(), share.bytes());
    for (Wanted each : share.accounts()) {
      add(filling, each, shown.get(each.account()), share.from());
    }
    return filling.done();
  }

  /** Keys are used up only for who has room. */
  private void add(Filling filling, Wanted wanted, Shown shown, JID from) {
    if (shown.trouble().isPresent()) {
      filling.add(new Failed(wanted.account(), shown.trouble().get()));
      return;
    }
    Optional<Shown.Listed> given =
        shown.list().filter(list -> !wanted.known().equals(Optional.of(list.hash())));
    SortedSet<DeviceId> devices = devices(wanted, shown);
    int content =
        given.map(Shown.Listed::bytes).orElse(0) + devices.size() * DirectoryLimits.MAX_KEY_BYTES;
    if (!filling.hasRoomFor(content)) {
      filling.later(wanted.account());
      return;
    }
    Standing standing =
        given.isPresent()
            ? Standing.GIVEN
            : shown.list().isPresent() ? Standing.UNCHANGED : Standing.NONE;
    try {
      Optional<ClaimResponse> keys =
          wanted.keys().any()
              ? Optional.of(keys(wanted.account(), devices, from))
              : Optional.empty();
      filling.add(new Found(wanted.account(), standing, given.map(Shown.Listed::list), keys));
    } catch (StoreException e) {
      LOG.warn("The database did not do its part", e);
      filling.add(new Failed(wanted.account(), Failed.Why.UNREACHABLE));
    }
  }

  private static SortedSet<DeviceId> devices(Wanted wanted, Shown shown) {
    if (!wanted.keys().isListed()) {
      return wanted.keys().devices();
    }
    SortedSet<DeviceId> listed = new TreeSet<>();
    if (shown.list().isPresent()) {
      for (ListedDevice each : shown.list().get().list().devices()) {
        if (each.kind() == DeviceKind.SYMBOLON && listed.size() < PrekeyLimits.MAX_DEVICES) {
          listed.add(each.id());
        }
      }
    }
    return listed;
  }

  private ClaimResponse keys(BareJid account, SortedSet<DeviceId> devices, JID from)
      throws StoreException {
    return devices.isEmpty() // to the store, that would be a claim for all
        ? new ClaimResponse(account, Collections.emptySortedMap(), Collections.emptySortedSet())
        : claims.take(new ClaimRequest(account, devices), from);
  }
}
