#!/usr/bin/env python3
"""Independent reader of the wire format, written from docs/wire-format.md alone.

Usage: python3 reader.py VECTORS_FOLDER
Reads every vector file, compares every field of every vector; exit 1 on any disagreement.
"""
import base64
import hashlib
import json
import re
import sys
import zlib
from pathlib import Path
from urllib.parse import urlsplit

LIMIT = 16 * 1024 * 1024  # the page names no limit of the whole message; three octets of length allow this


class Malformed(Exception):
    """What the page says is not read."""


def need(condition, why):
    if not condition:
        raise Malformed(why)


def upper(octets):
    return octets.hex().upper()


# --- ECDSA, P-256: y^2 = x^3 - 3x + B over P; points in Jacobian coordinates, z = 0 is infinity

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5, 1)
SPKI = bytes.fromhex("3059301306072A8648CE3D020106082A8648CE3D030107034200")


def double(p):
    x, y, z = p
    s, m = 4 * x * y * y % P, 3 * (x - z * z) * (x + z * z) % P
    x3 = (m * m - 2 * s) % P
    return x3, (m * (s - x3) - 8 * y**4) % P, 2 * y * z % P


def add(p, q):
    if p[2] == 0 or q[2] == 0:
        return q if p[2] == 0 else p
    (x1, y1, z1), (x2, y2, z2) = p, q
    u1, u2 = x1 * z2 * z2 % P, x2 * z1 * z1 % P
    s1, s2 = y1 * z2**3 % P, y2 * z1**3 % P
    if u1 == u2:
        return double(p) if s1 == s2 else (1, 1, 0)
    h, r = u2 - u1, s2 - s1
    x3 = (r * r - h**3 - 2 * u1 * h * h) % P
    return x3, (r * (u1 * h * h - x3) - s1 * h**3) % P, h * z1 * z2 % P


def times(k, p):
    result = (1, 1, 0)
    for bit in bin(k)[2:]:
        result = double(result)
        result = add(result, p) if bit == "1" else result
    return result


def public_key(spki):
    """The content of the BIT STRING without its first octet."""
    need(spki[:26] == SPKI and len(spki) == 91 and spki[26] == 4, "not a P-256 key")
    return spki[26:]


def verifies(spki, signed, signature):
    key = public_key(spki)
    x, y = int.from_bytes(key[1:33], "big"), int.from_bytes(key[33:], "big")
    need(x < P and y < P and (y * y - x**3 + 3 * x - B) % P == 0, "key not on the curve")
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if not (0 < r < N and 0 < s < N):
        return False
    e, w = int.from_bytes(hashlib.sha256(signed).digest(), "big"), pow(s, -1, N)
    px, _, pz = add(times(e * w % N, G), times(r * w % N, (x, y, 1)))
    return pz != 0 and px * pow(pz, -2, P) % P % N == r


# --- 1. Signed message

class Octets:
    def __init__(self, octets):
        self.octets, self.at = octets, 0

    def take(self, n):
        need(self.at + n <= len(self.octets), "too short")
        self.at += n
        return self.octets[self.at - n:self.at]

    def length(self):
        first = self.take(1)[0]
        if first < 0x80:
            return first
        need(0x81 <= first <= 0x83, "length of an unknown form")
        n = int.from_bytes(self.take(first - 0x80), "big")
        need(n >= (0x80, 0x100, 0x10000)[first - 0x81], "length not in its shortest form")
        return n

    def ends(self):
        return self.at == len(self.octets)


def signed_message(v):
    octets = bytes.fromhex(v["octets"])
    if octets[:1] == b"\xDD":  # MAC header: strip it and the 12 octets of MAC
        mac = Octets(octets)
        need(mac.take(7) == b"\xDD" + bytes(6), "MAC header")
        need(mac.length() == len(octets) - mac.at and mac.take(5) == b"\x11" + bytes(4), "MAC header")
        octets = mac.take(max(len(octets) - mac.at - 12, 0))
    m = Octets(octets)
    need(m.take(1) == b"\xDF" and m.take(1) == b"\x09", "tag")
    cra, counter = m.take(1)[0], int.from_bytes(m.take(8), "big")
    need(cra in (1, 2, 3), "CRA")
    entities = []
    for _ in "originator", "target":
        need(m.take(1) == b"\x08", "length of an entity identifier")
        entities.append(m.take(8).hex("-").upper())
    date_time = m.take(1)[0]
    need(date_time in (0, 12), "length of the date-time")
    m.take(date_time)
    other = m.take(m.length())
    need(len(other) >= 2, "no message code")
    content = m.take(m.length())
    signed = octets[1:m.at]
    length = 0 if m.ends() else m.take(1)[0]
    need(length in (0, 64), "length of the signature")
    signature = m.take(length)
    need(m.ends(), "something after the signature")
    if not signature:
        return {"result": "unsigned"}
    if not verifies(bytes.fromhex(v["key"]), signed, signature):
        return {"result": "signature"}
    return {"result": "verified", "cra": cra, "counter": str(counter),
            "originator": entities[0], "target": entities[1], "code": upper(other[:2]),
            "contentSha256": upper(hashlib.sha256(content).digest()),
            "digest": upper(hashlib.sha256(signed).digest())}


# --- 2. Formats

def inflate(octets):
    z = zlib.decompressobj()
    try:
        plain = z.decompress(octets, LIMIT)
    except zlib.error as e:
        raise Malformed(str(e)) from e
    need(z.eof and not z.unused_data, "zlib cut short, too large or with something after it")
    return plain


def utf8(octets):
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError as e:
        raise Malformed(str(e)) from e


def content(v):
    octets = bytes.fromhex(v["content"])
    need(octets and 0x20 <= octets[0] <= 0x27, "unknown format")
    code, plain = octets[0], octets[1:]
    if code in (0x22, 0x24, 0x27):
        plain = inflate(plain)
    if code in (0x21, 0x22, 0x23, 0x24):
        utf8(plain)
    if code in (0x26, 0x27):
        exchange(plain)
    result = {"result": "read", "format": f"{code:02X}", "plain": upper(plain)}
    if code == 0x20:
        need(33 <= len(plain) <= 33 + 256 and plain[0] <= 5, "receipt")
        result |= {"status": plain[0], "digest": upper(plain[1:33]), "detail": utf8(plain[33:])}
    return result


def exchange(octets):
    size = int.from_bytes(octets[:2], "big")
    need(len(octets) >= 2 + size and size <= 4096, "lines")
    text, body, lines = octets[2:2 + size], octets[2 + size:], {}
    need(not text or text.endswith(b"\n"), "no line end")
    for line in text.split(b"\n")[:-1]:
        m = re.fullmatch(rb"([a-z][a-z0-9-]{0,31}): ([!-~](?:[ -~]{0,1022}[!-~])?)", line)
        need(m, "line")
        name, value = m[1].decode(), m[2].decode()
        need(name not in lines and name not in ("authorization", "proxy-authorization", "cookie"), "name")
        need(name != "status" or re.fullmatch("[0-9]{3}", value), "status")
        lines[name] = value
    written = "".join(f"{n}: {value}\n" for n, value in lines.items()).encode()
    assert len(written).to_bytes(2, "big") + written + body == octets, "written differently"
    return lines, body


def http_exchange(v):
    lines, body = exchange(bytes.fromhex(v["content"]))
    return {"result": "read", "lines": lines, "body": upper(body)}


# --- 3. Key identifier

def key_identifier(v):
    last = hashlib.sha1(public_key(bytes.fromhex(v["subjectPublicKeyInfo"]))).digest()[-8:]
    return {"identifier": upper(bytes([last[0] & 0x0F | 0x40]) + last[1:])}


# --- 4. Fragment and labels

def from_base64(text):
    need(re.fullmatch("[A-Za-z0-9+/]*", text) and len(text) % 4 != 1, "Base64 alphabet or length")
    octets = base64.b64decode(text + "=" * (-len(text) % 4))
    need(to_base64(octets) == text, "unused bits of Base64")
    return octets


def to_base64(octets):
    return base64.b64encode(octets).decode().rstrip("=")


def read_header(text):
    need(len(text) == 4, "header")
    bits = int.from_bytes(from_base64(text), "big")
    need(not bits >> 19 & 1, "reserved bit")
    return {"origin": bits >> 23, "compressed": bool(bits >> 22 & 1), "base64": bool(bits >> 21 & 1),
            "last": bool(bits >> 20 & 1), "index": bits >> 8 & 0x7FF, "messageId": bits & 0xFF}


def write_header(h):
    bits = (h["origin"] << 23 | h["compressed"] << 22 | h["base64"] << 21 | h["last"] << 20
            | h["index"] << 8 | h["messageId"])
    return to_base64(bits.to_bytes(3, "big"))


def fragment_header(v):
    try:
        header = read_header(v["characters"])
    except Malformed:
        return {"result": "ignored"}
    assert write_header(header) == v["characters"], "header written differently"
    return {"result": "read", **header}


def tunnel_message(v):
    origin = ("down", "up").index(v["direction"])
    full = (106, 1058)[origin]
    headers, slices = [read_header(f[:4]) for f in v["fragments"]], [f[4:] for f in v["fragments"]]
    first = headers[0]
    for i, (h, s) in enumerate(zip(headers, slices)):
        last = i == len(headers) - 1
        need(h == {**first, "origin": origin, "base64": True, "index": i, "last": last}, "header")
        need(len(s) <= full if last else len(s) == full, "length of the slice")
    packed = from_base64("".join(slices))
    octets = inflate(packed) if first["compressed"] else packed
    need(len(packed) < len(octets) if first["compressed"] else len(zlib.compress(octets, 9)) >= len(octets),
         "zlib where it is not shorter, or not where it is")
    text = to_base64(packed)
    count = -(-(-(-4 * len(packed) // 3)) // full)
    need(count == len(slices), f"{len(slices)} fragments, by the formula {count}")
    written = [write_header({**first, "index": i, "last": i == count - 1}) + text[i * full:(i + 1) * full]
               for i in range(count)]
    return {"octets": upper(octets), "direction": v["direction"], "messageId": first["messageId"],
            "compressed": first["compressed"], "fragments": written}


def labels(v):
    filled = v["text"].ljust(110, "=")
    need(all(len(label) == 22 for label in v["labels"]), "label")
    return {"text": "".join(v["labels"]).rstrip("="), "labels": [filled[i:i + 22] for i in range(0, 110, 22)]}


# --- 5. JSON

def read_json(octets):
    def once(pairs):
        need(len(dict(pairs)) == len(pairs), "a key twice")
        return dict(pairs)

    def constant(name):
        raise Malformed(name)

    def depth(x):
        return 1 + max(map(depth, x.values() if isinstance(x, dict) else x), default=0) \
            if isinstance(x, (dict, list)) else 0

    try:
        value = json.loads(utf8(octets), object_pairs_hook=once, parse_constant=constant)
        levels = depth(value)
    except (ValueError, RecursionError) as e:
        raise Malformed(str(e)) from e
    need(isinstance(value, dict) and levels <= 8, "not one object, at most eight deep")
    return value


def whole(low, high=2**63 - 1):
    return lambda x: type(x) is int and low <= x <= high


def matches(pattern):
    return lambda x: isinstance(x, str) and re.fullmatch(pattern, x) is not None


def array(item, low=0, high=LIMIT):
    return lambda x: isinstance(x, list) and low <= len(x) <= high and all(map(item, x))


def counter(x):
    return matches("0|[1-9][0-9]{0,19}")(x) and int(x) < 2**64


def reads(x):
    return isinstance(x, dict) and all(map(matches("[0-9A-F]{4}"), x)) \
        and all(map(array(matches("[0-9A-F]{2}")), x.values()))


def endpoint(x):
    try:
        u = urlsplit(x if isinstance(x, str) else "")
        return bool(u.scheme == "wss" and u.hostname and "@" not in u.netloc and u.port != 0
                    and x.endswith("/route2b") and u.path == "/route2b")
    except ValueError:
        return False


def retry(x):
    return isinstance(x, dict) and all(whole(1, 86400)(x.get(k, 1)) for k in ("first", "max"))


key_id, digest, text, time = matches("4[0-9A-Fa-f]{15}"), matches("[0-9A-Fa-f]{64}"), matches("(?s:.+)"), whole(0)
KINDS = {
    "hello": {"configuration": whole(0), "software": text, "signers": array(key_id), "accepted": counter,
              "floor": counter, "gatewayCertificate": digest, "cemCertificate": digest, "reads": reads},
    "welcome": {"epoch": whole(0), "time": time, "accepted": counter, "floor": counter,
                "messageOctets": whole(0), "window": whole(0), "reads": reads},
    "missing": {"message": whole(0, 255), "indexes": array(whole(0, 2047))},
    "configured": {"version": whole(0), "result": matches("committed|failed")},
    "drain": {"afterMillis": whole(0)},
}
MAY_SAY = {"hello": {"spent": counter}, "welcome": {"spent": counter}}
REQUIRED = {"version": whole(1), "endpoints": lambda x: endpoint(x) or array(endpoint, 1, 8)(x),
            "gateway": lambda x: key_id(x) or array(key_id, 2, 2)(x), "issuer": key_id, "time": time}
OPTIONAL = {"certificate": matches("smki|enrol"), "notBefore": time, "notAfter": time, "pingSeconds": whole(5, 86400),
            "retry": retry, "fallbackAfterSeconds": whole(1, 86400)}


def check(value, required, optional=()):
    for key in required:
        need(key in value and required[key](value[key]), key)
    for key in optional:
        need(key not in value or optional[key](value[key]), key)


def link_control(v):
    value = read_json(v["json"].encode())
    kind = value.get("kind")
    need(isinstance(kind, str) and kind in KINDS, "kind")
    check(value, KINDS[kind], MAY_SAY.get(kind, {}))
    if kind == "configured":
        need("reason" not in value if value["result"] == "committed" else text(value.get("reason")), "reason")
    return {"result": "read"}


def link_configuration(v):
    check(read_json(v["json"].encode()), REQUIRED, OPTIONAL)
    return {"result": "read"}


# --- The vectors: reading function, and the fields that are only its input

FORMATS = {
    "signed-message": (signed_message, {"octets", "key"}), "content": (content, {"content"}),
    "http-exchange": (http_exchange, {"content"}), "key-identifier": (key_identifier, {"subjectPublicKeyInfo"}),
    "fragment-header": (fragment_header, {"characters"}), "tunnel-message": (tunnel_message, set()),
    "labels": (labels, set()), "link-control": (link_control, {"json"}),
    "link-configuration": (link_configuration, {"json"}),
}


def differences(read, inputs, v):
    """What the vector says and what was read, for every field where they differ."""
    try:
        actual = read(v)
    except Malformed as e:
        actual = {"result": "malformed"}
        if v.get("result") != "malformed":
            return [f"malformed: {e}"]
    except Exception as e:  # a vector that lacks an input, or a fault of this reader: never a pass
        return [f"{type(e).__name__}: {e}"]
    expected = {k: x for k, x in v.items() if k not in inputs | {"name"}}
    return [f"{k}: vector {expected.get(k)!r}, read {actual.get(k)!r}" for k in sorted({*expected, *actual})
            if k not in expected or k not in actual or json.dumps(expected[k], sort_keys=True)
            != json.dumps(actual[k], sort_keys=True)]


def main(folder):
    total, failed = 0, 0
    for path in sorted(Path(folder).glob("*.json")):
        passed = 0
        try:
            document = read_json(path.read_bytes())
            read, inputs = FORMATS[document["format"]]
            vectors = document["vectors"]
            need(isinstance(vectors, list) and vectors, "no vectors")
        except (Malformed, KeyError, TypeError) as e:
            print(f"{path.name}: unknown format or empty: {type(e).__name__} {e}")
            failed += 1
            continue
        for number, v in enumerate(vectors, 1):
            found = differences(read, inputs, v) if isinstance(v, dict) else ["not an object"]
            for difference in found:
                name = v.get("name") if isinstance(v, dict) else None
                print(f"{path.name}: vector {number} ({name}): {difference}")
            passed += not found
            failed += bool(found)
        print(f"{path.name}: {passed} passed")
        total += passed
    print(f"{total} passed, {failed} failed")
    return 1 if failed or not total else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
