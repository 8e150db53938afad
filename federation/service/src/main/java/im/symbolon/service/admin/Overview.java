package im.symbolon.service.admin;

import im.symbolon.service.Refusal;
import im.symbolon.service.policy.PolicyStore.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xmpp.packet.JID;

/** Shows the numbers of all rooms. A room that cannot say anything now does not hide the others. */
final class Overview implements Command {
  private final AdminRooms rooms;

  Overview(AdminRooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public String name() {
    return "overview";
  }

  @Override
  public String title() {
    return "Encryption: overview";
  }

  @Override
  public Optional<Form> form() {
    return Optional.empty();
  }

  @Override
  public Report run(JID administrator, Answers answers) {
    List<Field> fields = new ArrayList<>();
    List<Figures> all = new ArrayList<>(rooms.figures());
    all.add(this::ownFigures);
    int silent = 0;
    for (Figures each : all) {
      try {
        each.read().forEach(f -> fields.add(Field.text(f.name(), f.label(), f.value())));
      } catch (Refusal e) {
        silent++;
      }
    }
    if (silent > 0) {
      fields.add(Field.text("silent", "Rooms without an answer now", Integer.toString(silent)));
    }
    return Report.of(title(), fields);
  }

  private List<Figure> ownFigures() throws Refusal {
    Stored policy = rooms.policy().get();
    int rows = Trouble.orRefusal(rooms.audit()::size);
    return List.of(
        Figure.of("policy-version", "Version of the policy", policy.version()),
        new Figure("policy-dry-run", "Dry run", policy.policy().dryRun() ? "yes" : "no"),
        Figure.of("audit-rows", "Rows in the audit log", rows));
  }
}
