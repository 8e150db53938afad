package im.symbolon.service.admin;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.service.Refusal;
import im.symbolon.service.ServiceAddresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The devices of the domain's accounts, as far as the registers know them. */
final class Devices {
  private final ServiceAddresses addresses;
  private final List<DeviceRegister> registers;

  Devices(ServiceAddresses addresses, List<DeviceRegister> registers) {
    this.addresses = addresses;
    this.registers = registers;
  }

  /** The account that a form names, which must be one of ours; whether it exists is not asked. */
  BareJid account(Answers answers, String field) throws Refusal {
    BareJid account = answers.account(field);
    if (!addresses.serves(account)) {
      throw Answers.refusal("The account is of another domain.");
    }
    return account;
  }

  /** By device, what each register has of it. */
  SortedMap<DeviceId, List<String>> of(BareJid account) throws Refusal {
    SortedMap<DeviceId, List<String>> out = new TreeMap<>();
    for (DeviceRegister register : registers) {
      for (Map.Entry<DeviceId, String> each : register.devices(account).entrySet()) {
        out.computeIfAbsent(each.getKey(), d -> new ArrayList<>()).add(each.getValue());
      }
    }
    return out;
  }

  /** Has all registers drop it. */
  void drop(DeviceAddress device) throws Refusal {
    for (DeviceRegister each : registers) {
      each.drop(device);
    }
  }
}
