package im.symbolon.service.admin;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.service.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xmpp.packet.JID;

/** Shows what the server knows of an account's devices. */
final class ListDevices implements Command {
  static final String ACCOUNT = "account";

  private final Devices devices;

  ListDevices(Devices devices) {
    this.devices = devices;
  }

  @Override
  public String name() {
    return "devices";
  }

  @Override
  public String title() {
    return "Encryption: devices of an account";
  }

  @Override
  public Optional<Form> form() {
    List<Field> fields = List.of(Field.toFill(ACCOUNT, Field.Type.ACCOUNT, "Account"));
    return Optional.of(new Form(title(), "", fields));
  }

  @Override
  public Report run(JID administrator, Answers answers) throws Refusal {
    BareJid account = devices.account(answers, ACCOUNT);
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<DeviceId, List<String>> each : devices.of(account).entrySet()) {
      rows.add(List.of(each.getKey().toString(), String.join("; ", each.getValue())));
    }
    return Report.of(
        title(),
        List.of(Field.text(ACCOUNT, "Account", account.toString())),
        new Table(List.of("Device", "Known"), rows));
  }
}
