package im.symbolon.ratchet.doubleratchet;

import im.symbolon.ratchet.primitives.Secret;
import java.util.ArrayList;
import java.util.List;

/**
 * The secrets that a step used up. They still belong to the state before the step; wipe them when
 * the state after it is stored, and not at all when storing failed.
 */
public final class Spent {
  private final List<Secret> secrets;

  Spent(List<Secret> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /** These, used up by one step. */
  public static Spent of(List<? extends Secret> secrets) {
    return new Spent(List.copyOf(secrets));
  }

  /** Nothing used up. */
  public static Spent nothing() {
    return new Spent(List.of());
  }

  Spent and(Secret... more) {
    List<Secret> both = new ArrayList<>(secrets);
    both.addAll(List.of(more));
    return new Spent(both);
  }

  /** Overwrites them: the state before the step can no longer be used. */
  public void wipe() {
    secrets.forEach(Secret::close);
  }

  @Override
  public String toString() {
    return "Spent";
  }
}
