package im.symbolon.protocol.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.Vectors;
import im.symbolon.protocol.devices.Household;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.directory.Found.Standing;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.prekeys.ClaimResponse;
import im.symbolon.protocol.prekeys.ClaimedBundle;
import im.symbolon.protocol.prekeys.PrekeyValues;
import im.symbolon.protocol.xml.Corruption;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryCodecTest {
  private static final BareJid BOB = Household.BOB;
  private static final BareJid CAROL = new BareJid("carol", "alpha.test");
  private static final BareJid DAVE = new BareJid("dave", "gamma.test");
  private static final SignedDeviceList LIST = list();

  private static SignedDeviceList list() {
    try {
      Household house = new Household();
      return house.list(house.device(7, "groups", "omemo2"), house.device(9));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static LookRequest request() {
    return LookRequest.of(
        List.of(
            new Wanted(BOB, Optional.of(LIST.hash()), KeysWanted.LISTED),
            new Wanted(CAROL, Optional.empty(), KeysWanted.of(ids(7, 31415))),
            new Wanted(DAVE, Optional.empty(), KeysWanted.NONE)),
        65536);
  }

  /** The response of a claim, of that account. */
  private static ClaimResponse keys(BareJid account, int... devices) {
    List<ClaimedBundle> bundles = new ArrayList<>();
    for (long seed = 1; bundles.size() < devices.length; seed++) {
      bundles.addAll(new PrekeyValues(seed).response().bundles().values());
    }
    TreeMap<DeviceId, ClaimedBundle> all = new TreeMap<>();
    for (int i = 0; i < devices.length; i++) {
      all.put(new DeviceId(devices[i]), bundles.get(i));
    }
    return new ClaimResponse(account, all, Collections.emptySortedSet());
  }

  private static LookAnswer answer() {
    return LookAnswer.of(
        List.of(
            new Found(BOB, Standing.GIVEN, Optional.of(LIST), Optional.of(keys(BOB, 7, 9))),
            new Found(CAROL, Standing.NONE, Optional.empty(), Optional.of(keys(CAROL, 7)))),
        List.of(DAVE));
  }

  @Test
  void requestsAndAnswersComeBackFromTheWire() throws Exception {
    assertThat(LookRequest.parse(request().toXml())).isEqualTo(request());
    assertThat(LookAnswer.parse(answer().toXml()).requireAnswerTo(request())).isEqualTo(answer());
    for (Failed.Why why : Failed.Why.values()) {
      LookAnswer failed = LookAnswer.of(List.of(new Failed(BOB, why)), List.of(CAROL, DAVE));
      assertThat(LookAnswer.parse(failed.toXml()).requireAnswerTo(request())).isEqualTo(failed);
    }
  }

  /** The page of the namespace shows them. */
  @Test
  void isWrittenAsTheExamplesShow() {
    assertThat(request().toXml().toXml())
        .isEqualTo(
            "<look xmlns='urn:symbolon:directory:0' bytes='65536'>"
                + "<account jid='bob@beta.test' known='"
                + LIST.hash().toBase64()
                + "' keys='listed'/>"
                + "<account jid='carol@alpha.test' keys='7 31415'/>"
                + "<account jid='dave@gamma.test'/></look>");
    LookAnswer answer =
        LookAnswer.of(
            List.of(
                new Found(BOB, Standing.UNCHANGED, Optional.empty(), Optional.empty()),
                new Failed(DAVE, Failed.Why.ASK_YOURSELF)),
            List.of(CAROL));
    assertThat(answer.toXml().toXml())
        .isEqualTo(
            "<found xmlns='urn:symbolon:directory:0'>"
                + "<account jid='bob@beta.test' list='unchanged'/>"
                + "<failed jid='dave@gamma.test' why='ask-yourself'/>"
                + "<more jid='carol@alpha.test'/></found>");
  }

  @Test
  void anAnswersSizeIsTheLargestWhenNothingIsSaid() throws Exception {
    XmlElement look = look(List.of(account("bob@beta.test")));
    assertThat(LookRequest.parse(look).bytes()).isEqualTo(DirectoryLimits.MAX_BYTES);
    assertThat(LookRequest.parse(look).wantsKeys()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keys=",
        "keys=all",
        "keys=7 7",
        "keys=7  9",
        "keys=0",
        "keys=7,9",
        "keys=listed 7",
        "known=",
        "known=AAAA",
        "jid=",
        "jid=beta.test",
        "jid=bob@beta.test/pc",
        "list=given"
      })
  void refusesAnAccountThatIsNotOfTheShape(String attribute) {
    String[] parts = attribute.split("=", 2);
    XmlElement account =
        XmlElement.element(Namespaces.DIRECTORY, "account")
            .with("jid", "bob@beta.test")
            .with(parts[0], parts[1])
            .build();
    assertRefused(() -> LookRequest.parse(look(List.of(account))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "4095", "204801", "-1", "1e5", "99999999999999"})
  void refusesASizeThatNoAnswerHas(String bytes) {
    XmlElement look =
        XmlElement.element(Namespaces.DIRECTORY, "look")
            .with("bytes", bytes)
            .with(account("bob@beta.test"))
            .build();
    assertRefused(() -> LookRequest.parse(look));
  }

  @Test
  void refusesNobodyTheSameTwiceAndTooMany() {
    assertRefused(() -> LookRequest.parse(look(List.of())));
    assertRefused(
        () -> LookRequest.parse(look(List.of(account("bob@beta.test"), account("BOB@beta.test")))));
    List<XmlElement> many = new ArrayList<>();
    for (int i = 0; i <= DirectoryLimits.MAX_ACCOUNTS; i++) {
      many.add(account("m" + i + "@beta.test"));
    }
    assertThatThrownBy(() -> LookRequest.parse(look(many)))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OVERSIZED));
  }

  @Test
  void refusesAddressesThatFillTheAnswer() {
    List<XmlElement> long200 = new ArrayList<>();
    for (int i = 0; i < DirectoryLimits.MAX_ACCOUNTS; i++) {
      long200.add(account(i + "x".repeat(900) + "@beta.test"));
    }
    assertRefused(() -> LookRequest.parse(look(long200)));
  }

  @Test
  void refusesKeysOfTooManyDevices() {
    StringBuilder ids = new StringBuilder("1");
    for (int i = 2; i <= 101; i++) {
      ids.append(' ').append(i);
    }
    XmlElement account =
        XmlElement.element(Namespaces.DIRECTORY, "account")
            .with("jid", "bob@beta.test")
            .with("keys", ids.toString())
            .build();
    assertRefused(() -> LookRequest.parse(look(List.of(account))));
  }

  /** What contradicts itself. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<account jid='bob@beta.test' list='given'/>",
        "<account jid='bob@beta.test'/>",
        "<account jid='bob@beta.test' list='none'>LIST</account>",
        "<account jid='bob@beta.test' list='unchanged'>LIST</account>",
        "<account jid='bob@beta.test' list='given'>LISTLIST</account>",
        "<account jid='carol@beta.test' list='given'>LIST</account>",
        "<account jid='bob@beta.test' list='none'>KEYSKEYS</account>",
        "<account jid='carol@beta.test' list='none'>KEYS</account>",
        "<account jid='bob@beta.test' list='none'/><more jid='bob@beta.test'/>",
        "<account jid='bob@beta.test' list='none'/><account jid='bob@beta.test' list='none'/>",
        "<account jid='bob@beta.test' list='none'/><failed jid='bob@beta.test' why='refused'/>",
        "<more jid='bob@beta.test'/><more jid='bob@beta.test'/>",
        "<more/>",
        "<failed jid='bob@beta.test'/>",
        "<failed jid='bob@beta.test' why='tired'/>",
        "<failed jid='bob@beta.test' why='refused'>LIST</failed>",
        "<account jid='bob@beta.test' list='none'>text</account>",
        "<account jid='bob@beta.test' list='none' known='x'/>",
        "<account jid='bob@beta.test' list='none'><thing/></account>"
      })
  void refusesAnswersThatContradictThemselves(String content) throws Exception {
    String filled =
        content
            .replace("LIST", SignedDeviceListCodec.encode(LIST).toXml())
            .replace("KEYS", keys(BOB, 7).toXml().toXml());
    String xml = "<found xmlns='urn:symbolon:directory:0'>" + filled + "</found>";
    assertRefused(() -> LookAnswer.parse(Vectors.tree(xml)));
  }

  @Test
  void refusesAnAnswerLargerThanAStanzaMayBe() {
    List<AccountAnswer> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      BareJid account = new BareJid("m" + i, "beta.test");
      answers.add(
          new Found(account, Standing.NONE, Optional.empty(), Optional.of(keys(account, 7, 9))));
    }
    assertThatThrownBy(() -> LookAnswer.parse(LookAnswer.of(answers, List.of()).toXml()))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OVERSIZED));
  }

  @Test
  void anAnswerIsToWhatWasAskedAndToNothingElse() throws Exception {
    LookRequest request = request();
    answer().requireAnswerTo(request);
    assertOther(LookAnswer.of(answer().accounts().values(), List.of()));
    assertOther(LookAnswer.of(List.of(), List.of(BOB, CAROL, DAVE)));
    assertOther(with(new Found(DAVE, Standing.UNCHANGED, Optional.empty(), Optional.empty())));
    assertOther(with(new Found(DAVE, Standing.NONE, Optional.empty(), Optional.of(keys(DAVE, 7)))));
    assertOther(with(new Found(CAROL, Standing.NONE, Optional.empty(), Optional.empty())));
    assertOther(
        with(new Found(CAROL, Standing.NONE, Optional.empty(), Optional.of(keys(CAROL, 8)))));
    BareJid eve = new BareJid("eve", "beta.test");
    assertOther(with(new Failed(eve, Failed.Why.REFUSED)));
  }

  /** The whole answer, but for this one. */
  private static LookAnswer with(AccountAnswer other) {
    Map<BareJid, AccountAnswer> all = new TreeMap<>(answer().accounts());
    all.put(DAVE, new Failed(DAVE, Failed.Why.UNREACHABLE));
    all.put(other.account(), other);
    return LookAnswer.of(all.values(), List.of());
  }

  private static void assertOther(LookAnswer answer) {
    assertThatThrownBy(() -> answer.requireAnswerTo(request()))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_ADDRESS));
  }

  /** What services reckon with before they use a key up. */
  @Test
  void aKeyTakesNoMoreThanIsReckonedWith() {
    ClaimResponse one = keys(BOB, Integer.MAX_VALUE);
    int frame = keys(BOB).toXml().toXml().length();
    assertThat(one.toXml().toXml().length() - frame)
        .isLessThan(DirectoryLimits.MAX_KEY_BYTES - 50)
        .isGreaterThan(CurveKey.LENGTH * 5);
    Found bare = new Found(BOB, Standing.UNCHANGED, Optional.empty(), Optional.of(keys(BOB)));
    assertThat(bare.toXml().toXml().length()).isLessThanOrEqualTo(LookRequest.leastBytes(BOB));
  }

  @Property(tries = 1000)
  void corruptedInputIsRefusedAndNeverSurprises(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) {
    Corruption corruption = new Corruption(seed);
    XmlElement look = request().toXml();
    XmlElement found = answer().toXml();
    for (int i = 0; i < changes; i++) {
      look = corruption.apply(look);
      found = corruption.apply(found);
    }
    try {
      assertThat(LookRequest.parse(look)).isNotNull();
    } catch (ProtocolException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
    try {
      assertThat(LookAnswer.parse(found)).isNotNull();
    } catch (ProtocolException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }

  private static void assertRefused(ThrowingCallable parsing) {
    assertThatThrownBy(parsing).isInstanceOf(ProtocolException.class);
  }

  private static XmlElement look(List<XmlElement> accounts) {
    return XmlElement.element(Namespaces.DIRECTORY, "look").with(accounts).build();
  }

  private static XmlElement account(String jid) {
    return XmlElement.element(Namespaces.DIRECTORY, "account").with("jid", jid).build();
  }

  private static SortedSet<DeviceId> ids(int... ids) {
    SortedSet<DeviceId> all = new TreeSet<>();
    for (int each : ids) {
      all.add(new DeviceId(each));
    }
    return all;
  }
}
