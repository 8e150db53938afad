"""Makes groups.txt in ../resources/vectors: run it there, with python3-cryptography.

An implementation of its own, after the package documentation of im.symbolon.protocol.groups. All "randomness" is a
hash of a label, so that a run gives the same file. A block is one message and one receiver, who was handed the chain
from `from` on; a line that differs from the block before says what was done to it.
"""

import hashlib
import hmac
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def made_up(label, length):
    return hashlib.shake_256(("groups " + label).encode()).digest(length)


def hkdf(secret, info, length, salt=bytes(32)):
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


def mac(key, data):
    return hmac.new(key, data, hashlib.sha256).digest()


def fields(*all_of_them):
    return b"".join(struct.pack(">I", len(f)) + f for f in all_of_them)


def at(chain_key, iteration):
    for _ in range(iteration):
        chain_key = mac(chain_key, b"\x02")
    return chain_key


def header(m):
    legacy = hashlib.sha256(m["legacy-payload"]).digest() if m["legacy-payload"] else b""
    return fields(
        b"urn:symbolon:groups:0#header", struct.pack(">I", 0),
        m["room"].encode(), m["genesis"], struct.pack(">Q", m["epoch"]), m["epoch-hash"],
        m["account"].encode(), struct.pack(">I", m["device"]),
        m["chain"], struct.pack(">I", m["iteration"]), m["message"].encode(),
        hashlib.sha256(m["payload"]).digest(), legacy, m["recipients"], m["commitment"])


def wrap(message_key, head, secret):
    pad = hkdf(message_key, b"Symbolon Slot", 48, hashlib.sha256(head).digest())
    return bytes(a ^ b for a, b in zip(pad, secret))


def signed(m):
    key = Ed25519PrivateKey.from_private_bytes(m["seed"])
    return key.sign(fields(b"urn:symbolon:groups:0#slot", hashlib.sha256(header(m)).digest(), m["slot"]))


def seal(m):
    """Everything that follows from the rest."""
    m["verify"] = Ed25519PrivateKey.from_private_bytes(m["seed"]).public_key().public_bytes(
        Encoding.Raw, PublicFormat.Raw)
    m["handed-key"] = at(m["chain-key"], m["from"])
    m["commitment"] = hkdf(m["secret"][:32], b"Symbolon Commit", 32)
    m["header"] = header(m)
    m["slot"] = wrap(mac(at(m["chain-key"], m["iteration"]), b"\x01"), m["header"], m["secret"])
    m["signature"] = signed(m)
    return m


def message(label, **special):
    m = {
        "expect": "success",
        "room": "friends@rooms.alpha.test",
        "genesis": made_up("genesis", 32),
        "epoch": 3,
        "epoch-hash": made_up("epoch", 32),
        "account": "alice@alpha.test",
        "device": 27183,
        "chain": made_up("chain", 16),
        "chain-key": made_up("chain key", 32),
        "seed": made_up("seed", 32),
        "from": 0,
        "iteration": 0,
        "message": "id-" + label.replace(" ", "-"),
        "payload": made_up("payload " + label, 160),
        "legacy-payload": b"",
        "recipients": made_up("recipients", 32),
        "secret": made_up("secret " + label, 48),
    }
    m.update(special)
    return seal(m)


def changed(about, expect, label, **changes):
    m = message(label)
    m.update({"about": about, "expect": expect}, **changes)
    return m


def flipped(data, bit):
    out = bytearray(data)
    out[bit // 8] ^= 1 << bit % 8
    return bytes(out)


def resigned(about, label, **changes):
    """By a sender who lies: everything is signed."""
    m = changed(about, "contradictory", label, **changes)
    m["signature"] = signed(m)
    return m


def blocks():
    yield message("first")
    yield message("later", iteration=7)
    yield message("handed later", iteration=7, **{"from": 5})
    yield message("last", iteration=999)
    yield message("legacy", **{"legacy-payload": made_up("legacy", 40)})
    yield message("another group", room="foes@rooms.beta.test", epoch=999_999_999_999,
                  device=2 ** 31 - 1, account="b\u00f6b@beta.test")
    yield message("old", iteration=4, **{"from": 5, "expect": "no session", "about": "sent before it was handed out"})
    good = message("moved")
    not_authentic = "not authentic"
    yield changed("another room", not_authentic, "moved", room="foes@rooms.alpha.test")
    yield changed("another group in that room", not_authentic, "moved", genesis=made_up("other", 32))
    yield changed("another epoch", not_authentic, "moved", epoch=4)
    yield changed("another epoch of that number", not_authentic, "moved", **{"epoch-hash": made_up("other", 32)})
    yield changed("another sender", not_authentic, "moved", account="mallory@alpha.test")
    yield changed("another device", not_authentic, "moved", device=27184)
    yield changed("another iteration", not_authentic, "moved", iteration=1)
    yield changed("another message id", not_authentic, "moved", message="id-other")
    yield changed("another payload", not_authentic, "moved", payload=made_up("other", 160))
    yield changed("a legacy payload beside it", not_authentic, "moved", **{"legacy-payload": made_up("other", 9)})
    yield changed("other recipients", not_authentic, "moved", recipients=made_up("other", 32))
    yield changed("another commitment", not_authentic, "moved", commitment=flipped(good["commitment"], 0))
    yield changed("a bit of the slot", not_authentic, "moved", slot=flipped(good["slot"], 7))
    yield changed("the last bit of the slot", not_authentic, "moved", slot=flipped(good["slot"], 383))
    yield changed("a bit of the signature", not_authentic, "moved", signature=flipped(good["signature"], 300))
    yield changed("signed by another key", not_authentic, "moved",
                  signature=signed(dict(good, seed=made_up("other", 32))))
    yield resigned("another chain key was handed out", "lie", **{"handed-key": made_up("other", 32)})
    yield resigned("a bit of the slot, signed", "lie", slot=flipped(message("lie")["slot"], 0))
    lie = message("lie")
    lie["commitment"] = hkdf(made_up("other", 32), b"Symbolon Commit", 32)
    lie["slot"] = wrap(mac(lie["chain-key"], b"\x01"), header(lie), lie["secret"])
    yield resigned("committed to another key", "lie", commitment=lie["commitment"], slot=lie["slot"])


with open("groups.txt", "w", encoding="utf-8") as out:
    out.write("# Sealed slots of group messages, and what is refused.\n")
    out.write("# Made by ../../vectors/make_group_vectors.py.\n")
    for block in blocks():
        out.write("\n")
        for key, value in block.items():
            value = value.hex() if isinstance(value, bytes) else value
            out.write(f"{key}: {value}\n".replace(": \n", ":\n"))
