#!/usr/bin/python3
"""Makes the test vectors in ../resources/vectors with the reference implementations python-twomemo (OMEMO 2) and python-oldmemo
(legacy OMEMO, the files whose names begin with legacy-).

Run by hand, from anywhere, on Debian 12 or later:

    apt install python3-twomemo python3-oldmemo          # 1.0.3; bring omemo, doubleratchet, x3dh and xeddsa
    /usr/bin/python3 make_vectors.py

It needs no network, writes the same bytes every time (all randomness is replaced by a counter), and is not part of the build.
Every verdict under `expect` is the reference implementation's own: the script fails where it and the written word disagree,
except where a comment beginning with "ours" says that we are stricter.

A file is a list of blocks with an empty line between them; a block is a list of `name: value` lines. Bytes are in hex.
"""
import asyncio
import copy
import hashlib
import pathlib
import secrets
import time

import doubleratchet
import google.protobuf.message
import x3dh
import xeddsa
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from doubleratchet.recommended import HashFunction, diffie_hellman_ratchet_curve25519
from doubleratchet.recommended.crypto_provider_impl import CryptoProviderImpl
from x3dh.identity_key_pair import IdentityKeyPairPriv, IdentityKeyPairSeed

import oldmemo.oldmemo as old
import oldmemo.oldmemo_pb2 as old_pb2
import twomemo.twomemo as two
from twomemo.twomemo_pb2 import OMEMOAuthenticatedMessage, OMEMOKeyExchange, OMEMOMessage

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "vectors"
ZERO = bytes(32)
MAX_SKIP = 1000


class Luck:
    """Replaces randomness by SHA-256 over a label and a counter, and remembers what it gave."""

    def __init__(self):
        self.label, self.count, self.given = "", 0, []

    def restart(self, label):
        self.label, self.count, self.given = label, 0, []

    def next(self, length=32):
        self.count += 1
        out = hashlib.sha512(f"symbolon/{self.label}/{self.count}".encode()).digest()[:length]
        assert len(out) == length
        self.given.append(out)
        return out

    def taken(self):
        out, self.given = self.given, []
        return b"".join(out)


LUCK = Luck()
secrets.token_bytes = LUCK.next
secrets.choice = lambda items: sorted(items)[0]
time.time = lambda: 1767225600
Ratchet = diffie_hellman_ratchet_curve25519.DiffieHellmanRatchet
Ratchet._generate_priv = staticmethod(lambda: LUCK.next(32))


def run(awaitable):
    return asyncio.new_event_loop().run_until_complete(awaitable)


def write(name, about, blocks):
    lines = ["# " + line for line in about]
    made_with = "python-oldmemo" if name.startswith("legacy-") else "python-twomemo"
    lines += [f"# Made by ../../vectors/make_vectors.py with {made_with} 1.0.3."]
    for block in blocks:
        lines.append("")
        for key, value in block.items():
            lines.append(f"{key}: {value.hex() if isinstance(value, bytes) else value}".rstrip())
    (OUT / name).write_text("\n".join(lines) + "\n")


def seed_with_sign(label, bit):
    """A seed whose Ed25519 public key has that sign bit."""
    for i in range(100):
        seed = hashlib.sha256(f"symbolon/seed/{label}/{i}".encode()).digest()
        if public(seed)[31] >> 7 == bit:
            return seed
    raise AssertionError


def clamped(label, bit=0):
    """A Curve25519 private key whose Ed25519 form has that sign bit by itself; XEdDSA wants 0."""
    for i in range(100):
        priv = bytearray(hashlib.sha256(f"symbolon/{label}/{i}".encode()).digest())
        priv[0] &= 248
        priv[31] = priv[31] & 127 | 64
        if xeddsa.priv_to_ed25519_pub(bytes(priv))[31] >> 7 == bit:
            return bytes(priv)
    raise AssertionError


def public(seed):
    return xeddsa.priv_to_ed25519_pub(xeddsa.seed_to_priv(seed))


class Omemo2:
    """OMEMO 2, by python-twomemo."""

    prefix, impl = "", two

    @staticmethod
    def secret(label):
        return hashlib.sha384(label.encode()).digest()

    @staticmethod
    def associated_data(both, sender_began):  # pylint: disable=unused-argument
        return both

    @staticmethod
    def key_exchange(kex, message):
        return kex.serialize(message)

    @staticmethod
    def parse_key_exchange(data):
        require_initialized(OMEMOKeyExchange, data)
        return two.KeyExchangeImpl.parse(data)

    @staticmethod
    def check(data):
        require_initialized(OMEMOMessage, require_initialized(OMEMOAuthenticatedMessage, data).message)

    @staticmethod
    def apart(data):
        """The parts of a message or key exchange, and how to put them together again."""
        kex = OMEMOKeyExchange.FromString(data)
        kex = kex if kex.IsInitialized() else None
        outer = OMEMOAuthenticatedMessage.FromString(data) if kex is None else kex.message
        inner = OMEMOMessage.FromString(outer.message)

        def together(changed):
            if changed != {"message"}:
                outer.message = inner.SerializePartialToString()
            return (kex if kex is not None else outer).SerializePartialToString()
        return [part for part in (kex, outer, inner) if part is not None], together


class LegacyParts:
    """What stands around the two protobuf messages of legacy OMEMO."""

    def __init__(self, kex_version, version, mac):
        self.kex_version, self.version, self.mac = kex_version, version, mac


class Legacy:
    """Legacy OMEMO, by python-oldmemo."""

    prefix, impl = "legacy-", old

    @staticmethod
    def secret(label):
        return hashlib.sha256(label.encode()).digest()

    @staticmethod
    def associated_data(both, sender_began):
        return both if sender_began else both[33:] + both[:33]

    @staticmethod
    def key_exchange(kex, message):
        return kex.serialize(message)[0]

    @staticmethod
    def parse_key_exchange(data):
        require_initialized(old_pb2.OMEMOKeyExchange, data[1:])
        # The sign of the identity is not told; it is looked up in the bundle, and no key depends on it.
        return old.KeyExchangeImpl.parse(data, False)

    @staticmethod
    def check(data):
        require_initialized(old_pb2.OMEMOMessage, old.OMEMOAuthenticatedMessage.FromString(data).message[1:])

    @staticmethod
    def apart(data):
        try:
            kex = require_initialized(old_pb2.OMEMOKeyExchange, data[1:])
        except ValueError:
            kex = None
        blob = data if kex is None else kex.message
        inner = old_pb2.OMEMOMessage.FromString(blob[1:-8])
        around = LegacyParts(data[:1], blob[:1], blob[-8:])

        def together(changed):  # pylint: disable=unused-argument
            message = around.version + inner.SerializePartialToString() + around.mac
            if kex is None:
                return message
            if "message" not in changed:
                kex.message = message
            return around.kex_version + kex.SerializePartialToString()
        return [part for part in (kex, around, inner) if part is not None], together


class Party:
    """One device: identity, signed prekey 7, one-time prekey 23."""

    SPK_ID, PK_ID = 7, 23

    def __init__(self, label, sign=None, priv=None, version=Omemo2):
        LUCK.restart(label)
        self.version, self.impl = version, version.impl
        self.seed = None if priv else seed_with_sign(label, sign)
        pair = IdentityKeyPairPriv(priv) if priv else IdentityKeyPairSeed(self.seed)
        self.state = self.impl.StateImpl.create(
            x3dh.IdentityKeyFormat.ED_25519, x3dh.HashFunction.SHA_256, self.impl.StateImpl.INFO, pair)
        self.spk_priv = LUCK.taken()[:32]
        self.state.generate_pre_keys(1)
        self.pk_priv = LUCK.taken()
        self.ik = self.state.bundle.identity_key
        self.double_ratchet = None
        self.kex = None
        self.confirmed = False

    def block(self, name):
        bundle = self.state.bundle
        block = {f"{name}.seed": self.seed} if self.seed else {}
        return block | {
            f"{name}.ik": self.ik,
            f"{name}.ik.curve25519": xeddsa.ed25519_pub_to_curve25519_pub(self.ik),
            f"{name}.spk.id": self.SPK_ID,
            f"{name}.spk.priv": self.spk_priv,
            f"{name}.spk.pub": bundle.signed_pre_key,
            f"{name}.spk.sig": bundle.signed_pre_key_sig,
            f"{name}.pk.id": self.PK_ID,
            f"{name}.pk.priv": self.pk_priv,
            f"{name}.pk.pub": list(bundle.pre_keys)[0],
        }

    # What Twomemo and Oldmemo do in build_session_active, encrypt_key_material, build_session_passive and decrypt_key_material,
    # without their storage.
    def start(self, other, plaintext):
        secret, self.ad, header = run(self.state.get_shared_secret_active(other.state.bundle))
        self.kex = self.impl.KeyExchangeImpl(header, other.SPK_ID, other.PK_ID)
        self.double_ratchet, message = run(self.impl.DoubleRatchetImpl.encrypt_initial_message(
            Ratchet, self.impl.RootChainKDFImpl, self.impl.MessageChainKDFImpl, self.impl.DoubleRatchetImpl.MESSAGE_CHAIN_CONSTANT,
            MAX_SKIP, MAX_SKIP, self.impl.AEADImpl, secret, other.state.bundle.signed_pre_key, plaintext, self.ad))
        return secret, self.wrapped(message)

    def seal(self, plaintext):
        return self.wrapped(run(self.double_ratchet.encrypt_message(
            plaintext, self.version.associated_data(self.ad, self.kex is not None))))

    def wrapped(self, message):
        data = self.impl.EncryptedKeyMaterialImpl("x@x", 1, message).serialize()
        return data if self.kex is None or self.confirmed else self.version.key_exchange(self.kex, data)

    def open(self, data, is_kex):
        if is_kex:
            kex, data = self.version.parse_key_exchange(data)
            if kex.pre_key_id == 0:
                raise ValueError("no prekey")
        self.version.check(data)
        message = self.impl.EncryptedKeyMaterialImpl.parse(data, "x@x", 1).encrypted_message
        if self.double_ratchet is not None:
            plaintext = run(self.double_ratchet.decrypt_message(
                message, self.version.associated_data(self.ad, self.kex is None)))
            self.confirmed = True
            return plaintext
        if (kex.signed_pre_key_id, kex.pre_key_id) != (self.SPK_ID, self.PK_ID):
            raise KeyError("no such prekey")
        bundle = self.state.bundle
        header = x3dh.Header(kex.header.identity_key, kex.header.ephemeral_key, bundle.signed_pre_key, list(bundle.pre_keys)[0])
        secret, ad, spk = run(self.state.get_shared_secret_passive(header))
        double_ratchet, plaintext = run(self.impl.DoubleRatchetImpl.decrypt_initial_message(
            Ratchet, self.impl.RootChainKDFImpl, self.impl.MessageChainKDFImpl, self.impl.DoubleRatchetImpl.MESSAGE_CHAIN_CONSTANT,
            MAX_SKIP, MAX_SKIP, self.impl.AEADImpl, secret, spk.priv, message, ad))
        self.double_ratchet, self.ad = double_ratchet, ad
        return plaintext


def require_initialized(kind, data):
    """A proto2 parser refuses what lacks a required field; Python's newest does so only when it writes."""
    try:
        message = kind.FromString(data)
    except google.protobuf.message.DecodeError as error:
        raise ValueError from error
    if not message.IsInitialized():
        raise ValueError("a required field is missing")
    return message


VERDICTS = {
    doubleratchet.DuplicateMessageException: "already received",
    doubleratchet.DoSProtectionException: "too far ahead",
    doubleratchet.aead.AuthenticationFailedException: "not authentic",
    x3dh.KeyAgreementException: "not authentic",
    KeyError: "no session",
    ValueError: "malformed",
}


def verdict(error):
    for kind, word in VERDICTS.items():
        if isinstance(error, kind):
            return word
    raise error


class Conversation:
    """A recorded talk between alice, who begins, and bob."""

    def __init__(self, version, name, about, alice_sign=0, bob_sign=0, alice_priv=None, bob_priv=None):
        self.name, self.about, self.version = name, about, version
        self.label = version.prefix + name
        self.alice = Party(self.label + "/alice", alice_sign, alice_priv, version)
        self.bob = Party(self.label + "/bob", bob_sign, bob_priv, version)
        keys = self.alice.block("alice") | self.bob.block("bob")
        self.blocks = [{"step": "keys"} | ({"version": "legacy"} if version is Legacy else {}) | keys]
        self.messages, self.begun = {}, False
        LUCK.restart(self.label)

    def party(self, who):
        return self.alice if who == "alice" else self.bob

    def seal(self, who, label, plaintext=None, quiet=False):
        party = self.party(who)
        plaintext = self.version.secret(f"{self.label}/{label}") if plaintext is None else plaintext
        is_kex = party.kex is not None and not party.confirmed
        block = {"step": "seal", "by": who, "message": label}
        if who == "alice" and not self.begun:
            self.begun, is_kex = True, True
            secret, data = party.start(self.bob, plaintext)
            self.blocks.append({"step": "start", "by": who, "entropy": LUCK.taken(), "shared-secret": secret, "ad": party.ad})
        else:
            data = party.seal(plaintext)
        self.messages[label] = (data, is_kex, plaintext)
        assert LUCK.taken() == b""
        if not quiet:
            self.blocks.append(block | {"kex": str(is_kex).lower(), "plaintext": plaintext, "bytes": data})
        elif self.blocks[-1]["step"] == "skip":
            self.blocks[-1]["count"] += 1
        else:
            self.blocks.append({"step": "skip", "by": who, "count": 1})

    def open(self, who, label, expect="success", change=None, note=None, ours=None):
        data, is_kex, plaintext = self.messages[label]
        data = data if change is None else change(self.version, data)
        party = self.party(who)
        kept = copy.copy(party.__dict__)
        try:
            opened = party.open(data, is_kex)
            assert opened == plaintext, (self.name, label)
            found = "success"
        except Exception as error:  # pylint: disable=broad-except
            found = verdict(error)
        entropy = LUCK.taken()
        if found != (ours or expect):
            raise AssertionError(f"{self.label} {label} ({note}): expected {ours or expect}, but the reference says {found}")
        if expect != "success":
            party.__dict__.update(kept)
        block = {"step": "open", "by": who, "message": label, "expect": expect}
        if note:
            block["about"] = note
        if change is not None or label not in self.shown():
            block |= {"kex": str(is_kex).lower(), "bytes": data}
        if expect == "success":
            block |= {"plaintext": opened, "entropy": entropy}
        self.blocks.append(block)

    def shown(self):
        return {b["message"] for b in self.blocks if b["step"] == "seal"}

    def write(self):
        write(f"{self.version.prefix}conversation-{self.name}.txt", self.about, self.blocks)


def rebuilt(**changes):
    """Takes a serialised message or key exchange apart, changes fields, puts it together again."""
    def change(version, data):
        parts, together = version.apart(data)
        for name, value in changes.items():
            target = next(t for t in parts if name in (vars(t) if isinstance(t, LegacyParts) else t.DESCRIPTOR.fields_by_name))
            if value is None and not isinstance(target, LegacyParts):
                target.ClearField(name)
            else:
                setattr(target, name, value(getattr(target, name)) if callable(value) else value)
        return together(set(changes))
    return change


def cut(change):
    """Changes the bytes as they are."""
    return lambda version, data: change(data)


def flip(data):
    return bytes([data[0] ^ 1]) + data[1:]


def conversations(version):
    for a in (0, 1):
        for b in (0, 1):
            talk = Conversation(version, f"in-order-{a}{b}", [
                f"A talk in order; sign bit {a} in alice's identity key, {b} in bob's.",
                "alice repeats her key exchange until bob answers; then both step the ratchet in turn."], a, b)
            for label in ("a1", "a2", "a3"):
                talk.seal("alice", label)
                talk.open("bob", label)
            for turn in range(3):
                for label in (f"b{turn}-1", f"b{turn}-2"):
                    talk.seal("bob", label)
                    talk.open("alice", label)
                for label in (f"c{turn}-1", f"c{turn}-2"):
                    talk.seal("alice", label)
                    talk.open("bob", label)
            talk.write()

    talk = Conversation(version, "out-of-order", ["Messages overtake each other, also over steps of the ratchet, and arrive twice."], 1, 1)
    for label in ("a1", "a2", "a3", "a4", "a5"):
        talk.seal("alice", label)
    for label in ("a3", "a1", "a5", "a2"):
        talk.open("bob", label)
    talk.open("bob", "a5", "already received")
    talk.open("bob", "a1", "already received")
    talk.seal("bob", "b1")
    talk.seal("bob", "b2")
    talk.seal("bob", "b3")
    talk.open("alice", "b2")
    talk.seal("alice", "a6")
    talk.seal("alice", "a7")
    talk.open("bob", "a7")
    talk.open("bob", "a4", note="late, over a step of the ratchet")
    talk.open("bob", "a6")
    talk.seal("bob", "b4")
    talk.open("alice", "b4")
    talk.open("alice", "b1", note="late, over a step of the ratchet")
    talk.open("alice", "b3", note="the end of a chain that was left behind")
    talk.open("alice", "b4", "already received")
    talk.write()

    talk = Conversation(version, "first-message-lost", ["The first message never arrives; its repeated key exchange does."], 0, 1)
    for label in ("a1", "a2", "a3"):
        talk.seal("alice", label)
    talk.open("bob", "a3")
    talk.open("bob", "a2")
    talk.seal("bob", "b1")
    talk.open("alice", "b1")
    talk.write()

    talk = Conversation(version, "skip-limit", ["1000 messages may be missing before one, 1001 may not (XEP-0384: MAX_SKIP)."])
    talk.seal("alice", "a0")
    talk.open("bob", "a0")
    for i in range(1, 1003):
        talk.seal("alice", f"a{i}", quiet=i not in (1, 2, 1001, 1002))
    talk.open("bob", "a1002", "too far ahead")
    talk.open("bob", "a1001")
    talk.open("bob", "a1", note="the oldest of 1000 stored keys")
    talk.open("bob", "a1002")
    talk.open("bob", "a2")
    talk.write()

    talk = Conversation(version, "heavy-loss", [
        "More than 1000 messages at the end of one chain are lost. The next chain must open all the same:",
        "otherwise the session could never recover. The keys of the lost ones are given up."])
    talk.seal("alice", "a0")
    talk.open("bob", "a0")
    talk.seal("bob", "b1")
    talk.open("alice", "b1")
    for i in range(1, 1203):
        talk.seal("alice", f"a{i}", quiet=i != 1)
    talk.open("bob", "a1")
    talk.seal("bob", "b2")
    talk.open("alice", "b2")
    talk.seal("alice", "z1")
    talk.open("bob", "z1", note="its header says that 1201 messages of the chain before are missing")
    talk.write()


def curve25519_identity(version, name, about, **kinds):
    talk = Conversation(version, name, about, **kinds)
    for label in ("a1", "a2"):
        talk.seal("alice", label)
        talk.open("bob", label)
    talk.seal("bob", "b1")
    talk.open("alice", "b1")
    talk.seal("alice", "a3")
    talk.open("bob", "a3")
    talk.write()


def curve25519_identities():
    curve25519_identity(Omemo2, "curve25519-identity", [
        "alice holds her identity as a Curve25519 key, as libomemo-c and libomemo.js do; we can only be bob here."],
        alice_priv=clamped("curve25519 identity"), bob_sign=1)
    for sign in (0, 1):
        curve25519_identity(Legacy, f"curve25519-alice-{sign}", [
            f"alice holds her identity as a Curve25519 key, as most clients do, with sign bit {sign}; we can only be bob here."],
            alice_priv=clamped(f"legacy/curve25519/alice/{sign}", sign), bob_sign=1)
        curve25519_identity(Legacy, f"curve25519-bob-{sign}", [
            f"bob holds his identity as a Curve25519 key, as most clients do, with sign bit {sign}; we can only be alice here."],
            bob_priv=clamped(f"legacy/curve25519/bob/{sign}", sign), alice_sign=1)


def empty_messages():
    talk = Conversation(Omemo2, "empty-messages", ["Empty messages carry 32 zero bytes and no tag."], 1, 0)
    talk.seal("alice", "a1", ZERO)
    talk.open("bob", "a1")
    talk.seal("bob", "b1", ZERO)
    talk.open("alice", "b1")
    talk.write()

    talk = Conversation(Legacy, "empty-messages", ["Empty messages carry a key of 16 bytes, with others also its tag."], 1, 0)
    LUCK.restart("legacy/empty")
    _, material = run(old.Oldmemo(None).encrypt_empty())
    empty = material.key + material.auth_tag
    assert len(empty) == 16
    LUCK.restart("legacy-empty-messages")
    for who, other, label, secret in (("alice", "bob", "1", empty), ("bob", "alice", "2", empty), ("alice", "bob", "3", ZERO)):
        talk.seal(who, label, secret)
        talk.open(other, label)
    talk.write()


def forged():
    talk = Conversation(Omemo2, "forged", ["Every damaged message is refused and changes nothing: the true one opens afterwards."], 1, 1)
    talk.seal("alice", "a1")
    other = Party("forged/mallory", 0).ik
    curve = xeddsa.priv_to_curve25519_pub(LUCK.next())
    LUCK.restart("forged")
    for note, change, expect, ours in (
        ("a bit of the tag", rebuilt(mac=flip), "not authentic", None),
        ("the counter", rebuilt(n=5), "not authentic", None),
        ("the previous counter", rebuilt(pn=5), "not authentic", None),
        ("a bit of the ciphertext", rebuilt(ciphertext=flip), "not authentic", None),
        ("the ciphertext removed", rebuilt(ciphertext=None), "malformed", "not authentic"),
        ("a tag of 32 bytes", rebuilt(mac=lambda m: m + m), "malformed", "not authentic"),
        ("a tag of 8 bytes", rebuilt(mac=lambda m: m[:8]), "malformed", "not authentic"),
        ("no tag", rebuilt(mac=None), "malformed", None),
        ("another identity in the key exchange", rebuilt(ik=other), "not authentic", None),
        ("the sign bit of the identity", rebuilt(ik=lambda k: k[:31] + bytes([k[31] ^ 0x80])), "not authentic", None),
        ("another ephemeral key", rebuilt(ek=curve), "not authentic", None),
        # ours: no tag covers this key, so only its one honest encoding is accepted
        ("an ephemeral key that nobody makes", rebuilt(ek=other), "malformed", "not authentic"),
        ("the unused bit of the ephemeral key", rebuilt(ek=lambda k: k[:31] + bytes([k[31] | 0x80])), "malformed", "success"),
        ("no prekey id", rebuilt(pk_id=None), "no prekey", "malformed"),
        ("no signed prekey id", rebuilt(spk_id=None), "malformed", None),
        ("another prekey id", rebuilt(pk_id=24), "no session", None),
        ("another signed prekey id", rebuilt(spk_id=8), "no session", None),
        ("prekey id 0", rebuilt(pk_id=0), "malformed", None),
        ("a prekey id above 2^31-1", rebuilt(pk_id=2**31), "malformed", "no session"),
        ("no identity", rebuilt(ik=None), "malformed", None),
        ("no ephemeral key", rebuilt(ek=None), "malformed", None),
        ("no ratchet key", rebuilt(dh_pub=None), "malformed", None),
        ("cut in the middle", cut(lambda d: d[:len(d) // 2]), "malformed", None),
        ("without its last byte", cut(lambda d: d[:-1]), "malformed", None),
        ("nothing at all", cut(lambda d: b""), "malformed", None),
        ("a version byte in front, as legacy OMEMO has it", cut(lambda d: b"\x33" + d), "malformed", None),
    ):
        talk.open("bob", "a1", expect, change, note, ours)
    talk.open("bob", "a1", note="the true message")
    talk.seal("bob", "b1")
    talk.seal("bob", "b2")
    for note, change, expect, ours in (
        ("a bit of the tag", rebuilt(mac=flip), "not authentic", None),
        ("a counter far ahead", rebuilt(n=900), "not authentic", None),
        ("a counter too far ahead", rebuilt(n=5000), "too far ahead", None),
        ("another ratchet key", rebuilt(dh_pub=curve), "not authentic", None),
        ("a bit of the ciphertext", rebuilt(ciphertext=flip), "not authentic", None),
        ("the ciphertext removed", rebuilt(ciphertext=None), "malformed", "not authentic"),
        ("without its last byte", cut(lambda d: d[:-1]), "malformed", None),
    ):
        talk.open("alice", "b2", expect, change, note, ours)
    talk.open("alice", "b2", note="the true message")
    talk.open("alice", "b1")
    talk.write()


def legacy_forged():
    talk = Conversation(Legacy, "forged", ["Every damaged message is refused and changes nothing: the true one opens afterwards."], 1, 1)
    talk.seal("alice", "a1")
    other = b"\x05" + xeddsa.ed25519_pub_to_curve25519_pub(Party("legacy-forged/mallory", 0, None, Legacy).ik)
    curve = b"\x05" + xeddsa.priv_to_curve25519_pub(LUCK.next())
    LUCK.restart("legacy-forged")
    for note, change, expect, ours in (
        ("a bit of the tag", rebuilt(mac=flip), "not authentic", None),
        ("a tag of 16 bytes, as OMEMO 2 has it", rebuilt(mac=lambda m: m + m), "malformed", None),
        ("a tag of 7 bytes", rebuilt(mac=lambda m: m[:7]), "malformed", None),
        ("the counter", rebuilt(n=5), "not authentic", None),
        ("the previous counter", rebuilt(pn=5), "not authentic", None),
        ("a bit of the ciphertext", rebuilt(ciphertext=flip), "not authentic", None),
        ("the ciphertext removed", rebuilt(ciphertext=None), "malformed", "not authentic"),
        ("another identity in the key exchange", rebuilt(ik=other), "not authentic", None),
        ("an identity of 32 bytes, as OMEMO 2 has it", rebuilt(ik=lambda k: k[1:]), "malformed", None),
        ("an identity of another type", rebuilt(ik=lambda k: b"\x06" + k[1:]), "malformed", None),
        # ours: only one encoding of one point is an identity
        ("the unused bit of the identity", rebuilt(ik=lambda k: k[:32] + bytes([k[32] | 0x80])), "malformed", "success"),
        ("another ephemeral key", rebuilt(ek=curve), "not authentic", None),
        ("an ephemeral key of 32 bytes", rebuilt(ek=lambda k: k[1:]), "malformed", None),
        ("the unused bit of the ephemeral key", rebuilt(ek=lambda k: k[:32] + bytes([k[32] | 0x80])), "malformed", "success"),
        ("no prekey id", rebuilt(pk_id=None), "no prekey", "malformed"),
        ("no signed prekey id", rebuilt(spk_id=None), "malformed", None),
        ("another prekey id", rebuilt(pk_id=24), "no session", None),
        ("another signed prekey id", rebuilt(spk_id=8), "no session", None),
        ("a prekey id above 2^31-1", rebuilt(pk_id=2**31), "malformed", "no session"),
        ("no identity", rebuilt(ik=None), "malformed", None),
        ("no ephemeral key", rebuilt(ek=None), "malformed", None),
        ("no ratchet key", rebuilt(dh_pub=None), "malformed", None),
        ("a ratchet key of 32 bytes", rebuilt(dh_pub=lambda k: k[1:]), "malformed", None),
        ("version 2 of the message", rebuilt(version=b"\x23"), "malformed", None),
        ("another highest version of the message", rebuilt(version=b"\x32"), "malformed", None),
        ("version 4 as the highest of the message", rebuilt(version=b"\x34"), "malformed", None),
        ("version 2 of the key exchange", rebuilt(kex_version=b"\x23"), "malformed", None),
        ("another highest version of the key exchange", rebuilt(kex_version=b"\x32"), "malformed", None),
        ("version 4 as the highest of the key exchange", rebuilt(kex_version=b"\x34"), "malformed", None),
        ("no version byte, as in OMEMO 2", cut(lambda d: d[1:]), "malformed", None),
        ("a message of nothing but its tag", rebuilt(message=lambda m: m[-8:]), "malformed", None),
        ("cut in the middle", cut(lambda d: d[:len(d) // 2]), "malformed", None),
        ("without its last byte", cut(lambda d: d[:-1]), "malformed", None),
        ("nothing at all", cut(lambda d: b""), "malformed", None),
    ):
        talk.open("bob", "a1", expect, change, note, ours)
    talk.open("bob", "a1", note="with a registration id, which nobody reads", change=rebuilt(unused=4711))
    talk.blocks[-1]["unread"] = "true"
    talk.seal("bob", "b1")
    talk.seal("bob", "b2")
    for note, change, expect, ours in (
        ("a bit of the tag", rebuilt(mac=flip), "not authentic", None),
        ("a counter far ahead", rebuilt(n=900), "not authentic", None),
        ("a counter too far ahead", rebuilt(n=5000), "too far ahead", None),
        ("a huge counter", rebuilt(n=2**32 - 1), "malformed", "too far ahead"),
        ("another ratchet key", rebuilt(dh_pub=curve), "not authentic", None),
        ("a bit of the ciphertext", rebuilt(ciphertext=flip), "not authentic", None),
        ("the ciphertext removed", rebuilt(ciphertext=None), "malformed", "not authentic"),
        ("a byte more", cut(lambda d: d + b"\x00"), "malformed", None),
        ("without its last byte", cut(lambda d: d[:-1]), "malformed", None),
    ):
        talk.open("alice", "b2", expect, change, note, ours)
    talk.open("alice", "b2", note="the true message")
    talk.open("alice", "b1")
    talk.write()


def kdf():
    LUCK.restart("kdf")
    blocks = []
    chain = LUCK.next()
    for index in range(5):
        both = run(two.MessageChainKDFImpl.derive(chain, two.DoubleRatchetImpl.MESSAGE_CHAIN_CONSTANT, 64))
        blocks.append({"kdf": "chain", "expect": "success", "key": chain, "next": both[:32], "message-key": both[32:]})
        chain = both[:32]
    write("kdf.txt", ["Every derivation of OMEMO 2 (XEP-0384 §4.3, §4.4)."], blocks + labelled(Omemo2, (
        ("OMEMO X3DH", 32, True), ("OMEMO Root Chain", 64, False), ("OMEMO Message Key Material", 80, True),
        ("OMEMO Payload", 80, True))))
    assert old.DoubleRatchetImpl.MESSAGE_CHAIN_CONSTANT == two.DoubleRatchetImpl.MESSAGE_CHAIN_CONSTANT
    LUCK.restart("legacy/kdf")
    write("legacy-kdf.txt", ["The derivations in which legacy OMEMO differs; chains are the same."], labelled(Legacy, (
        ("WhisperText", 32, True), ("WhisperRatchet", 64, False), ("WhisperMessageKeys", 80, True))))


def labelled(version, labels):
    blocks = []
    for index in range(3):
        root, agreed = LUCK.next(), LUCK.next()
        both = run(version.impl.RootChainKDFImpl.derive(root, agreed, 64))
        blocks.append({"kdf": "root", "expect": "success", "key": root, "input": agreed, "next": both[:32], "chain-key": both[32:]})
    salted = [(info, length, ZERO if zero else LUCK.next()) for info, length, zero in labels]
    for info, length, salt in salted:
        key = LUCK.next()
        out = run(CryptoProviderImpl.hkdf_derive(HashFunction.SHA_256, length, salt, info.encode(), key))
        blocks.append({"kdf": "hkdf", "expect": "success", "info": info, "salt": salt, "input": key, "output": out})
    return blocks


def messages(version):
    LUCK.restart(version.prefix + "messages")
    impl, half = version.impl, 32 if version is Omemo2 else 33
    contents = (LUCK.next(48), ZERO, LUCK.next(48), LUCK.next(48)) if version is Omemo2 else (
        LUCK.next(32), LUCK.next(16), LUCK.next(32), LUCK.next(32))
    blocks = []
    for (n, pn), plaintext in zip(((0, 0), (1, 0), (127, 128), (300, 70000)), contents):
        key, ad, dh = LUCK.next(), LUCK.next(64), xeddsa.priv_to_curve25519_pub(LUCK.next())
        ad = ad if version is Omemo2 else b"\x05" + ad[:32] + b"\x05" + ad[32:]
        header = doubleratchet.Header(dh, pn, n)
        data = run(impl.AEADImpl.encrypt(plaintext, key, impl.DoubleRatchetImpl._build_associated_data(ad, header)))
        block = {"message-key": key, "ad": ad, "n": n, "pn": pn, "dh": dh, "plaintext": plaintext}
        blocks.append({"expect": "success"} | block | {"bytes": data})
        blocks.append({"expect": "not authentic", "about": "other associated data"} | block | {"ad": ad[half:] + ad[:half], "bytes": data})
        blocks.append({"expect": "not authentic", "about": "other key"} | block | {"message-key": flip(key), "bytes": data})
        blocks.append({"expect": "not authentic", "about": "a bit of the tag"} | block | {"bytes": rebuilt(mac=flip)(version, data)})
        # legacy OMEMO: the tag, which has no length of its own, is then taken from the wrong place
        blocks.append({"expect": "malformed", "about": "without its last byte"} | block | {"bytes": data[:-1]})
        # ours: we refuse what is no message before its tag is looked at
        blocks.append({"expect": "malformed", "about": "no ciphertext"} | block | {"bytes": rebuilt(ciphertext=None)(version, data)})
    about = "XEP-0384 §4.3, ENCRYPT" if version is Omemo2 else "version 3 of the Signal protocol"
    write(f"{version.prefix}messages.txt", [f"Single ratchet messages under a given message key ({about})."], blocks)


def payloads():
    LUCK.restart("payloads")
    blocks = []
    backend = two.Twomemo(None)
    for length in (0, 1, 15, 16, 17, 255, 1024):
        plaintext = (b"<envelope xmlns='urn:xmpp:sce:1'/>" * 40)[:length]
        content, material = run(backend.encrypt_plaintext(plaintext))
        good = {"key": material.key, "tag": material.auth_tag, "ciphertext": content.ciphertext, "plaintext": plaintext}
        blocks.append({"expect": "success"} | good)
        for about, change in (("a bit of the tag", {"tag": flip(material.auth_tag)}), ("a bit of the key", {"key": flip(material.key)}),
                              ("a bit of the ciphertext", {"ciphertext": flip(content.ciphertext)}),
                              ("the last block removed", {"ciphertext": content.ciphertext[:-16]})):
            blocks.append({"expect": "not authentic", "about": about} | good | change)
            bad = good | change
            try:
                run(backend.decrypt_plaintext(two.ContentImpl(bad["ciphertext"] or b"x"), two.PlainKeyMaterialImpl(bad["key"], bad["tag"])))
                raise AssertionError("accepted")
            except two.DecryptionFailed:
                pass
    write("payloads.txt", ["Payloads: 32-byte key, 16-byte tag, AES-256-CBC (XEP-0384 §4.4, §4.5)."], blocks)


def legacy_payloads():
    LUCK.restart("legacy/payloads")
    blocks = []
    backend = old.Oldmemo(None)

    def opens(ciphertext, iv, key, tag):
        try:
            return run(backend.decrypt_plaintext(old.ContentImpl(ciphertext, iv), old.PlainKeyMaterialImpl(key, tag)))
        except (old.DecryptionFailed, ValueError):
            return None

    for length in (0, 1, 15, 16, 17, 255, 1024):
        plaintext = ("Grüße, " * 200).encode()[:length]
        content, material = run(backend.encrypt_plaintext(plaintext))
        long_iv = LUCK.next(16)
        sealed = AESGCM(material.key).encrypt(long_iv, plaintext, None)
        good = {"key": material.key, "tag": material.auth_tag, "iv": content.initialization_vector, "ciphertext": content.ciphertext,
                "plaintext": plaintext}
        longer = good | {"about": "an IV of 16 bytes, as old clients send it", "iv": long_iv, "ciphertext": sealed[:-16],
                         "tag": sealed[-16:]}
        for each in (good, longer):
            blocks.append({"expect": "success"} | each)
            assert length == 0 or opens(each["ciphertext"], each["iv"], each["key"], each["tag"]) == plaintext
        for about, change in (("a bit of the tag", {"tag": flip(material.auth_tag)}), ("a bit of the key", {"key": flip(material.key)}),
                              ("a bit of the IV", {"iv": flip(content.initialization_vector)}),
                              ("a byte more", {"ciphertext": content.ciphertext + b"\x00"}),
                              ("the tag of another IV", {"tag": sealed[-16:]})):
            bad = good | change
            blocks.append({"expect": "not authentic", "about": about} | bad)
            assert opens(bad["ciphertext"] or b"x", bad["iv"], bad["key"], bad["tag"]) is None
        # ours: other lengths are not legacy OMEMO's
        for about, change in (("no tag, as of clients that leave it in the payload", {"tag": b""}),
                              ("a tag of 12 bytes", {"tag": material.auth_tag[:12]}),
                              ("a tag of 32 bytes", {"tag": material.auth_tag * 2}), ("no IV", {"iv": b""}),
                              ("an IV of 8 bytes", {"iv": long_iv[:8]}), ("an IV of 13 bytes", {"iv": long_iv[:13]})):
            blocks.append({"expect": "malformed", "about": about} | good | change)
    write("legacy-payloads.txt", ["Payloads: AES-128-GCM, the tag of 16 bytes behind the key (XEP-0384 0.3 §4.6)."], blocks)


def legacy_signatures():
    """What a device of ours signs: python-oldmemo must take it."""
    blocks = []
    for i in range(3):
        for bit in (0, 1):
            seed = seed_with_sign(f"legacy/signature/{i}", bit)
            priv = hashlib.sha256(seed).digest()
            curve = xeddsa.priv_to_curve25519_pub(priv)
            signed = old.StateImpl.serialize_public_key(curve)
            signature = xeddsa.ed25519_seed_sign(seed, signed)
            assert len(signed) == 33 and xeddsa.ed25519_verify(signature, public(seed), signed)
            assert not xeddsa.ed25519_verify(signature, public(seed), curve)
            state = Party(f"legacy/signature/{i}/{bit}", 0, None, Legacy).state
            theirs = x3dh.Bundle(public(seed), curve, signature, state.bundle.pre_keys)
            run(state.get_shared_secret_active(theirs))
            blocks.append({"expect": "success", "seed": seed, "sign-bit": bit, "priv": priv, "signed": signed, "signature": signature})
    write("legacy-signatures.txt", ["Signatures over the 33 bytes of a signed prekey."], blocks)


def identities():
    blocks = []
    for i in range(4):
        for bit in (0, 1):
            seed = seed_with_sign(f"identity/{i}", bit)
            priv, pub = xeddsa.seed_to_priv(seed), public(seed)
            message = hashlib.sha256(seed).digest()
            signature = xeddsa.ed25519_seed_sign(seed, message)
            assert xeddsa.ed25519_verify(signature, pub, message)
            curve = xeddsa.ed25519_pub_to_curve25519_pub(pub)
            assert curve == xeddsa.priv_to_curve25519_pub(priv)
            assert xeddsa.curve25519_pub_to_ed25519_pub(curve, bool(bit)) == pub
            block = {"seed": seed, "sign-bit": bit, "ed25519": pub, "curve25519": curve, "message": message}
            blocks.append({"expect": "success"} | block | {"signature": signature})
            blocks.append({"expect": "not authentic", "about": "the other sign bit"} | block | {
                "ed25519": pub[:31] + bytes([pub[31] ^ 0x80]), "signature": signature})
            blocks.append({"expect": "not authentic", "about": "a bit of the signature"} | block | {"signature": flip(signature)})
            order = 2**252 + 27742317777372353535851937790883648493
            high = (int.from_bytes(signature[32:], "little") + order).to_bytes(32, "little")
            blocks.append({"expect": "not authentic", "about": "s above the group order"} | block | {"signature": signature[:32] + high})
    for i in range(2):
        priv = clamped(f"xeddsa/{i}")
        pub, message = xeddsa.priv_to_ed25519_pub(priv), hashlib.sha256(priv).digest()
        LUCK.restart(f"xeddsa/{i}")
        signature = xeddsa.ed25519_priv_sign(priv, message, LUCK.next(64))
        assert xeddsa.ed25519_verify(signature, pub, message)
        blocks.append({"expect": "success", "about": "XEdDSA, by a client with a Curve25519 identity", "sign-bit": 0, "ed25519": pub,
                       "curve25519": xeddsa.priv_to_curve25519_pub(priv), "message": message, "signature": signature})
    write("identities.txt", ["Identity keys in both forms, and their signatures (XEP-0384 §4.2)."], blocks)


def hostile_keys():
    """Curve25519 keys on which a careless implementation leaks or agrees on nothing, and odd ones that must work."""
    p = 2**255 - 19
    d = -121665 * pow(121666, p - 2, p) % p

    def root(a):
        r = pow(a, (p + 3) // 8, p)
        return r if r * r % p == a % p else r * pow(2, (p - 1) // 4, p) % p

    low_y = {0, 1, p - 1}
    for sign in (root(d + 1), p - root(d + 1)):
        square = (sign - 1) * pow(d, p - 2, p) % p
        y = root(square)
        if y * y % p == square:
            low_y |= {y, p - y}
    assert len(low_y) == 5
    low_u = {0} | {(1 + y) * pow(1 - y, p - 2, p) % p for y in low_y if y != 1} | {p - 1}
    scalar = hashlib.sha256(b"symbolon/hostile").digest()

    def le(number):
        return number.to_bytes(32, "little")

    def agree(u):
        try:
            return X25519PrivateKey.from_private_bytes(scalar).exchange(X25519PublicKey.from_public_bytes(u))
        except ValueError:
            return None

    blocks, seen = [], set()

    def curve(about, u):
        if u in seen:
            return
        seen.add(u)
        shared = agree(u)
        verdict = {"expect": "weak key"} if shared is None else {"expect": "success", "shared": shared}
        blocks.append({"kind": "x25519", "about": about, "scalar": scalar, "u": u} | verdict)

    for u in sorted(low_u):
        curve("a point of small order", le(u))
        curve("the same with the unused bit set", le(u | 1 << 255))
        if u + p < 2**255:
            curve("the same written above the prime", le(u + p))
            curve("the same written above the prime, with the unused bit set", le(u + p | 1 << 255))
    assert all(b["expect"] == "weak key" for b in blocks)
    count = len(blocks)
    for above in range(2, 19):
        curve("not canonical, but of large order", le(p + above))
    for small in (2, 3, 4, 5, 6, 7, 9, 16, 2**254, 2**255 - 20, p - 2, p - 3):
        curve("an edge value on the curve or its twist", le(small % 2**255))
    curve("the unused bit set", le(9 | 1 << 255))
    curve("all bytes 0xff", b"\xff" * 32)
    curve("one bit in every byte", b"\x01" * 32)
    assert all(b["expect"] == "success" for b in blocks[count:])
    for y in sorted(low_y):
        for sign in (0, 1):
            blocks.append({"kind": "ed25519", "about": "an identity of small order", "key": le(y | sign << 255), "expect": "weak key"})
    for above in range(19):
        for sign in (0, 1):
            blocks.append({"kind": "ed25519", "about": "an identity that is not canonical", "key": le(p + above | sign << 255),
                           "expect": "weak key"})
    write("hostile-keys.txt", [
        "Public keys that nobody makes by accident. Agreed secrets are those of OpenSSL, by way of python3-cryptography.",
        "`weak key`: refused before it is used. `success`: must work, and with this result (RFC 7748 §5, §6.1)."], blocks)


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    kdf()
    identities()
    messages(Omemo2)
    messages(Legacy)
    payloads()
    legacy_payloads()
    legacy_signatures()
    hostile_keys()
    conversations(Omemo2)
    conversations(Legacy)
    curve25519_identities()
    empty_messages()
    forged()
    legacy_forged()
