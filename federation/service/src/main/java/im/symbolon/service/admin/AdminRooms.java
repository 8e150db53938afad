package im.symbolon.service.admin;

import im.symbolon.service.audit.AuditLog;
import im.symbolon.service.policy.PolicyInForce;
import java.util.List;
import java.util.Objects;

/**
 * The rooms that are administered.
 *
 * @param figures what the overview shows beside policy and audit log, in that order
 * @param registers who knows devices
 */
public record AdminRooms(
    PolicyInForce policy, AuditLog audit, List<Figures> figures, List<DeviceRegister> registers) {
  public AdminRooms {
    Objects.requireNonNull(policy);
    Objects.requireNonNull(audit);
    figures = List.copyOf(figures);
    registers = List.copyOf(registers);
  }
}
