package im.symbolon.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one domain of a lab is to be.
 *
 * @param name the domain
 * @param software what serves it
 * @param plugins jars that it loads; Openfire alone has them
 * @param trusted false when its certificate is to come from an authority nobody trusts
 * @param tuning how it differs from others; Openfire alone does
 */
public record DomainPlan(
    String name, Software software, List<Path> plugins, boolean trusted, OpenfireTuning tuning) {
  /** Checks and copies. */
  public DomainPlan {
    OpenfireDomain.requireName(name);
    plugins = List.copyOf(plugins);
    if (software != Software.OPENFIRE && !plugins.isEmpty()) {
      throw new IllegalArgumentException("only Openfire loads plugins");
    }
    if (software != Software.OPENFIRE && !tuning.equals(OpenfireTuning.NONE)) {
      throw new IllegalArgumentException("only Openfire is tuned");
    }
  }

  /** As servers are here. */
  public DomainPlan(String name, Software software, List<Path> plugins, boolean trusted) {
    this(name, software, plugins, trusted, OpenfireTuning.NONE);
  }

  static DomainPlan of(String name, Software software) {
    return new DomainPlan(name, software, List.of(), true);
  }

  DomainPlan withPlugin(Path jar) {
    List<Path> longer = new ArrayList<>(plugins);
    longer.add(jar);
    return new DomainPlan(name, software, longer, trusted, tuning);
  }

  DomainPlan tuned(OpenfireTuning other) {
    return new DomainPlan(name, software, plugins, trusted, other);
  }

  boolean isOpenfire() {
    return software == Software.OPENFIRE;
  }
}
