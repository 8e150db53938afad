package im.symbolon.messenger.xmpp.rooms;

import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a room says about itself (XEP-0045 §6.4).
 *
 * @param name for people; empty when it has none
 * @param membersOnly whether only members may enter
 * @param nonAnonymous whether everybody in it sees everybody's account
 * @param lasting whether it outlives the last occupant
 * @param features all that it says
 */
public record RoomDescription(
    String name, boolean membersOnly, boolean nonAnonymous, boolean lasting, Set<String> features) {
  private static final int MAX_NAME = 1_000;

  public RoomDescription {
    name = name.substring(0, Math.min(name.length(), MAX_NAME));
    features = Set.copyOf(features);
  }

  static RoomDescription of(XmlElement info) {
    Set<String> features =
        info.children("feature").stream()
            .flatMap(f -> f.attribute("var").map(Stream::of).orElseGet(Stream::empty))
            .collect(Collectors.toSet());
    Optional<String> name =
        info.children("identity").stream()
            .filter(i -> i.attribute("category").filter("conference"::equals).isPresent())
            .findFirst()
            .flatMap(i -> i.attribute("name"));
    return new RoomDescription(
        name.orElse(""),
        features.contains("muc_membersonly"),
        features.contains("muc_nonanonymous"),
        features.contains("muc_persistent"),
        features);
  }

  /** What a room of ours must be. */
  public boolean isOurs() {
    return membersOnly && nonAnonymous && lasting;
  }
}
