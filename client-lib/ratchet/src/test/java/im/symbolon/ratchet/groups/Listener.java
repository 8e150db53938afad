package im.symbolon.ratchet.groups;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.groups.ChainDistribution;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.protocol.groups.SealedStanza;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One device that listens in a group, doing what this package asks of its caller. */
final class Listener {
  private final Map<ChainId, ReceivingChain> chains = new LinkedHashMap<>();

  /** Takes what was handed out, as it travels. */
  Listener take(ChainDistribution distribution, DeviceAddress sender) throws Exception {
    XmlElement wire = distribution.toXml();
    try (ChainDistribution read = ChainDistribution.parse(wire)) {
      chains.putIfAbsent(read.from().chain(), ReceivingChain.of(read, sender));
    }
    return this;
  }

  /** Opens; what is refused changes nothing here. */
  String hear(Letter letter) throws Exception {
    SealedStanza stanza = letter.stanza();
    ReceivingChain chain = chains.get(stanza.sealed().position().chain());
    if (chain == null) {
      throw new RatchetException(Reason.NO_SESSION, "never handed to us");
    }
    OpenedSlot opened = chain.open(letter.statement(), stanza.sealed().signature());
    byte[] content =
        Speaker.OMEMO_2.openPayload(stanza.payload().bytes(), Optional.empty(), opened.secret());
    chains.put(opened.next().id(), opened.next());
    opened.secret().close();
    opened.spent().wipe();
    return new String(content, UTF_8);
  }

  ReceivingChain only() {
    return chains.values().iterator().next();
  }

  /** Everything stored. */
  List<byte[]> stored() {
    List<byte[]> out = new ArrayList<>();
    chains.values().forEach(each -> out.add(each.snapshot().expose()));
    return out;
  }

  void restart() throws Exception {
    for (byte[] each : stored()) {
      ReceivingChain chain = ChainCodec.receiving(ChainSnapshot.of(each));
      chains.put(chain.id(), chain);
    }
  }
}
