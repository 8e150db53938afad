package im.symbolon.service.admin;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.service.Refusal;
import im.symbolon.service.audit.AuditEntry;
import im.symbolon.service.audit.AuditLog;
import java.util.List;
import java.util.Optional;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/**
 * Drops what the server has of a device, so that nobody finds it to write to. That is all a server
 * can do: the account's signed list is its owner's, and a client that is still logged in can
 * announce itself again.
 */
final class RevokeDevice implements Command {
  private static final String DEVICE = "device";
  private static final String LIMITS =
      "Drops what the server has of a device: others do not find it any more. A lost device also"
          + " needs a new password, and its owner takes it from the signed list.";

  private final Devices devices;
  private final AuditLog audit;

  RevokeDevice(Devices devices, AuditLog audit) {
    this.devices = devices;
    this.audit = audit;
  }

  @Override
  public String name() {
    return "revoke";
  }

  @Override
  public String title() {
    return "Encryption: revoke a device";
  }

  @Override
  public Optional<Form> form() {
    return Optional.of(
        new Form(
            title(),
            LIMITS,
            List.of(
                Field.toFill(ListDevices.ACCOUNT, Field.Type.ACCOUNT, "Account"),
                Field.toFill(DEVICE, Field.Type.TEXT, "Device"))));
  }

  @Override
  public Report run(JID administrator, Answers answers) throws Refusal {
    BareJid account = devices.account(answers, ListDevices.ACCOUNT);
    long number = answers.number(DEVICE, Integer.MAX_VALUE);
    if (number == 0 || !devices.of(account).containsKey(new DeviceId((int) number))) {
      throw new Refusal(Condition.item_not_found, "The account has no such device here.");
    }
    DeviceAddress device = new DeviceAddress(account, new DeviceId((int) number));
    devices.drop(device);
    audit.note(
        new AuditEntry(
            AuditEntry.Event.CHANGED,
            administrator.toBareJID(),
            account.toString(),
            "device " + number + " revoked"));
    return Report.said("The server has nothing of device " + number + " any more.");
  }
}
