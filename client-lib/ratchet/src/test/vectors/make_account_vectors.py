"""Makes linking.txt and backups.txt in ../resources/vectors: run it there, with python3-cryptography.

An implementation of its own, after the package documentation of im.symbolon.ratchet.linking and
im.symbolon.ratchet.backup. All "randomness" is a hash of a label, so that a run gives the same files.
"""

import base64
import hashlib
import hmac
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def made_up(label, length):
    return hashlib.shake_256(label.encode()).digest(length)


def hkdf(secret, info, length, salt=bytes(32)):
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


def public(scalar):
    return X25519PrivateKey.from_private_bytes(scalar).public_key().public_bytes(
        Encoding.Raw, PublicFormat.Raw)


def write(name, comment, blocks):
    with open(name, "w", encoding="utf-8") as out:
        out.write(comment)
        out.write("# Made by ../../vectors/make_account_vectors.py.\n")
        for block in blocks:
            out.write("\n")
            for key, value in block.items():
                value = value.hex() if isinstance(value, bytes) else value
                out.write(f"{key}: {value}\n".replace(": \n", ":\n"))


def fields(*all_of_them):
    return b"".join(struct.pack(">I", len(f)) + f for f in all_of_them)


def party(account, device, identity):
    return [account.encode(), struct.pack(">I", device), identity.encode()]


def typed(secret):
    text = base64.b32encode(secret).decode()
    return "-".join(text[i:i + 4] for i in range(0, len(text), 4))


def scanned(account, key, secret):
    def text(b):
        return base64.urlsafe_b64encode(b).decode().rstrip("=")
    return ";".join(["symbolon-link:1", text(account.encode()), text(key), text(secret)])


def handover():
    account = "carol@alpha.test"
    newcomer = party(account, 4242, made_up("newcomer", 32).hex())
    granter = party(account, 17, made_up("granter", 32).hex())
    scalar, grant_scalar = made_up("one-time", 32), made_up("grant", 32)
    key, grant_key = public(scalar), public(grant_scalar)
    secrets = {"typed": made_up("typed", 10), "scanned": made_up("scanned", 16)}
    offer = fields(b"Symbolon link offer", *newcomer, key)
    agreed = X25519PrivateKey.from_private_bytes(scalar).exchange(
        X25519PublicKey.from_public_bytes(grant_key))
    for how, secret in secrets.items():
        for content in [b"", b"all that is handed over"]:
            proof = hmac.digest(hkdf(secret, b"Symbolon link proof", 32), offer, "sha256")
            transcript = fields(b"Symbolon hand-over", *newcomer, key, *granter, grant_key)
            seal = hkdf(agreed + secret, transcript, 32)
            sealed = AESGCM(seal).encrypt(bytes(12), content, None)
            good = {
                "how": how,
                "account": account,
                "newcomer": "4242",
                "newcomer-identity": newcomer[2].decode(),
                "granter": "17",
                "granter-identity": granter[2].decode(),
                "scalar": scalar,
                "typed-secret": secrets["typed"],
                "scanned-secret": secrets["scanned"],
                "grant-scalar": grant_scalar,
                "grant-key": grant_key,
                "text": typed(secret) if how == "typed" else scanned(account, key, secret),
                "proof": proof,
                "content": content,
                "sealed": sealed,
            }
            yield {"expect": "success"} | good
            if not content:
                continue
            other = made_up("other grant", 32)
            yield {"expect": "wrong code", "about": "a bit of what is sealed"} | good | {
                "sealed": bytes([sealed[0] ^ 1]) + sealed[1:]}
            yield {"expect": "wrong code", "about": "another key of the granter"} | good | {
                "grant-key": public(other)}
            yield {"expect": "wrong code", "about": "another device grants"} | good | {
                "granter": "18"}
            yield {"expect": "wrong code", "about": "the granter shows another identity"} | good | {
                "granter-identity": made_up("mallory", 32).hex()}
            yield {"expect": "wrong code", "about": "the newcomer shows another identity"} | good | {
                "newcomer-identity": made_up("mallory", 32).hex()}
            yield {"expect": "wrong code", "about": "another device is to be linked"} | good | {
                "newcomer": "4243"}
            yield {"expect": "wrong code", "about": "another account"} | good | {
                "account": "carol@beta.test"}
            yield {"expect": "wrong code", "about": "another one-time key"} | good | {
                "scalar": made_up("another", 32)}
            for name, length in [("typed", 10), ("scanned", 16)]:
                if name == how:
                    yield {"expect": "wrong code", "about": "another code"} | good | {
                        name + "-secret": made_up("another", length)}


PIECE = 64 * 1024


def content_of(length):
    return (b"".join(hashlib.sha256(struct.pack(">I", i)).digest()
                     for i in range((length + 31) // 32)))[:length]


def backup(key, salt, content, version=1):
    head = b"SYMBOLON" + struct.pack(">H", version) + salt
    head += hkdf(key, b"Symbolon backup, check", 32, salt)
    head += hashlib.sha256(head).digest()[:8]
    cipher = AESGCM(hkdf(key, b"Symbolon backup", 32, salt))
    out, number = [head], 0
    while len(content) > PIECE:
        out.append(cipher.encrypt(struct.pack(">QI", number, 0), content[:PIECE], None))
        content, number = content[PIECE:], number + 1
    out.append(cipher.encrypt(struct.pack(">QI", number, 1), content, None))
    return b"".join(out) + b"END\r\n\x1a\0\0"


def backups():
    key, salt = made_up("recovery", 16), made_up("salt", 32)
    base = {"key": key, "salt": salt}
    for length in [0, 1, 100, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 200_000]:
        file = backup(key, salt, content_of(length))
        shown = {"file": file} if length <= 100 else {}
        yield {"expect": "success"} | base | {
            "length": str(length), "sha256": hashlib.sha256(file).digest()} | shown
    file = backup(key, salt, content_of(100))
    def bad(expect, about, file, key=key):
        return {"expect": expect, "about": about, "key": key, "file": file}
    yield bad("wrong key", "of another backup", file, made_up("other", 16))
    yield bad("newer version", "version 2", backup(key, salt, b"", 2))
    yield bad("not a backup", "a picture", b"\x89PNG\r\n\x1a\n" + bytes(200))
    yield bad("damaged", "version 0", backup(key, salt, b"", 0))
    yield bad("damaged", "a bit of the salt", file[:20] + bytes([file[20] ^ 1]) + file[21:])
    yield bad("damaged", "a bit of the content", file[:90] + bytes([file[90] ^ 1]) + file[91:])
    yield bad("damaged", "a bit of the end mark", file[:-1] + b"\1")
    yield bad("truncated", "nothing", b"")
    yield bad("truncated", "the head alone", file[:82])
    yield bad("truncated", "without the end mark", file[:-8])
    yield bad("truncated", "one byte short", file[:-1])


write("linking.txt", "# Linking a device: proof of the offer, and what is handed over.\n", handover())
write("backups.txt",
      "# Backups. Content is SHA-256 of 0, 1, … (4 bytes, big-endian), one after the other.\n",
      backups())
