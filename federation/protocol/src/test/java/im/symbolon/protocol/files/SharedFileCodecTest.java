package im.symbolon.protocol.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.StrictBase64;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shared files on the wire: ours, others', and those of people who mean harm. */
class SharedFileCodecTest {
  @Property(tries = 300)
  void whatIsWrittenIsReadBack(@ForAll long seed) throws Exception {
    SharedFile file = file(new Random(seed));
    assertThat(SharedFileCodec.decode(SharedFileCodec.encode(file))).isEqualTo(file);
    assertThat(file.source().orElseThrow().toString() + file + file.metadata())
        .doesNotContain(StrictBase64.encode(file.source().orElseThrow().key().key()));
  }

  /** Example of XEP-0448 §3.1, with hashes of the length that these algorithms have. */
  @Test
  void readsTheExample() throws Exception {
    SharedFile file = SharedFileCodec.decode(example());
    FileMetadata metadata = file.metadata();
    assertThat(metadata.name().value()).isEqualTo("summit.jpg");
    assertThat(metadata.type().value()).isEqualTo("image/jpeg");
    assertThat(metadata.size()).contains(3_032_449L);
    assertThat(metadata.hashes())
        .extracting(FileHash::algorithm)
        .containsExactly(HashAlgorithm.SHA3_256);
    assertThat(metadata.thumbnail()).as("it is not in the message").isEmpty();
    assertThat(file.inline()).isFalse();
    SealedSource source = file.source().orElseThrow();
    assertThat(source.key().iv()).hasSize(12);
    assertThat(source.hashes()).hasSize(1);
    assertThat(source.urls()).extracting(FileUrl::host).containsExactly("download.montague.lit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.b/c",
        "ftp://a.b/c",
        "https:/c",
        "https://a@b/c",
        "file:///etc/passwd",
        "https://b/c#d",
        "https://b:0/c",
        "https://b/c d",
        "javascript:alert(1)",
        ""
      })
  void aSourceThatIsNoAddressWithTlsIsNone(String url) {
    assertRefused(Reason.MALFORMED, changed("target", url));
    assertThat(SharedFileCodec.in(List.of(changed("target", url)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:xmpp:ciphers:aes-256-cbc-pkcs7:0", "urn:xmpp:ciphers:none:0", ""})
  void aCipherThatProvesNothingIsPassedOver(String cipher) throws Exception {
    assertThat(SharedFileCodec.decode(changed("cipher", cipher)).source()).isEmpty();
  }

  @Test
  void sizesAreBounded() throws Exception {
    assertRefused(Reason.OUT_OF_RANGE, withSize("68719476737"));
    assertRefused(Reason.MALFORMED, withSize("-1"));
    assertRefused(Reason.MALFORMED, withSize("9223372036854775808"));
    assertRefused(Reason.MALFORMED, withSize("0x10"));
    assertThat(SharedFileCodec.decode(withSize("0")).metadata().size()).contains(0L);
  }

  @Test
  void wrongHashesAndKeysAreRefused() {
    assertRefused(Reason.MALFORMED, changedText("hash", "2XarmwTl"));
    assertRefused(Reason.MALFORMED, changedText("key", "AAAA"));
    assertRefused(Reason.MALFORMED, changedText("iv", "AAAA"));
    assertRefused(Reason.OVERSIZED, changedText("key", "A".repeat(10_000)));
    assertRefused(Reason.MALFORMED, changedText("key", "!"));
  }

  @Test
  void twoHashesByOneAlgorithmAreRefused() {
    XmlElement file = child(example(), MetadataCodec.NAMESPACE, "file");
    XmlElement hash = child(file, FileHash.NAMESPACE, "hash");
    assertRefused(Reason.MALFORMED, map(example(), e -> e.equals(file) ? plus(file, hash) : e));
  }

  @Test
  void tooMuchOfAnythingIsRefused() {
    XmlElement file = child(example(), MetadataCodec.NAMESPACE, "file");
    XmlElement desc = XmlElement.element(MetadataCodec.NAMESPACE, "desc").text("x").build();
    XmlElement crowded = file;
    for (int i = 0; i < 80; i++) {
      crowded = plus(crowded, desc);
    }
    XmlElement many = crowded;
    assertRefused(Reason.OVERSIZED, map(example(), e -> e.equals(file) ? many : e));
  }

  @Test
  void aThumbnailThatIsTooLargeOrElsewhereIsNotRead() throws Exception {
    assertThat(withThumbnail("data:image/jpeg;base64," + base64(8192)).thumbnail()).isPresent();
    assertThat(withThumbnail("data:image/jpeg;base64," + base64(8193)).thumbnail()).isEmpty();
    assertThat(withThumbnail("data:image/svg+xml;base64," + base64(10)).thumbnail()).isEmpty();
    assertThat(withThumbnail("https://track.me/pixel.png").thumbnail()).isEmpty();
    assertThat(withThumbnail("cid:sha1+ff@bob.xmpp.org").thumbnail()).isEmpty();
    assertThat(withThumbnail("data:image/jpeg;base64,").thumbnail()).isEmpty();
  }

  @Test
  void oneThatIsWrongHidesNoOther() {
    List<XmlElement> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(changed("target", "nowhere"));
      all.add(example());
    }
    assertThat(SharedFileCodec.in(all)).hasSize(SharedFileCodec.MAX_FILES);
  }

  @Test
  void aNameIsCleanedAndAnythingElseThatIsOnlyShownMayBeWrong() throws Exception {
    XmlElement nasty = changedText("name", "../../\u202Egpj.exe");
    assertThat(SharedFileCodec.decode(nasty).metadata().name().value()).isEqualTo("gpj.exe");
    SharedFile file = SharedFileCodec.decode(changedText("media-type", "<script>"));
    assertThat(file.metadata().type()).isEqualTo(MediaType.UNKNOWN);
    assertThat(SharedFileCodec.decode(changedText("width", "-3")).metadata().dimensions())
        .isEmpty();
    assertThat(SharedFileCodec.decode(changedText("width", "99999999999")).metadata().dimensions())
        .isEmpty();
  }

  @Property(tries = 500)
  void noChangeOfATreeThrowsAnythingElse(@ForAll long seed) {
    Random random = new Random(seed);
    XmlElement broken = map(example(), e -> random.nextInt(12) == 0 ? broken(e, random) : e);
    try {
      SharedFileCodec.decode(broken);
    } catch (ProtocolException e) {
      assertThat(e.reason()).isNotNull();
    }
  }

  private static XmlElement broken(XmlElement e, Random random) {
    XmlElement.Builder out =
        XmlElement.element(e.namespace(), random.nextBoolean() ? e.name() : "x");
    if (random.nextBoolean()) {
      e.attributes().forEach(out::with);
    }
    return random.nextBoolean() ? out.with(e.children()).build() : out.text("\u0661-9 =").build();
  }

  private static SharedFile file(Random random) {
    byte[] bytes = new byte[500];
    random.nextBytes(bytes);
    FileHash hash = FileHash.of(HashAlgorithm.SHA_256, Arrays.copyOf(bytes, 32));
    Optional<Thumbnail> small =
        random.nextBoolean()
            ? Optional.of(Thumbnail.of(new MediaType("image/png"), 3, 1000, bytes))
            : Optional.empty();
    Optional<Dimensions> seen =
        random.nextBoolean() ? Optional.of(new Dimensions(1, 20_000)) : Optional.empty();
    FileMetadata metadata =
        FileMetadata.of(FileName.clean("a" + random.nextLong() + " & b<c>.png"), MediaType.UNKNOWN)
            .looking(seen, small)
            .sized(random.nextLong(FileMetadata.MAX_SIZE), hash);
    if (random.nextBoolean()) {
      metadata = metadata.lasting(Duration.ofMillis(random.nextInt(100_000)));
    }
    FileKey key =
        FileKey.of(
            Arrays.copyOf(bytes, random.nextBoolean() ? 32 : 16),
            Arrays.copyOf(bytes, random.nextBoolean() ? 12 : 16));
    return new SharedFile(metadata, random.nextBoolean(), Optional.empty())
        .at(new SealedSource(key, List.of(hash), List.of(url("https://a.test:7443/x?a=b&c='d'"))));
  }

  private static FileUrl url(String text) {
    try {
      return FileUrl.parse(text);
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  private static XmlElement example() {
    XmlElement url =
        XmlElement.element("http://jabber.org/protocol/url-data", "url-data")
            .with("target", "https://download.montague.lit/4a771ac1/encrypted.jpg")
            .build();
    XmlElement encrypted =
        XmlElement.element(SealedSourceCodec.NAMESPACE, "encrypted")
            .with("cipher", "urn:xmpp:ciphers:aes-256-gcm-nopadding:0")
            .with(esfs("key", "SuRJ2agVm/pQbJQlPq/B23Xt1YOOJCcEGJA5HrcYOGQ="))
            .with(esfs("iv", "T8RDMBaiqn6Ci4Nw"))
            .with(hash("sha3-256", "BgKI2gp2kNCRsARNvhFmw5kFf9BBo2pTbV2D8XHTMWI="))
            .with(hash("id-blake2b256", "id4cnqqy9/ssfCkM4vYSkiXXrlE="))
            .with(XmlElement.element(SharedFileCodec.NAMESPACE, "sources").with(url).build())
            .build();
    XmlElement jingle =
        XmlElement.element("urn:xmpp:jinglepub:1", "jinglepub").with("id", "9559976B").build();
    return XmlElement.element(SharedFileCodec.NAMESPACE, "file-sharing")
        .with(exampleFile())
        .with(
            XmlElement.element(SharedFileCodec.NAMESPACE, "sources")
                .with(jingle)
                .with(encrypted)
                .build())
        .build();
  }

  private static XmlElement exampleFile() {
    XmlElement small =
        XmlElement.element(Thumbnail.NAMESPACE, "thumbnail")
            .with("uri", "cid:sha1+ffd7c8d28e9c5e82afea41f97108c6b4@bob.xmpp.org")
            .with("media-type", "image/png")
            .with("width", "128")
            .with("height", "96")
            .build();
    return XmlElement.element(MetadataCodec.NAMESPACE, "file")
        .with(file("media-type", "image/jpeg"))
        .with(file("name", "summit.jpg"))
        .with(file("size", "3032449"))
        .with(file("dimension", "4096x2160"))
        .with(file("width", "4096"))
        .with(file("height", "2160"))
        .with(hash("sha3-256", "2XarmwTlNxDAMkvymloX3S5+VbylNrJt/l5QyPa+YoU="))
        .with(hash("id-blake2b256", "2AfMGH8O7UNPTvUVAM9aK13mpCY="))
        .with(file("desc", "Photo from the summit."))
        .with(small)
        .build();
  }

  private static XmlElement file(String name, String text) {
    return XmlElement.element(MetadataCodec.NAMESPACE, name).text(text).build();
  }

  private static XmlElement esfs(String name, String text) {
    return XmlElement.element(SealedSourceCodec.NAMESPACE, name).text(text).build();
  }

  private static XmlElement hash(String algorithm, String text) {
    return XmlElement.element(FileHash.NAMESPACE, "hash")
        .with("algo", algorithm)
        .text(text)
        .build();
  }

  private static XmlElement child(XmlElement parent, String namespace, String name) {
    return parent.child(namespace, name).orElseThrow();
  }

  private static XmlElement plus(XmlElement element, XmlElement child) {
    List<XmlElement> children = new ArrayList<>(element.children());
    children.add(child);
    return new XmlElement(
        element.namespace(), element.name(), element.attributes(), children, element.text());
  }

  private static XmlElement withSize(String size) {
    return changedText("size", size);
  }

  private static FileMetadata withThumbnail(String uri) throws ProtocolException {
    return SharedFileCodec.decode(changed("uri", uri)).metadata();
  }

  private static String base64(int length) {
    return StrictBase64.encode(new byte[length]);
  }

  /** The example with another value of the attributes of that name. */
  private static XmlElement changed(String attribute, String value) {
    return map(
        example(),
        e -> {
          XmlElement.Builder out = XmlElement.element(e.namespace(), e.name());
          e.attributes().forEach((k, v) -> out.with(k, k.equals(attribute) ? value : v));
          return out.with(e.children()).text(e.text()).build();
        });
  }

  /** The example with another text in the elements of that name. */
  private static XmlElement changedText(String name, String text) {
    return map(
        example(),
        e ->
            e.name().equals(name)
                ? new XmlElement(e.namespace(), e.name(), e.attributes(), List.of(), text)
                : e);
  }

  private static XmlElement map(XmlElement element, UnaryOperator<XmlElement> change) {
    List<XmlElement> children = new ArrayList<>();
    element.children().forEach(each -> children.add(map(each, change)));
    return change.apply(
        new XmlElement(
            element.namespace(),
            element.name(),
            element.attributes(),
            children.equals(element.children()) ? element.children() : children,
            element.text()));
  }

  private static void assertRefused(Reason reason, XmlElement element) {
    assertThatThrownBy(() -> SharedFileCodec.decode(element))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
