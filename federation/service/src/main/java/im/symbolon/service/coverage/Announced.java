package im.symbolon.service.coverage;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The devices that an account announces: those of its OMEMO lists, and when it has a signed list
 * only those of them that stand there, because no client of ours writes to any other.
 */
final class Announced implements Lookups.Source<Set<DeviceId>> {
  private final ListReader reader;

  Announced(PepItems items) {
    this.reader = ListReader.lenient(items);
  }

  @Override
  public void find(BareJid account, Consumer<Set<DeviceId>> then) {
    reader.find(account, found -> then.accept(found.map(Announced::devices).orElse(Set.of())));
  }

  private static Set<DeviceId> devices(AccountLists.Lists lists) {
    Set<DeviceId> devices = new TreeSet<>(lists.announced());
    lists.signed().ifPresent(list -> devices.removeIf(device -> !list.device(device).isPresent()));
    return devices;
  }
}
