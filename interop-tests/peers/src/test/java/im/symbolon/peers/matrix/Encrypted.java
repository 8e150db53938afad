package im.symbolon.peers.matrix;

import im.symbolon.peers.matrix.Stanza.Way;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be seen of encrypted messages on a tape, from outside. */
final class Encrypted {
  private static final Pattern PAYLOAD = Pattern.compile("<(?:\\w+:)?payload\\b[^>]*>([^<]+)<");

  private final List<String> messages;

  private Encrypted(List<String> messages) {
    this.messages = messages;
  }

  /** Those of a tape that went that way. */
  static Encrypted of(List<Stanza> tape, Way way) {
    List<String> found = new ArrayList<>();
    for (Stanza each : tape) {
      boolean message = each.xml().startsWith("<message") && each.xml().contains("encrypted");
      if (each.way() == way && message && each.xml().contains("<header")) {
        found.add(each.xml());
      }
    }
    return new Encrypted(found);
  }

  /** How many carry nothing: they are there for the ratchet alone. */
  long empty() {
    return messages.stream().filter(xml -> !PAYLOAD.matcher(xml).find()).count();
  }

  /** How many carry both versions at once. */
  long inBothVersions() {
    return messages.stream()
        .filter(xml -> xml.contains("urn:xmpp:omemo:2"))
        .filter(
            xml ->
                Pattern.compile("<[^>]*eu\\.siacs\\.conversations\\.axolotl").matcher(xml).find())
        .filter(xml -> Pattern.compile("<(\\w+:)?header").matcher(xml).results().count() == 2)
        .count();
  }

  /** How many begin a session. */
  long beginning() {
    Pattern begins = Pattern.compile("\\b(kex|prekey)=['\"](true|1)['\"]");
    return messages.stream().filter(xml -> begins.matcher(xml).find()).count();
  }

  /** How often the payload that came most often came. */
  long mostRepetitions() {
    List<String> payloads = new ArrayList<>();
    for (String xml : messages) {
      Matcher payload = PAYLOAD.matcher(xml);
      if (payload.find()) {
        payloads.add(payload.group(1).strip());
      }
    }
    return payloads.stream()
        .mapToLong(one -> payloads.stream().filter(one::equals).count())
        .max()
        .orElse(0);
  }

  /** The ratchet keys under which a device was written to. */
  Set<String> ratchetKeys(long device) {
    Set<String> keys = new LinkedHashSet<>();
    for (String xml : messages) {
      RatchetStep.in(xml, device).forEach(step -> keys.add(step.ratchetKey()));
    }
    return keys;
  }
}
