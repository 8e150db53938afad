package im.symbolon.messenger.trust;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What came of a scanned code. Either it contradicts what is known, and then nothing at all was
 * taken from it; or the account root and all devices that it names are verified now, but for those
 * that somebody distrusted before: what a person took away, no code gives back.
 *
 * @param person whose devices it speaks for
 * @param verified devices that had shown exactly these keys
 * @param expected devices not seen yet: verified when they show exactly these keys, refused when
 *     they show others
 * @param distrusted devices that had shown these keys and stay distrusted
 * @param contradicting devices that are known with other keys than the code says: somebody lies
 * @param root what became of the account root
 */
public record Verification(
    BareJid person,
    SortedSet<DeviceId> verified,
    SortedSet<DeviceId> expected,
    SortedSet<DeviceId> distrusted,
    SortedSet<DeviceId> contradicting,
    Root root) {
  /** What became of the account root. */
  public enum Root {
    /** The code names none. */
    NONE,
    /** The person is verified as a whole: all devices that they sign, now and later. */
    VERIFIED,
    /** Another one is known: somebody lies. */
    CONTRADICTING
  }

  public Verification {
    Objects.requireNonNull(person);
    verified = copy(verified);
    expected = copy(expected);
    distrusted = copy(distrusted);
    contradicting = copy(contradicting);
    Objects.requireNonNull(root);
    boolean refused = !contradicting.isEmpty() || root == Root.CONTRADICTING;
    boolean taken = !verified.isEmpty() || !expected.isEmpty() || root == Root.VERIFIED;
    if (refused && taken) {
      throw new IllegalArgumentException("nothing is trusted from a code that contradicts");
    }
  }

  private static SortedSet<DeviceId> copy(SortedSet<DeviceId> devices) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(devices));
  }

  /** The code was not believed. */
  public static Verification refused(
      BareJid person, SortedSet<DeviceId> contradicting, boolean contradictingRoot) {
    SortedSet<DeviceId> none = new TreeSet<>();
    Root root = contradictingRoot ? Root.CONTRADICTING : Root.NONE;
    return new Verification(person, none, none, none, contradicting, root);
  }

  /** True when the code was not believed. */
  public boolean isRefused() {
    return !contradicting.isEmpty() || root == Root.CONTRADICTING;
  }
}
