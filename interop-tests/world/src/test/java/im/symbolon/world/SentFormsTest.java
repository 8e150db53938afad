package im.symbolon.world;

import static im.symbolon.protocol.OmemoVersion.LEGACY;
import static im.symbolon.protocol.OmemoVersion.OMEMO_2;
import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.xml.XmlElement;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;

/**
 * Everything that whole clients send and publish keeps to the closed schemas of the reference
 * implementations: nothing of ours stands in an OMEMO element or a personal item (REVIEW 1, 19).
 */
class SentFormsTest {
  private static final Path SCHEMAS =
      Path.of("../../federation/protocol/src/test/resources/closed-schemas");

  /** What may stand in a message that we send. */
  private static final Set<String> CHILDREN =
      Set.of(
          "{urn:xmpp:omemo:2}encrypted",
          "{eu.siacs.conversations.axolotl}encrypted",
          "{urn:xmpp:hints}store",
          "{urn:xmpp:eme:0}encryption",
          "{jabber:client}body");

  private final World world = new World(6);

  @Test
  void nothingOfOursStandsInAnyElementOrItemThatOthersRead() throws Exception {
    Phone alice = world.phone(ALICE, "phone");
    Phone old = world.phone(BOB, "old", LEGACY);
    Phone young = world.phone(BOB, "young", OMEMO_2);
    world.pass(120);
    for (int i = 0; i < 60; i++) {
      alice.send(BOB, "one " + i);
      world.pass(1);
    }
    old.send(ALICE, "two");
    young.send(ALICE, "three");
    world.pass(10);
    old.forgetSessions();
    alice.send(BOB, "lost");
    world.pass(10);
    alice.messenger.renewSessions(BOB);
    alice.send(BOB, "renewed");
    world.pass(10);

    Set<String> seen = new HashSet<>();
    for (OutgoingStanza stanza : Traffic.of(world).stanzas()) {
      for (XmlElement child : stanza.extensions()) {
        seen.add("{" + child.namespace() + "}" + child.name());
        if (child.name().equals("encrypted")) {
          check(child, "encrypted");
          assertThat(child.toXml()).doesNotContain("kex='false'").doesNotContain("key='false'");
        } else if (child.is(Namespaces.CLIENT, "body")) {
          assertThat(child.text()).isEqualTo(OmemoStanza.FALLBACK);
        }
      }
    }
    assertThat(seen).isEqualTo(CHILDREN);
    for (Phone phone : world.phones) {
      for (OmemoVersion version : phone.speaks) {
        WireFormat format = WireFormat.of(version);
        check(item(phone, format.devicesNode(), "current"), "devices");
        var place = format.bundleOf(phone.messenger.device());
        check(item(phone, place.node(), place.item()), "bundle");
      }
    }
  }

  private XmlElement item(Phone phone, String node, String id) {
    return world.network.directories.node(phone.account(), node).get(id);
  }

  private static void check(XmlElement element, String schema) throws Exception {
    String prefix = element.namespace().equals(Namespaces.OMEMO_2) ? "" : "legacy-";
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(SCHEMAS.resolve(prefix + schema + ".xsd").toFile())
        .newValidator()
        .validate(new StreamSource(new StringReader(element.toXml())));
  }
}
