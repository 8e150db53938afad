package im.symbolon.service.admin;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/** A form that was filled in: each field of ours at most once, and no other. */
final class Answers {
  static final Answers NONE = new Answers(Map.of());

  private static final XmlElement BAD_PAYLOAD =
      XmlElement.element(CommandRequests.COMMANDS, "bad-payload").build();

  private final Map<String, List<String>> fields;

  private Answers(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  /**
   * Reads the form in a command.
   *
   * @throws Refusal bad-request for anything but one form with fields of {@code asked}
   */
  static Answers read(XmlElement command, Form asked) throws Refusal {
    List<XmlElement> forms = command.children();
    if (forms.size() != 1 || !forms.get(0).is(Namespaces.DATA_FORMS, "x")) {
      throw refusal("The command needs its form, once.");
    }
    XmlElement form = forms.get(0);
    if (!form.attribute("type").filter("submit"::equals).isPresent()) {
      throw refusal("The form was not submitted.");
    }
    Answers answers = new Answers(fields(form, names(asked)));
    if (!answers.text(Form.FORM_TYPE).filter(t -> !t.equals(Form.TYPE)).isEmpty()) {
      throw refusal("This is another form.");
    }
    return answers;
  }

  private static Set<String> names(Form asked) {
    return asked.fields().stream().map(Field::name).collect(Collectors.toSet());
  }

  private static Map<String, List<String>> fields(XmlElement form, Set<String> known)
      throws Refusal {
    Map<String, List<String>> out = new HashMap<>();
    for (XmlElement each : form.children("field")) {
      String name = each.attribute("var").orElse("");
      if (!known.contains(name) && !name.equals(Form.FORM_TYPE)) {
        throw refusal("The form has a field that was not asked for.");
      }
      List<String> values =
          each.children("value").stream().map(value -> value.text().strip()).toList();
      if (out.put(name, values) != null) {
        throw refusal("The form has a field twice.");
      }
    }
    return out;
  }

  /** A refusal that says what is wrong with the form. */
  static Refusal refusal(String sentence) {
    return new Refusal(Condition.bad_request, sentence, BAD_PAYLOAD);
  }

  /** The field's text; empty when it was left out or left blank. */
  Optional<String> text(String name) throws Refusal {
    List<String> values = fields.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw refusal("The field " + name + " has one value.");
    }
    return values.stream().filter(value -> !value.isEmpty()).findFirst();
  }

  /** The field's lines without the blank ones; clients send one value per line, or one with all. */
  List<String> lines(String name) {
    return fields.getOrDefault(name, List.of()).stream()
        .flatMap(String::lines)
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** XEP-0004 §3.3: 0, 1, false or true; no when it was left out. */
  boolean flag(String name) throws Refusal {
    String value = text(name).orElse("0");
    return switch (value) {
      case "1", "true" -> true;
      case "0", "false" -> false;
      default -> throw refusal("The field " + name + " is yes or no.");
    };
  }

  /** A number that must be there. */
  long number(String name, long most) throws Refusal {
    String value = text(name).orElse("");
    if (!value.matches("\\d{1,16}") || Long.parseLong(value) > most) {
      throw refusal("The field " + name + " is a number up to " + most + ".");
    }
    return Long.parseLong(value);
  }

  /** An account's address, as the host writes it. */
  BareJid account(String name) throws Refusal {
    try {
      return BareJid.parse(new JID(text(name).orElse("")).toBareJID());
    } catch (IllegalArgumentException | ProtocolException e) {
      throw refusal("The field " + name + " is the address of an account.");
    }
  }
}
