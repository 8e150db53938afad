package im.symbolon.service.pep;

import im.symbolon.protocol.keys.SignatureVerifier;
import im.symbolon.service.ServiceAddresses;
import im.symbolon.service.devices.DeviceLists;
import im.symbolon.service.devices.OwnNodes;
import java.time.Clock;
import java.util.Optional;

/** Puts a façade together out of the parts that are wanted. */
public final class FacadeBuilder {
  private final DeviceLists lists;
  private final OwnNodes nodes;
  private final Sightings sightings;
  private Optional<ListPublishing> merging = Optional.empty();
  private Optional<BundlePublishing> checking = Optional.empty();
  private Optional<BundleReading> rotating = Optional.empty();

  public FacadeBuilder(DeviceLists lists, OwnNodes nodes, Clock clock) {
    this.lists = lists;
    this.nodes = nodes;
    this.sightings = new Sightings(clock);
  }

  /** Lists are merged, and bundles that are not the device's refused. */
  public FacadeBuilder merging(SignatureVerifier verifier) {
    merging = Optional.of(new ListPublishing(lists, nodes, sightings));
    checking = Optional.of(new BundlePublishing(lists, verifier));
    return this;
  }

  /** Each reader gets another part of a bundle. */
  public FacadeBuilder rotating() {
    rotating = Optional.of(new BundleReading(lists));
    return this;
  }

  /** The façade before the accounts of that domain. */
  public Facade build(ServiceAddresses addresses, Surroundings surroundings) {
    return new Facade(
        addresses,
        new Facade.Parts(sightings, merging, checking, rotating),
        new Settling(lists, nodes, sightings, surroundings));
  }
}
