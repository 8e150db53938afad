package im.symbolon.ratchet.media;

import im.symbolon.protocol.files.FileHash;
import im.symbolon.protocol.files.HashAlgorithm;
import im.symbolon.ratchet.primitives.FileDigest;
import java.util.ArrayList;
import java.util.List;

/** Several hashes over the same bytes. */
final class Digests {
  private final List<FileDigest> digests = new ArrayList<>();

  Digests(List<HashAlgorithm> algorithms) {
    algorithms.forEach(each -> digests.add(FileDigest.of(each)));
  }

  /** Those by which these claims can be judged. */
  static Digests judging(List<FileHash> claims) {
    List<HashAlgorithm> algorithms = new ArrayList<>();
    claims.forEach(each -> algorithms.add(each.algorithm()));
    return new Digests(algorithms);
  }

  void update(byte[] in, int offset, int length) {
    for (FileDigest each : digests) {
      each.update(in, offset, length);
    }
  }

  FileHash only() {
    return digests.get(0).finish();
  }

  /** True when every claim holds, so also when there is none. */
  boolean meet(List<FileHash> claims) {
    for (int i = 0; i < claims.size(); i++) {
      if (!claims.get(i).isValue(digests.get(i).finish().value())) {
        return false;
      }
    }
    return true;
  }
}
