package im.symbolon.service.admin;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Refusal;
import im.symbolon.service.Request;
import im.symbolon.service.Requests;
import im.symbolon.service.ServiceAddresses;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/** Answers ad-hoc commands (XEP-0050), of administrators alone. */
public final class CommandRequests implements Requests {
  static final String COMMANDS = "http://jabber.org/protocol/commands";

  private static final int MAX_SESSION_ID = 64;

  private final String address;
  private final Administrators administrators;
  private final Map<String, Command> commands = new TreeMap<>();

  CommandRequests(String address, Administrators administrators, List<Command> commands) {
    this.address = Objects.requireNonNull(address);
    this.administrators = Objects.requireNonNull(administrators);
    commands.forEach(each -> this.commands.put(node(each), each));
  }

  /**
   * All commands.
   *
   * @param address where they are given
   */
  public static CommandRequests of(
      String address, ServiceAddresses addresses, Administrators administrators, AdminRooms rooms) {
    Devices devices = new Devices(addresses, rooms.registers());
    return new CommandRequests(
        address,
        administrators,
        List.of(
            new Overview(rooms),
            new ListDevices(devices),
            new RevokeDevice(devices, rooms.audit()),
            new ShowPolicy(rooms.policy()),
            new ChangePolicy(rooms.policy(), rooms.audit()),
            new ReadAudit(rooms.audit())));
  }

  private static String node(Command command) {
    return Form.TYPE + "#" + command.name();
  }

  @Override
  public String namespace() {
    return COMMANDS;
  }

  @Override
  public Optional<XmlElement> node(JID asker, XmlElement query) {
    String node = query.attribute("node").orElse("");
    boolean items = query.namespace().equals(Namespaces.DISCO_ITEMS);
    if (node.equals(COMMANDS)) {
      return Optional.of(items ? list(asker) : CommandDisco.info(COMMANDS, "command-list", ""));
    }
    return Optional.ofNullable(commands.get(node))
        .filter(each -> administrators.include(asker.asBareJID()))
        .map(
            each ->
                items
                    ? CommandDisco.items(node, Map.of(), "")
                    : CommandDisco.info(node, "command-node", each.title()));
  }

  /** Nothing for those who may do nothing. */
  private XmlElement list(JID asker) {
    Map<String, String> titles = new TreeMap<>();
    if (administrators.include(asker.asBareJID())) {
      commands.forEach((node, command) -> titles.put(node, command.title()));
    }
    return CommandDisco.items(COMMANDS, titles, address);
  }

  @Override
  public Optional<XmlElement> answer(Request request) throws Refusal {
    if (!administrators.include(request.from().asBareJID())) {
      throw new Refusal(Condition.forbidden, "This is for administrators.");
    }
    XmlElement asked = request.element();
    if (request.type() != IQ.Type.set || !asked.name().equals("command")) {
      throw new Refusal(Condition.bad_request, "There is no such request.");
    }
    Command command = commands.get(asked.attribute("node").orElse(""));
    if (command == null) {
      throw new Refusal(Condition.item_not_found, "There is no such command.");
    }
    return Optional.of(step(request.from(), command, asked));
  }

  private static XmlElement step(JID from, Command command, XmlElement asked) throws Refusal {
    Optional<String> session = asked.attribute("sessionid");
    String action = asked.attribute("action").orElse("execute");
    if (session.orElse("").length() > MAX_SESSION_ID) {
      throw refusal("bad-sessionid", "There is no such session.");
    }
    if (action.equals("cancel")) {
      return reply(command, session, "canceled").build();
    }
    if (!action.equals("execute") && !action.equals("complete")) {
      boolean known = action.equals("next") || action.equals("prev");
      throw refusal(known ? "bad-action" : "malformed-action", "That cannot be done here.");
    }
    Optional<Form> form = command.form();
    if (form.isPresent() && !session.isPresent()) {
      return ask(command, form.get());
    }
    Answers answers = form.isPresent() ? Answers.read(asked, form.get()) : Answers.NONE;
    return completed(reply(command, session, "completed"), command.run(from, answers));
  }

  private static Refusal refusal(String detail, String sentence) {
    return new Refusal(
        Condition.bad_request, sentence, XmlElement.element(COMMANDS, detail).build());
  }

  private static XmlElement ask(Command command, Form form) {
    XmlElement actions =
        XmlElement.element(COMMANDS, "actions")
            .with("execute", "complete")
            .with(XmlElement.element(COMMANDS, "complete").build())
            .build();
    return reply(command, Optional.empty(), "executing").with(actions).with(form.toFill()).build();
  }

  private static XmlElement completed(XmlElement.Builder out, Report report) {
    if (!report.note().isEmpty()) {
      out.with(
          XmlElement.element(COMMANDS, "note").with("type", "info").text(report.note()).build());
    }
    report.form().ifPresent(out::with);
    return out.build();
  }

  /** Nothing is kept under a session's name; it only has to be there. */
  private static XmlElement.Builder reply(
      Command command, Optional<String> session, String status) {
    return XmlElement.element(COMMANDS, "command")
        .with("node", node(command))
        .with("sessionid", session.orElseGet(() -> UUID.randomUUID().toString()))
        .with("status", status);
  }
}
