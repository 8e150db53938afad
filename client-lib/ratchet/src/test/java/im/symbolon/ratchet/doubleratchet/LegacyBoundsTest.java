package im.symbolon.ratchet.doubleratchet;

import im.symbolon.protocol.OmemoVersion;

/** The same bounds hold for legacy OMEMO. */
class LegacyBoundsTest extends BoundsTest {
  @Override
  OmemoVersion version() {
    return OmemoVersion.LEGACY;
  }
}
