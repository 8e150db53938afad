package im.symbolon.service.admin;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.prekeys.Stock;
import im.symbolon.service.Refusal;
import im.symbolon.service.prekeys.Inventory;
import im.symbolon.service.prekeys.PreKeyStore;
import im.symbolon.service.prekeys.StoreException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xmpp.packet.PacketError.Condition;

/** The prekeys' devices, for the overview and the inventory. */
public final class PrekeyRegister implements DeviceRegister, Figures {
  private final PreKeyStore store;
  private final Inventory inventory;

  public PrekeyRegister(PreKeyStore store, Inventory inventory) {
    this.store = store;
    this.inventory = inventory;
  }

  @Override
  public SortedMap<DeviceId, String> devices(BareJid account) throws Refusal {
    SortedMap<DeviceId, String> out = new TreeMap<>();
    for (Stock each : Trouble.orRefusal(() -> inventory.of(account))) {
      String lastResort = each.lastResort() ? "a last resort" : "no last resort";
      out.put(each.device(), each.claimKeys() + " prekeys and " + lastResort);
    }
    return out;
  }

  @Override
  public void drop(DeviceAddress device) throws Refusal {
    try {
      store.remove(device);
    } catch (StoreException e) {
      throw new Refusal(Condition.resource_constraint, "Try again later.", e);
    }
  }

  @Override
  public List<Figure> read() throws Refusal {
    Inventory.Totals totals = Trouble.orRefusal(inventory::totals);
    return List.of(
        Figure.of("accounts", "Accounts with devices", totals.accounts()),
        Figure.of("devices", "Devices with prekeys", totals.devices()),
        Figure.of("devices-low", "Devices that run out of prekeys", totals.low()));
  }
}
