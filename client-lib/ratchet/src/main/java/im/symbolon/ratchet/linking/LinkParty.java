package im.symbolon.ratchet.linking;

import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.keys.SigningInput;
import java.util.Objects;

/** One of the two devices, with the identity key that both have to see the same way. */
public record LinkParty(DeviceAddress device, Fingerprint identity) {
  public LinkParty {
    Objects.requireNonNull(device);
    Objects.requireNonNull(identity);
  }

  /** Adds both to what is authenticated. */
  SigningInput addTo(SigningInput input) {
    return input
        .text(device.account().toString())
        .number(device.device().value())
        .text(identity.hex());
  }
}
