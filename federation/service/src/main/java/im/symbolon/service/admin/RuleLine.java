package im.symbolon.service.admin;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.service.policy.Requirement;
import im.symbolon.service.policy.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xmpp.packet.JID;

/**
 * A rule as people write it: {@code everybody = required}, {@code domain partner.example = free},
 * {@code group Board = required 2}, {@code room plans@conference.here.example = required}. The
 * number is the oldest version of OMEMO that may be used.
 */
final class RuleLine {
  static final String EXPLANATION =
      "Rules: \"everybody\", \"domain NAME\", \"group NAME\" or \"room ADDRESS\", then \"= required\""
          + " or \"= free\"; with a number behind it encrypted messages use that version of OMEMO"
          + " or a newer one. Of the rules that apply to a message the narrowest decides.";

  private static final Pattern LINE =
      Pattern.compile("(everybody|domain|group|room)( .*)? = (required|free)( [0-9]{1,3})?");

  private RuleLine() {}

  static List<String> write(Map<Scope, Requirement> rules) {
    List<String> out = new ArrayList<>();
    rules.forEach((scope, rule) -> out.add(scope + " = " + setting(rule)));
    return out;
  }

  private static String setting(Requirement rule) {
    String minimum = rule.minimum().map(version -> " " + version.number()).orElse("");
    return (rule.encrypted() ? "required" : "free") + minimum;
  }

  /**
   * Reads rules.
   *
   * @throws IllegalArgumentException with the line that is none, or is there twice
   */
  static SortedMap<Scope, Requirement> read(List<String> lines) {
    SortedMap<Scope, Requirement> out = new TreeMap<>();
    for (String each : lines) {
      Matcher line = LINE.matcher(each);
      if (!line.matches()) {
        throw new IllegalArgumentException("\"" + each + "\" is no rule");
      }
      Scope scope = scope(line.group(1), line.group(2) == null ? "" : line.group(2).strip());
      if (out.put(scope, requirement(line)) != null) {
        throw new IllegalArgumentException("there are two rules for " + scope);
      }
    }
    return out;
  }

  private static Scope scope(String kind, String name) {
    return switch (kind) {
      case "domain" -> Scope.domain(new JID(null, requireName(name), null).getDomain());
      case "group" -> Scope.group(name);
      case "room" -> room(new JID(name));
      default -> new Scope(Scope.Kind.EVERYBODY, name);
    };
  }

  private static String requireName(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("not the name of a domain");
    }
    return name;
  }

  private static Scope room(JID room) {
    if (room.getNode() == null) {
      throw new IllegalArgumentException(room + " is not a room");
    }
    return Scope.room(room);
  }

  private static Requirement requirement(Matcher line) {
    boolean encrypted = line.group(3).equals("required");
    if (line.group(4) == null) {
      return new Requirement(encrypted, Optional.empty());
    }
    int number = Integer.parseInt(line.group(4).strip());
    for (OmemoVersion each : OmemoVersion.values()) {
      if (each.number() == number) {
        return new Requirement(encrypted, Optional.of(each));
      }
    }
    throw new IllegalArgumentException("there is no version " + number + " of OMEMO");
  }
}
