package im.symbolon.protocol.omemo;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.Vectors;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** REVIEW 1 and 19: all that we write passes; and the schemas do refuse what others refuse. */
class ClosedSchemaTest {
  private static final String NS = " xmlns='urn:xmpp:omemo:2'";

  @Test
  void ourDeviceListsPass() {
    assertThat(ClosedSchema.DEVICES.accepts(DeviceListCodec.encode(Samples.devices(1)))).isTrue();
    assertThat(ClosedSchema.DEVICES.accepts(DeviceListCodec.encode(Samples.devices(200)))).isTrue();
  }

  @Test
  void ourBundlesPass() {
    assertThat(ClosedSchema.BUNDLE.accepts(BundleCodec.encode(Samples.bundle(25)))).isTrue();
    assertThat(ClosedSchema.BUNDLE.accepts(BundleCodec.encode(Samples.bundle(100)))).isTrue();
  }

  @Test
  void ourMessagesPass() {
    assertThat(ClosedSchema.ENCRYPTED.accepts(EncryptedElementCodec.encode(Samples.message())))
        .isTrue();
  }

  @Test
  void ourEmptyMessagesPass() {
    EncryptedElement full = Samples.message();
    EncryptedElement empty = new EncryptedElement(full.sender(), full.keys(), Optional.empty());
    assertThat(ClosedSchema.ENCRYPTED.accepts(EncryptedElementCodec.encode(empty))).isTrue();
  }

  @Test
  void whatStandsInAMessageStanzaPasses() {
    assertThat(
            ClosedSchema.ENCRYPTED.accepts(OmemoStanza.children(List.of(Samples.message())).get(0)))
        .isTrue();
  }

  @Test
  void ourLegacyDeviceListsBundlesAndMessagesPass() {
    LegacyElement full = Samples.legacyMessage();
    LegacyElement empty =
        new LegacyElement(full.sender(), full.keys(), full.iv(), Optional.empty());
    for (boolean negative : new boolean[] {false, true}) {
      assertThat(
              ClosedSchema.LEGACY_BUNDLE.accepts(
                  LegacyBundleCodec.encode(Samples.legacyBundle(20, negative))))
          .isTrue();
    }
    XmlElement list = WireFormat.of(OmemoVersion.LEGACY).encodeDevices(Samples.devices(200));
    assertThat(ClosedSchema.LEGACY_DEVICES.accepts(list)).isTrue();
    assertThat(ClosedSchema.LEGACY_ENCRYPTED.accepts(LegacyElementCodec.encode(full))).isTrue();
    assertThat(ClosedSchema.LEGACY_ENCRYPTED.accepts(LegacyElementCodec.encode(empty))).isTrue();
    List<XmlElement> both = OmemoStanza.children(List.of(Samples.message(), full));
    assertThat(ClosedSchema.ENCRYPTED.accepts(both.get(0))).isTrue();
    assertThat(ClosedSchema.LEGACY_ENCRYPTED.accepts(both.get(1))).isTrue();
  }

  /** The schemas say what twomemo and oldmemo themselves said about the same documents. */
  @Test
  void agreesWithTheReferenceImplementations() {
    Map<String, ClosedSchema> schemas =
        Map.of(
            "omemo2 DEVICE", ClosedSchema.DEVICES,
            "omemo2 BUNDLE", ClosedSchema.BUNDLE,
            "omemo2 MESSAGE", ClosedSchema.ENCRYPTED,
            "legacy DEVICE", ClosedSchema.LEGACY_DEVICES,
            "legacy BUNDLE", ClosedSchema.LEGACY_BUNDLE,
            "legacy MESSAGE", ClosedSchema.LEGACY_ENCRYPTED);
    List<Map<String, String>> verdicts = Vectors.read("verdicts.txt", Map.of());
    assertThat(verdicts).hasSizeGreaterThan(50);
    for (Map<String, String> each : verdicts) {
      ClosedSchema schema = schemas.get(each.get("version") + " " + each.get("schema"));
      assertThat(schema.accepts(each.get("xml")))
          .as(each.get("xml"))
          .isEqualTo(each.get("verdict").equals("accepted"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<devices%s/>",
        "<devices%s><device id='1' label='a' labelsig='QUFB'/></devices>",
        "<devices%s><device id='1' added='2026'/></devices>",
        "<devices%s><device/></devices>",
        "<devices%s><device id='1'/><list xmlns='urn:symbolon:devices:0'/></devices>",
        "<devices%s version='3'><device id='1'/></devices>",
      })
  void refusesTheseDeviceLists(String xml) {
    assertThat(ClosedSchema.DEVICES.accepts(xml.replace("%s", NS))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<encrypted%s><header sid='1'/></encrypted>",
        "<encrypted%s><header sid='1'><keys jid='a@b'/></header></encrypted>",
        "<encrypted%s><payload>QUFB</payload></encrypted>",
        "<encrypted%s><header sid='1' list='7'><keys jid='a@b'><key rid='1'>QUFB</key></keys>"
            + "</header></encrypted>",
        "<encrypted%s><header sid='1'><keys jid='a@b'><key rid='1'>QUFB</key></keys>"
            + "<sealed xmlns='urn:symbolon:groups:0'/></header></encrypted>",
        "<encrypted%s><header sid='1'><keys jid='a@b'><key rid='1'>QUFB</key></keys></header>"
            + "<sealed xmlns='urn:symbolon:groups:0'/></encrypted>",
        "<encrypted%s><header sid='1'><keys jid='a@b'><key rid='1' kex='yes'>QUFB</key></keys>"
            + "</header></encrypted>",
        "<encrypted%s><header sid='1'><keys jid='a@b'><key rid='1'>*</key></keys>"
            + "</header></encrypted>",
      })
  void refusesTheseMessages(String xml) {
    assertThat(ClosedSchema.ENCRYPTED.accepts(xml.replace("%s", NS))).isFalse();
  }

  @Test
  void refusesABundleWithSomethingOfOursInIt() {
    String ours = BundleCodec.encode(Samples.bundle(25)).toXml();
    for (Map.Entry<String, String> change :
        Map.of(
                "<prekeys>", "<prekeys pool='claim'>",
                "</bundle>", "<signed xmlns='urn:symbolon:prekeys:0'/></bundle>",
                "<pk id='1'>", "<pk id='1' expires='2027'>")
            .entrySet()) {
      String changed = ours.replace(change.getKey(), change.getValue());
      assertThat(changed).isNotEqualTo(ours);
      assertThat(ClosedSchema.BUNDLE.accepts(changed)).isFalse();
    }
  }

  @Test
  void refusesABundleWithoutPrekeys() {
    String ours = BundleCodec.encode(Samples.bundle(25)).toXml();
    String none = ours.replaceAll("<pk .*</pk>", "");
    assertThat(none).contains("<prekeys></prekeys>");
    assertThat(ClosedSchema.BUNDLE.accepts(none)).isFalse();
  }
}
