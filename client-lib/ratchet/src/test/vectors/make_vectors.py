#!/usr/bin/python3
"""Makes the test vectors in ../resources/vectors with the reference implementation python-twomemo.

Run by hand, from anywhere, on Debian 12 or later:

    apt install python3-twomemo          # 1.0.3; brings omemo, doubleratchet, x3dh and xeddsa
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
from doubleratchet.recommended import HashFunction, diffie_hellman_ratchet_curve25519
from doubleratchet.recommended.crypto_provider_impl import CryptoProviderImpl
from x3dh.identity_key_pair import IdentityKeyPairPriv, IdentityKeyPairSeed

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
    lines += ["# Made by ../../vectors/make_vectors.py with python-twomemo 1.0.3."]
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


def clamped_without_sign(label):
    """A Curve25519 private key whose Ed25519 form has sign bit 0 by itself, as XEdDSA wants it."""
    for i in range(100):
        priv = bytearray(hashlib.sha256(f"symbolon/{label}/{i}".encode()).digest())
        priv[0] &= 248
        priv[31] = priv[31] & 127 | 64
        if xeddsa.priv_to_ed25519_pub(bytes(priv))[31] >> 7 == 0:
            return bytes(priv)
    raise AssertionError


def public(seed):
    return xeddsa.priv_to_ed25519_pub(xeddsa.seed_to_priv(seed))


class Party:
    """One device: identity, signed prekey 7, one-time prekey 23."""

    SPK_ID, PK_ID = 7, 23

    def __init__(self, label, sign=None, priv=None):
        LUCK.restart(label)
        self.seed = None if priv else seed_with_sign(label, sign)
        pair = IdentityKeyPairPriv(priv) if priv else IdentityKeyPairSeed(self.seed)
        self.state = two.StateImpl.create(
            x3dh.IdentityKeyFormat.ED_25519, x3dh.HashFunction.SHA_256, two.StateImpl.INFO, pair)
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

    # What twomemo.Twomemo does in build_session_active, encrypt_key_material, build_session_passive and decrypt_key_material,
    # without its storage.
    def start(self, other, plaintext):
        secret, self.ad, header = run(self.state.get_shared_secret_active(other.state.bundle))
        self.kex = two.KeyExchangeImpl(header, other.SPK_ID, other.PK_ID)
        self.double_ratchet, message = run(two.DoubleRatchetImpl.encrypt_initial_message(
            Ratchet, two.RootChainKDFImpl, two.MessageChainKDFImpl, two.DoubleRatchetImpl.MESSAGE_CHAIN_CONSTANT,
            MAX_SKIP, MAX_SKIP, two.AEADImpl, secret, other.state.bundle.signed_pre_key, plaintext, self.ad))
        return secret, self.wrapped(message)

    def seal(self, plaintext):
        return self.wrapped(run(self.double_ratchet.encrypt_message(plaintext, self.ad)))

    def wrapped(self, message):
        data = two.EncryptedKeyMaterialImpl("x@x", 1, message).serialize()
        return data if self.kex is None or self.confirmed else self.kex.serialize(data)

    def open(self, data, is_kex):
        if is_kex:
            require_initialized(OMEMOKeyExchange, data)
            kex, data = two.KeyExchangeImpl.parse(data)
            if kex.pre_key_id == 0:
                raise ValueError("no prekey")
        require_initialized(OMEMOMessage, require_initialized(OMEMOAuthenticatedMessage, data).message)
        message = two.EncryptedKeyMaterialImpl.parse(data, "x@x", 1).encrypted_message
        if self.double_ratchet is not None:
            plaintext = run(self.double_ratchet.decrypt_message(message, self.ad))
            self.confirmed = True
            return plaintext
        if (kex.signed_pre_key_id, kex.pre_key_id) != (self.SPK_ID, self.PK_ID):
            raise KeyError("no such prekey")
        bundle = self.state.bundle
        header = x3dh.Header(kex.header.identity_key, kex.header.ephemeral_key, bundle.signed_pre_key, list(bundle.pre_keys)[0])
        secret, ad, spk = run(self.state.get_shared_secret_passive(header))
        double_ratchet, plaintext = run(two.DoubleRatchetImpl.decrypt_initial_message(
            Ratchet, two.RootChainKDFImpl, two.MessageChainKDFImpl, two.DoubleRatchetImpl.MESSAGE_CHAIN_CONSTANT,
            MAX_SKIP, MAX_SKIP, two.AEADImpl, secret, spk.priv, message, ad))
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

    def __init__(self, name, about, alice_sign=0, bob_sign=0, alice_priv=None):
        self.name, self.about = name, about
        self.alice = Party(name + "/alice", alice_sign, alice_priv)
        self.bob = Party(name + "/bob", bob_sign)
        keys = self.alice.block("alice") | self.bob.block("bob")
        self.blocks = [{"step": "keys"} | keys]
        self.messages, self.begun = {}, False
        LUCK.restart(name)

    def party(self, who):
        return self.alice if who == "alice" else self.bob

    def seal(self, who, label, plaintext=None, quiet=False):
        party = self.party(who)
        plaintext = hashlib.sha384(f"{self.name}/{label}".encode()).digest() if plaintext is None else plaintext
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
        data = data if change is None else change(data)
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
            raise AssertionError(f"{self.name} {label}: expected {ours or expect}, but the reference says {found}")
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
        write(f"conversation-{self.name}.txt", self.about, self.blocks)


def flipped(index):
    return lambda data: data[:index] + bytes([data[index] ^ 1]) + data[index + 1:]


def rebuilt(**changes):
    """Takes a serialised message or key exchange apart, changes fields, puts it together again."""
    def change(data):
        kex = OMEMOKeyExchange.FromString(data)
        kex = kex if kex.IsInitialized() else None
        outer = OMEMOAuthenticatedMessage.FromString(data) if kex is None else kex.message
        inner = OMEMOMessage.FromString(outer.message)
        for name, value in changes.items():
            target = next(t for t in (kex, outer, inner) if t is not None and name in t.DESCRIPTOR.fields_by_name)
            if value is None:
                target.ClearField(name)
            else:
                setattr(target, name, value(getattr(target, name)) if callable(value) else value)
        if not (set(changes) == {"message"}):
            outer.message = inner.SerializePartialToString()
        return (kex if kex is not None else outer).SerializePartialToString()
    return change


def flip(data):
    return bytes([data[0] ^ 1]) + data[1:]


def conversations():
    for a in (0, 1):
        for b in (0, 1):
            talk = Conversation(f"in-order-{a}{b}", [
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

    talk = Conversation("curve25519-identity", [
        "alice holds her identity as a Curve25519 key, as libomemo-c and libomemo.js do; we can only be bob here."],
        alice_priv=clamped_without_sign("curve25519 identity"), bob_sign=1)
    for label in ("a1", "a2"):
        talk.seal("alice", label)
        talk.open("bob", label)
    talk.seal("bob", "b1")
    talk.open("alice", "b1")
    talk.seal("alice", "a3")
    talk.open("bob", "a3")
    talk.write()

    talk = Conversation("out-of-order", ["Messages overtake each other, also over steps of the ratchet, and arrive twice."], 1, 1)
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

    talk = Conversation("first-message-lost", ["The first message never arrives; its repeated key exchange does."], 0, 1)
    for label in ("a1", "a2", "a3"):
        talk.seal("alice", label)
    talk.open("bob", "a3")
    talk.open("bob", "a2")
    talk.seal("bob", "b1")
    talk.open("alice", "b1")
    talk.write()

    talk = Conversation("empty-messages", ["Empty messages carry 32 zero bytes and no tag."], 1, 0)
    talk.seal("alice", "a1", ZERO)
    talk.open("bob", "a1")
    talk.seal("bob", "b1", ZERO)
    talk.open("alice", "b1")
    talk.write()

    talk = Conversation("skip-limit", ["1000 messages may be missing before one, 1001 may not (XEP-0384: MAX_SKIP)."])
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

    talk = Conversation("heavy-loss", [
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

    talk = Conversation("forged", ["Every damaged message is refused and changes nothing: the true one opens afterwards."], 1, 1)
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
        ("cut in the middle", lambda d: d[:len(d) // 2], "malformed", None),
        ("without its last byte", lambda d: d[:-1], "malformed", None),
        ("nothing at all", lambda d: b"", "malformed", None),
        ("a version byte in front, as legacy OMEMO has it", lambda d: b"\x33" + d, "malformed", None),
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
        ("without its last byte", lambda d: d[:-1], "malformed", None),
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
    for index in range(3):
        root, agreed = LUCK.next(), LUCK.next()
        both = run(two.RootChainKDFImpl.derive(root, agreed, 64))
        blocks.append({"kdf": "root", "expect": "success", "key": root, "input": agreed, "next": both[:32], "chain-key": both[32:]})
    for info, length, salt in (("OMEMO X3DH", 32, ZERO), ("OMEMO Root Chain", 64, LUCK.next()),
                               ("OMEMO Message Key Material", 80, ZERO), ("OMEMO Payload", 80, ZERO)):
        key = LUCK.next()
        out = run(CryptoProviderImpl.hkdf_derive(HashFunction.SHA_256, length, salt, info.encode(), key))
        blocks.append({"kdf": "hkdf", "expect": "success", "info": info, "salt": salt, "input": key, "output": out})
    write("kdf.txt", ["Every derivation of OMEMO 2 (XEP-0384 §4.3, §4.4)."], blocks)


def messages():
    LUCK.restart("messages")
    blocks = []
    for n, pn, plaintext in ((0, 0, LUCK.next(48)), (1, 0, ZERO), (127, 128, LUCK.next(48)), (300, 70000, LUCK.next(48))):
        key, ad, dh = LUCK.next(), LUCK.next(64), xeddsa.priv_to_curve25519_pub(LUCK.next())
        header = doubleratchet.Header(dh, pn, n)
        data = run(two.AEADImpl.encrypt(plaintext, key, two.DoubleRatchetImpl._build_associated_data(ad, header)))
        block = {"message-key": key, "ad": ad, "n": n, "pn": pn, "dh": dh, "plaintext": plaintext}
        blocks.append({"expect": "success"} | block | {"bytes": data})
        blocks.append({"expect": "not authentic", "about": "other associated data"} | block | {"ad": ad[32:] + ad[:32], "bytes": data})
        blocks.append({"expect": "not authentic", "about": "other key"} | block | {"message-key": flip(key), "bytes": data})
        blocks.append({"expect": "not authentic", "about": "a bit of the tag"} | block | {"bytes": rebuilt(mac=flip)(data)})
        blocks.append({"expect": "malformed", "about": "without its last byte"} | block | {"bytes": data[:-1]})
        # ours: we refuse what is no message before its tag is looked at
        blocks.append({"expect": "malformed", "about": "no ciphertext"} | block | {"bytes": rebuilt(ciphertext=None)(data)})
    write("messages.txt", ["Single ratchet messages under a given message key (XEP-0384 §4.3, ENCRYPT)."], blocks)


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
        priv = clamped_without_sign(f"xeddsa/{i}")
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
    messages()
    payloads()
    hostile_keys()
    conversations()
