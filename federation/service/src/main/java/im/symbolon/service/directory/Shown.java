package im.symbolon.service.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.protocol.devices.ListHash;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.directory.Failed;
import java.util.Objects;
import java.util.Optional;

/**
 * What an account shows of its signed list.
 *
 * @param list empty when it shows none
 * @param trouble why it is not known what it shows
 */
record Shown(Optional<Listed> list, Optional<Failed.Why> trouble) {
  static final Shown NONE = new Shown(Optional.empty(), Optional.empty());

  Shown {
    Objects.requireNonNull(list);
    Objects.requireNonNull(trouble);
  }

  static Shown of(Listed list) {
    return new Shown(Optional.of(list), Optional.empty());
  }

  static Shown unknown(Failed.Why why) {
    return new Shown(Optional.empty(), Optional.of(why));
  }

  /**
   * A list, whose signatures nobody checked.
   *
   * @param bytes of its XML
   */
  record Listed(SignedDeviceList list, ListHash hash, int bytes) {
    static Listed of(SignedDeviceList list) {
      int bytes = SignedDeviceListCodec.encode(list).toXml().getBytes(UTF_8).length;
      return new Listed(list, list.hash(), bytes);
    }
  }
}
