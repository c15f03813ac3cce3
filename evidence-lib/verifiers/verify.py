#!/usr/bin/env python3
"""A second verifier of evidence bundles: one file, Python 3.8 and newer, standard library only.

Written from the documents (docs/design/0001-contracts.md, 0005-evidence-log.md, docs/evidence.md,
RFC 8032, RFC 9162, C2SP signed-note and tlog-checkpoint), to be read beside the one in Java: two
programs that share no line are unlikely to share a mistake. The same names of findings, the same
exit codes. It does not check masked views, cosignatures of witnesses, and who made a timestamp.

    python3 verify.py BUNDLE [--trust DIR] [--hash-only] [--heartbeat SECONDS]
                      [--exit-by-class] [--json] [--quiet]

The file is untrusted: no name becomes a path, no length that it claims is believed, and memory does
not grow with the records. It is read twice, as keys and some names stand behind the records.
"""

import argparse
import base64
import binascii
import collections
import datetime
import functools
import hashlib
import itertools
import json
import os
import re
import struct
import sys
import zlib

# Findings: name -> (class, severity, what it means). Classes are the exit codes of --exit-by-class.
FILE, CHECKPOINT, TREE, SIGNATURES, CHAINS, CALLS, APPROVALS, POLICIES, RETENTION = range(10, 19)
CLASSES = {
    FILE: "The file is a whole evidence bundle.",
    CHECKPOINT: "The checkpoints are signed by the log.",
    TREE: "The records are those of the checkpoints.",
    SIGNATURES: "Every record is signed by the writer that it names.",
    CHAINS: "Every writer's records are complete and in order.",
    CALLS: "Every outcome belongs to the intent before it.",
    APPROVALS: "Every approved call had an approval of its own, by other people.",
    POLICIES: "Every policy document is the one that its name says.",
    RETENTION: "Every pruned record was let go by a statement that commits to it, under no hold.",
}
FAILURE, WARNING, NOTE = "failure", "warning", "note"
KINDS = {
    "malformed-bundle": (FILE, FAILURE),
    "damaged-file": (FILE, FAILURE),
    "manifest-mismatch": (FILE, FAILURE),
    "bad-checkpoint": (CHECKPOINT, FAILURE),
    "bad-timestamp": (CHECKPOINT, FAILURE),
    "timestamp-unchecked": (CHECKPOINT, NOTE),
    "size-mismatch": (TREE, FAILURE),
    "root-mismatch": (TREE, FAILURE),
    "history-mismatch": (TREE, FAILURE),
    "malformed-record": (SIGNATURES, FAILURE),
    "duplicate-key": (SIGNATURES, FAILURE),
    "unknown-writer": (SIGNATURES, FAILURE),
    "unknown-key": (SIGNATURES, FAILURE),
    "bad-signature": (SIGNATURES, FAILURE),
    "sequence-gap": (CHAINS, FAILURE),
    "sequence-repeated": (CHAINS, FAILURE),
    "prev-mismatch": (CHAINS, FAILURE),
    "epoch-reused": (CHAINS, FAILURE),
    "epoch-order": (CHAINS, FAILURE),
    "epoch-not-opened": (CHAINS, FAILURE),
    "key-changed": (CHAINS, FAILURE),
    "previous-end-missing": (CHAINS, FAILURE),
    "previous-end-mismatch": (CHAINS, FAILURE),
    "records-after-close": (CHAINS, FAILURE),
    "gap-explained": (CHAINS, WARNING),
    "key-not-announced": (CHAINS, WARNING),
    "missed-heartbeat": (CHAINS, WARNING),
    "previous-end-unnamed": (CHAINS, WARNING),
    "duplicate-intent": (CALLS, FAILURE),
    "outcome-without-intent": (CALLS, FAILURE),
    "outcome-before-intent": (CALLS, FAILURE),
    "outcome-mismatch": (CALLS, FAILURE),
    "outcome-wrong-writer": (CALLS, FAILURE),
    "duplicate-outcome": (CALLS, FAILURE),
    "late-outcome": (CALLS, WARNING),
    "missing-outcome": (CALLS, WARNING),
    "open-intent": (CALLS, NOTE),
    "half-pruned": (CALLS, NOTE),
    "approval-missing": (APPROVALS, FAILURE),
    "approval-pending": (APPROVALS, WARNING),
    "approval-conflict": (APPROVALS, FAILURE),
    "approval-denied": (APPROVALS, FAILURE),
    "approval-quorum": (APPROVALS, FAILURE),
    "approval-own-request": (APPROVALS, FAILURE),
    "approval-reviewer": (APPROVALS, FAILURE),
    "approval-late": (APPROVALS, FAILURE),
    "approval-mismatch": (APPROVALS, FAILURE),
    "approval-reused": (APPROVALS, FAILURE),
    "approval-revoked": (APPROVALS, FAILURE),
    "glass-unreviewed": (APPROVALS, WARNING),
    "approval-self-issued": (APPROVALS, FAILURE),
    "policy-altered": (POLICIES, FAILURE),
    "policy-missing": (POLICIES, NOTE),
    "malformed-stub": (RETENTION, FAILURE),
    "stub-unstated": (RETENTION, FAILURE),
    "statement-mismatch": (RETENTION, FAILURE),
    "hold-passed-over": (RETENTION, FAILURE),
    "pruned-under-hold": (RETENTION, FAILURE),
    "hold-conflict": (RETENTION, FAILURE),
}
KEPT_OF_A_KIND = 100
LAST = 1 << 63


class Findings:
    """The first hundred findings of each kind, and how many there were of each."""

    def __init__(self):
        self.kept = []
        self.counts = collections.Counter()

    def add(self, kind, expected, found, leaf=None, place=None):
        self.counts[kind] += 1
        if self.counts[kind] <= KEPT_OF_A_KIND:
            self.kept.append((kind, leaf, place, str(expected), str(found)))

    def at(self, kind, entry, expected, found):
        self.add(kind, expected, found, entry.leaf, entry.place)

    def in_order(self):
        """The most likely cause first: records in themselves, what they say of each other, the rest."""

        def key(finding):
            kind, leaf = finding[0], finding[1]
            group = KINDS[kind][0]
            if kind == "malformed-stub" or group in (SIGNATURES, CHAINS):
                rank = 0
            elif group in (CALLS, APPROVALS, RETENTION):
                rank = 1
            else:
                rank = 2
            return rank, LAST if leaf is None else leaf

        return sorted(self.kept, key=key)

    def first_class(self):
        """The first class, in their order, that has a failure; 0 where none has."""
        failed = [KINDS[kind][0] for kind in self.counts if KINDS[kind][1] == FAILURE]
        return min(failed, default=0)

    def total(self, severity):
        return sum(n for kind, n in self.counts.items() if KINDS[kind][1] == severity)


class Malformed(Exception):
    """Bytes that should be something are not."""


class Duplicate(Malformed):
    """JSON that names a member twice."""


def sha256(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def named(digest):
    return "sha-256:" + digest.hex()


# Strict JSON.


def pairs(members):
    result = {}
    for name, value in members:
        if name in result:
            raise Duplicate("member twice: " + name)
        result[name] = value
    return result


def refuse(constant):
    raise Malformed("not JSON: " + constant)


def read_json(data):
    try:
        value = json.loads(
            data.decode("utf-8"), object_pairs_hook=pairs, parse_constant=refuse
        )
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as e:
        raise Malformed("not JSON: " + str(e)[:200])
    if depth(value) > 128:
        raise Malformed("not JSON: nested too deeply")
    return value


def depth(value):
    level, deepest = [value], 0
    while level:
        inner = []
        for item in level:
            if isinstance(item, dict):
                inner.extend(item.values())
            elif isinstance(item, list):
                inner.extend(item)
        nested = any(isinstance(item, (dict, list)) for item in level)
        deepest += 1 if nested else 0
        level = inner
        if deepest > 128:
            break
    return deepest


# What members are. A reader takes a JSON value and gives the value that the checks use.

WRITER = re.compile(r"[a-z0-9][a-z0-9-]{0,62}\Z")
TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z\Z")
DIGEST = re.compile(r"sha-256:[0-9a-f]{64}\Z")
EPOCH = datetime.datetime(1970, 1, 1)


def is_text(value):
    if not isinstance(value, str):
        raise Malformed("not a text")
    return value


def is_number(value):
    if type(value) is not int or not -(1 << 63) <= value < 1 << 63:
        raise Malformed("not a whole number")
    return value


def is_small(value):
    if not -(1 << 31) <= is_number(value) < 1 << 31:
        raise Malformed("not a number of 32 bits")
    return value


def is_positive(value):
    if is_small(value) < 1:
        raise Malformed("below 1")
    return value


def is_flag(value):
    if not isinstance(value, bool):
        raise Malformed("neither true nor false")
    return value


def is_digest(value):
    if not DIGEST.match(is_text(value)):
        raise Malformed("not a digest")
    return bytes.fromhex(value[8:])


def is_time(value):
    """Seconds since 1970 and nanoseconds."""
    parts = TIME.match(is_text(value))
    if not parts:
        raise Malformed("not a time in UTC")
    year, month, day, hour, minute, second = (int(part) for part in parts.groups()[:6])
    try:
        moment = datetime.datetime(year, month, day, hour, minute, second)
    except ValueError as e:
        raise Malformed("not a time: %s" % e)
    since = moment - EPOCH
    return since.days * 86400 + since.seconds, int((parts.group(7) or "0").ljust(9, "0"))


def shown(time):
    moment = EPOCH + datetime.timedelta(seconds=time[0])
    return moment.isoformat() + (".%09d" % time[1]).rstrip("0").rstrip(".") + "Z"


def one_of(*names):
    def read(value):
        if is_text(value) not in names:
            raise Malformed("none of " + ", ".join(names))
        return value

    return read


def list_of(reader, longest=None):
    def read(value):
        if not isinstance(value, list):
            raise Malformed("not a list")
        if longest is not None and len(value) > longest:
            raise Malformed("longer than %d" % longest)
        return [reader(item) for item in value]

    return read


def map_of(reader):
    def read(value):
        if not isinstance(value, dict):
            raise Malformed("not an object")
        return {name: reader(item) for name, item in value.items()}

    return read


def obj(**members):
    """An object with these members; one whose name ends in an underscore may be absent."""
    readers = {}
    for name, reader in members.items():
        optional = name.endswith("_")
        readers[name.rstrip("_")] = (reader, optional)

    def read(value):
        if not isinstance(value, dict):
            raise Malformed("not an object")
        for name in value:
            if name not in readers:
                raise Malformed("unknown member: " + name)
        result = {}
        for name, (reader, optional) in readers.items():
            item = value.get(name)
            if item is not None:
                result[name] = reader(item)
            elif optional:
                result[name] = None
            else:
                raise Malformed(name + ": missing")
        return result

    return read


PARTY = obj(id=is_text, issuer=is_text, groups_=list_of(is_text), kind_=is_text)
PARTIES = list_of(PARTY)
TEXTS = list_of(is_text)
END = obj(epoch=is_number, seq=is_number, digest=is_digest)
DECISION = obj(effect=is_text, policy=is_digest, rules=TEXTS, risk_=is_text)
COMMITMENT = obj(root=is_digest, segments=is_number, policy=is_digest)
RESPONSE = obj(original_=is_digest, masked=is_digest, bytes=is_number, commitment_=COMMITMENT)
REVIEW = obj(
    subject=PARTY, verdict=is_text, token=is_digest, at=is_time, authTime_=is_time, acr_=is_text,
    signature_=is_digest, view_=is_digest)
MINIMUM = obj(group=is_text, atLeast=is_positive)
GLASS = obj(reviewers=TEXTS, reviewWithin=is_number)
TERMS = obj(
    minimums_=list_of(MINIMUM, 8), denyThreshold_=is_positive, owners_=PARTIES, revokers_=TEXTS,
    commentRequired_=is_flag, authenticatedWithin_=is_number, acr_=TEXTS, signature_=is_text,
    glass_=GLASS)
SCOPE = obj(connection_=is_text, session_=is_text, subject_=is_text, from_=is_time, to_=is_time)
AUTHENTICATION = obj(
    acr_=is_text, amr_=TEXTS, authTime_=is_time, cnf_=is_text, jti_=is_digest,
    assertion_=is_digest)
BODIES = {
    "writer.opened": obj(service=is_text, version=is_text, kid=is_text, previous_=END),
    "writer.heartbeat": obj(appended=is_number),
    "writer.closed": obj(reason=is_text),
    "key.rotated": obj(**{"from": is_text, "to": is_text}),
    "config.changed": obj(kind=is_text, digest=is_digest, summary=is_text, withheld_=is_text),
    "call.intent": obj(
        call=is_text, session=is_text, trace_=is_text, subject_=PARTY, actors=PARTIES,
        token=is_digest, authentication_=AUTHENTICATION, connection=is_text, function=is_text,
        protocol=is_text, operation=is_text, arguments=is_digest, decision=DECISION,
        approval_=is_text, masking=TEXTS, recording_=is_digest, deadline=is_time),
    "call.refused": obj(
        call=is_text, session_=is_text, trace_=is_text, subject_=PARTY, actors=PARTIES,
        token_=is_digest, connection_=is_text, function_=is_text, protocol=is_text,
        operation_=is_text, reason=is_text, status=is_small, policy_=is_digest, rules=TEXTS,
        approval_=is_text),
    "call.outcome": obj(
        call=is_text, intent=is_digest, status=one_of("completed", "failed", "aborted", "unknown"),
        upstreamStatus_=is_small, callerStatus_=is_small, response_=RESPONSE,
        holes_=map_of(is_small), failure_=is_text, durationMicros_=is_number,
        rules_=TEXTS),
    "approval.requested": obj(
        approval=is_text, call=is_text, session=is_text, subject_=PARTY, actors=PARTIES,
        connection=is_text, function=is_text, arguments=is_digest, policy=is_digest,
        risk_=is_text, quorum=is_small, decideBy=is_time, useWithin=is_text, masking_=TEXTS,
        justification_=is_digest, terms_=TERMS, **{"from": TEXTS}),
    "approval.decided": obj(
        approval=is_text, verdict=is_text, reviews=list_of(REVIEW), useBy_=is_time),
    "approval.consumed": obj(approval=is_text, call=is_text, consumer=is_text),
    "approval.expired": obj(approval=is_text, state=is_text),
    "approval.revoked": obj(approval=is_text, subject=PARTY, token=is_digest, at=is_time),
    "approval.reviewed": obj(
        approval=is_text, verdict=is_text, subject=PARTY, token=is_digest, at=is_time),
    "evidence.read": obj(
        subject_=PARTY, actors=PARTIES, token=is_digest, operation=is_text, query=is_text,
        count=is_number),
    "alarm.raised": obj(
        kind=is_text, detail=is_text, partition_=is_small, offset_=is_number, writer_=is_text,
        epoch_=is_number, seq_=is_number, digest_=is_digest),
    "message.quarantined": obj(
        subject=PARTY, actors=PARTIES, token=is_digest, reason=is_text, kind=is_text,
        partition=is_small, offset=is_number, digest=is_digest, writer_=is_text,
        epoch_=is_number, seq_=is_number),
    "receipt.redeemed": obj(
        call=is_text, receipt=is_digest, leafHash=is_digest, verdict=is_text, leaf_=is_number,
        size=is_number),
    "hold.placed": obj(
        hold=is_text, subject=PARTY, actors=PARTIES, token=is_digest, reason=is_text, scope=SCOPE),
    "hold.released": obj(
        hold=is_text, subject=PARTY, actors=PARTIES, token=is_digest, reason=is_text),
    "records.pruned": obj(
        retention=is_text, to=is_time, first=is_number, last=is_number, count=is_number,
        root=is_digest, holds=TEXTS, **{"from": is_time}),
    "payload.erased": obj(
        subject_=PARTY, actors=PARTIES, token_=is_digest, reason=is_text, session_=is_text,
        call_=is_text, frames=is_number, digest=is_digest),
}
RECORD = obj(
    v=is_number, type=one_of(*BODIES), writer=is_text, epoch=is_number, seq=is_number,
    prev=is_digest, time=is_time, body=map_of(lambda value: value))
STUB = obj(
    leaf=is_number, leafHash=is_digest, digest=is_digest, writer=is_text, epoch=is_number,
    seq=is_number, type=one_of(*BODIES), retention=is_text, call_=is_text, approval_=is_text,
    **{"from": is_time})
FIRST_MANIFEST = dict(
    format=is_number, origin=is_text, size=is_number, root=is_digest, records=is_number,
    writers=map_of(is_number), checkpoint=is_text)
MANIFESTS = {
    1: obj(**FIRST_MANIFEST),
    2: obj(pruned=is_number, checkpoints=is_small, policies=is_small, timestamps_=is_small,
           **FIRST_MANIFEST),
}
KEY_SET = obj(keys=list_of(map_of(lambda value: value)))
KEPT = obj(classes=map_of(is_text), connections=map_of(is_text))


class Record:
    """A record whose signature holds."""

    stub = False

    def __init__(self, payload):
        record = RECORD(read_json(payload))
        if record["v"] != 1:
            raise Malformed("v: %d (expected: 1)" % record["v"])
        self.type = record["type"]
        self.place = (record["writer"], record["epoch"], record["seq"])
        self.prev, self.time = record["prev"], record["time"]
        self.body = BODIES[self.type](record["body"])
        self.call, self.approval = self.body.get("call"), self.body.get("approval")
        self.leaf = self.digest = self.key = None


class Stub:
    """What stays of a record that was pruned."""

    stub = True

    def __init__(self, line):
        if len(line) >= 65536:
            raise Malformed("a stub of %d bytes" % len(line))
        value = read_json(line)
        stub = STUB(value)
        if any(item is None for item in value.values()):
            raise Malformed("not a stub in its one form")
        if min(stub["leaf"], stub["epoch"], stub["seq"]) < 0:
            raise Malformed("a number below 0")
        order = ("leaf", "leafHash", "digest", "writer", "epoch", "seq", "type", "retention",
                 "from", "call", "approval")
        again = json.dumps({name: value[name] for name in order if name in value},
                           ensure_ascii=False, separators=(",", ":"))
        if again.encode("utf-8", "surrogatepass") != line:
            raise Malformed("not a stub in its one form")
        self.type = stub["type"]
        self.leaf, self.leaf_hash, self.digest = stub["leaf"], stub["leafHash"], stub["digest"]
        self.place = (stub["writer"], stub["epoch"], stub["seq"])
        self.call, self.approval = stub["call"], stub["approval"]
        self.partition = (stub["retention"], stub["from"])
        self.key = self.time = None
        self.body = {}


# Ed25519 (RFC 8032), verification only, with big integers and tables of multiples.

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
D2 = 2 * D % P
ROOT = pow(2, (P - 1) // 4, P)
ZERO = (0, 1, 1, 0)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = p[3] * D2 * q[3] % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(n, p):
    result = ZERO
    while n:
        if n & 1:
            result = add(result, p)
        p = add(p, p)
        n >>= 1
    return result


def encode(p):
    inverse = pow(p[2], P - 2, P)
    x, y = p[0] * inverse % P, p[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def decode(data):
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if y >= P:
        raise Malformed("not a point: y is too large")
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT % P
    if (x * x - x2) % P or (x == 0 and sign):
        raise Malformed("not a point of the curve")
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


class Multiples:
    """k*2^(8i)*P for all i below 32 and k below 256, so that a product is 32 additions."""

    def __init__(self, point):
        self.rows = []
        for _ in range(32):
            row, multiple = [ZERO], ZERO
            for _ in range(255):
                multiple = add(multiple, point)
                row.append(multiple)
            self.rows.append(row)
            point = add(multiple, point)

    def times(self, number, result=ZERO):
        for row, byte in zip(self.rows, number.to_bytes(32, "little")):
            if byte:
                result = add(result, row[byte])
        return result


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = decode(BASE_Y.to_bytes(32, "little"))
TABLES_AFTER = 64
base_multiples = None


def both(s, p, k, q):
    """s*p + k*q, without tables: quicker for the first few signatures of a key."""
    sums = (ZERO, p, q, add(p, q))
    result = ZERO
    for bit in range(255, -1, -1):
        result = add(result, result)
        index = (s >> bit & 1) | (k >> bit & 1) << 1
        if index:
            result = add(result, sums[index])
    return result


class Key:
    """An Ed25519 public key, named by its RFC 7638 thumbprint."""

    def __init__(self, data):
        if len(data) != 32:
            raise Malformed("public key of %d bytes" % len(data))
        point = decode(data)
        if encode(point) == encode(ZERO) or encode(multiply(L, point)) != encode(ZERO):
            raise Malformed("a point outside of the large group")
        self.data = data
        x, y, z, t = point
        self.negative = ((-x) % P, y, z, (-t) % P)
        self.multiples, self.uses = None, 0
        members = '{"crv":"Ed25519","kty":"OKP","x":"%s"}' % base64url(data)
        self.id = base64url(sha256(members.encode()))

    def verifies(self, message, signature):
        global base_multiples
        if len(signature) != 64:
            return False
        s = int.from_bytes(signature[32:], "little")
        if s >= L:
            return False
        h = hashlib.sha512(signature[:32] + self.data + message).digest()
        k = int.from_bytes(h, "little") % L
        self.uses += 1
        if self.uses < TABLES_AFTER:
            return encode(both(s, BASE, k, self.negative)) == signature[:32]
        if base_multiples is None:
            base_multiples = Multiples(BASE)
        if self.multiples is None:
            self.multiples = Multiples(self.negative)
        return encode(self.multiples.times(k, base_multiples.times(s))) == signature[:32]


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text):
    """Decodes the one way in which the bytes can be written."""
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError) as e:
        raise Malformed("not base64url: %s" % e)
    if base64url(data).encode() != text:
        raise Malformed("base64url is not canonical")
    return data


@functools.lru_cache(maxsize=64)
def key_of(data):
    """The key with these bytes: both readings, and its tables, share one."""
    return Key(data)


def read_keys(data):
    keys = []
    for jwk in KEY_SET(read_json(data))["keys"]:
        if "d" in jwk:
            raise Malformed("a private key")
        if jwk.get("kty") != "OKP" or jwk.get("crv") != "Ed25519":
            raise Malformed("not an Ed25519 key")
        key = key_of(from_base64url(is_text(jwk.get("x")).encode("ascii", "replace")))
        if jwk.get("kid") not in (None, key.id):
            raise Malformed("kid is not the key's thumbprint")
        keys.append(key)
    return keys


HEADER = re.compile(
    rb'\{"alg":"EdDSA","kid":"([A-Za-z0-9_-]{43})","typ":"([a-z+-]+)"\}\Z')
TYPE = b"countersign-record+jws"


class Jws:
    """A compact JWS, taken apart but not verified."""

    def __init__(self, line):
        parts = line.split(b".")
        if len(parts) != 3:
            raise Malformed("not three parts")
        header = HEADER.match(from_base64url(parts[0]))
        self.payload, self.signature = from_base64url(parts[1]), from_base64url(parts[2])
        if not header:
            raise Malformed("header is not alg EdDSA, kid, typ")
        self.key, self.type = header.group(1).decode(), header.group(2)
        self.signed = line[:line.rindex(b".")]


# The zip file: one form (docs/design/0001-contracts.md), read front to back.

LOCAL = b"PK\x03\x04"
CENTRAL = b"PK\x01\x02"
BLOCK = 0xFFFF
MAX_ENTRY = 1 << 31
MAX_ENTRIES = 1 << 20


def local_header(name):
    return LOCAL + struct.pack("<5H3I2H", 45, 8, 8, 0, 0x21, 0, 0, 0, len(name), 0) + name


def central_header(name, offset, crc, stored, length):
    return (CENTRAL
            + struct.pack("<6H3I5H2I", 45, 45, 8, 8, 0, 0x21, crc, stored, length,
                          len(name), 12, 0, 0, 0, 0, 0xFFFFFFFF)
            + name + struct.pack("<2HQ", 1, 8, offset))


def directory_end(entries, offset, length):
    return (b"PK\x06\x06" + struct.pack("<Q2H2I4Q", 44, 45, 45, 0, 0, entries, entries, length,
                                        offset)
            + b"PK\x06\x07" + struct.pack("<IQI", 0, offset + length, 1)
            + b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF,
                                          0))


class Zip:
    """Goes through the entries. What is wrong with checksums and directory is kept in `damage`."""

    def __init__(self, stream):
        self.stream = stream
        self.entries, self.damage = [], []
        self.position, self.name = 0, b""
        self.buffer = b""
        self.last = True

    def take(self, count):
        data = self.stream.read(count)
        self.position += len(data)
        if len(data) != count:
            raise Malformed(self.where("the file ends here"))
        return data

    def where(self, reason):
        return "%s, byte %d: %s" % (self.name.decode("ascii", "replace"), self.position, reason)

    def next(self):
        self.offset = self.position
        signature = self.take(4)
        if signature == CENTRAL:
            return None
        if signature != LOCAL:
            raise Malformed(self.where("no zip entry here"))
        if len(self.entries) == MAX_ENTRIES:
            raise Malformed(self.where("too many entries"))
        rest = self.take(26)
        length = struct.unpack("<H", rest[22:24])[0]
        if not 1 <= length <= 100:
            raise Malformed(self.where("a name of %d bytes" % length))
        self.name = self.take(length)
        ascii_name = all(byte < 128 for byte in self.name)
        if not ascii_name or signature + rest + self.name != local_header(self.name):
            raise Malformed(self.where("not a zip entry of the form that bundles have"))
        self.start, self.length, self.crc = self.position, 0, 0
        self.buffer, self.last = b"", False
        return self.name.decode("ascii")

    def block(self):
        """The next block of the entry, or nothing at its end."""
        if self.last:
            return b""
        header = self.take(5)
        size, inverse = struct.unpack("<2H", header[1:])
        self.last = header[0] == 1
        whole = (size > 0 or self.length == 0) if self.last else size == BLOCK
        if header[0] > 1 or not whole or size != inverse ^ 0xFFFF:
            raise Malformed(self.where("not a stored block of the form that bundles have"))
        data = self.take(size)
        self.crc = zlib.crc32(data, self.crc)
        self.length += size
        if self.length > MAX_ENTRY:
            raise Malformed(self.where("longer than 2^31 bytes"))
        if self.last:
            entry = (self.name, self.offset, self.crc, self.position - self.start, self.length)
            if self.take(16) != b"PK\x07\x08" + struct.pack("<3I", *entry[2:]):
                self.damage.append(self.where("checksum or length is not the content's"))
            self.entries.append(entry)
        return data

    def all(self, limit):
        content = b""
        while not self.last:
            content += self.block()
            if len(content) > limit:
                raise Malformed(self.where("longer than %d bytes" % limit))
        return content

    def lines(self):
        """The lines of the entry, each shorter than a record may be."""
        rest = b""
        while not self.last:
            *whole, rest = (rest + self.block()).split(b"\n")
            for line in whole:
                yield self.checked(line)
            self.checked(rest)
        if rest:
            raise Malformed(self.where("the last line has no end"))

    def checked(self, line):
        if len(line) > 65535:
            raise Malformed(self.where("a line longer than 65535 bytes"))
        return line

    def finish(self):
        """Reads the directory, whose first four bytes were read."""
        directory, length = self.offset, 0
        for index, entry in enumerate(self.entries):
            expected = central_header(*entry)
            length += len(expected)
            expected = expected[4:] if index == 0 else expected
            if self.stream.read(len(expected)) != expected:
                self.damage.append("directory: does not list %s as it is" % entry[0].decode())
                return
        end = directory_end(len(self.entries), directory, length)
        if self.stream.read(len(end)) != end:
            self.damage.append("directory: its end does not fit the file")
        elif self.stream.read(1):
            self.damage.append("more bytes after the end of the zip file")


class Bundle:
    """Reads a bundle in the order of its entries; nothing is verified."""

    def __init__(self, stream):
        self.zip = Zip(stream)
        self.entry = self.zip.next()
        self.expect("manifest.json")
        self.manifest = self.parsed("a manifest", 1 << 20, self.read_manifest)
        self.entry = self.zip.next()

    def expect(self, name):
        if self.entry != name:
            raise Malformed(self.zip.where("unexpected entry (expected: %s)" % name))

    def parsed(self, what, limit, reader):
        data = self.zip.all(limit)
        try:
            return reader(data)
        except Malformed as e:
            raise Malformed(self.zip.where("not %s: %s" % (what, e)))

    @staticmethod
    def read_manifest(data):
        value = read_json(data)
        form = value.get("format") if isinstance(value, dict) else None
        if type(form) is not int or form not in MANIFESTS:
            raise Malformed("format: %s (expected: 1 or 2)" % form)
        manifest = {"pruned": 0, "checkpoints": 1, "policies": 0}
        manifest.update(MANIFESTS[form](value))
        timestamps = manifest.get("timestamps")
        if (manifest["size"] < 0 or manifest["records"] < 0 or manifest["pruned"] < 0
                or manifest["checkpoint"] != "checkpoints/%020d.note" % manifest["size"]
                or not 1 <= manifest["checkpoints"] <= 1024
                or not 0 <= manifest["policies"] <= 4096
                or timestamps is not None and not 1 <= timestamps <= 64):
            raise Malformed("a number out of bounds")
        manifest["timestamps"] = timestamps or 0
        return manifest

    def lines(self):
        ordinal = 0
        while self.entry == "records/%010d.jws" % ordinal:
            count = 0
            for line in self.zip.lines():
                count += 1
                if not line or count > 65536:
                    raise Malformed(self.zip.where("an empty line, or more than 65536"))
                yield line
            if count == 0:
                raise Malformed(self.zip.where("no records"))
            ordinal += 1
            self.entry = self.zip.next()

    def checkpoints(self):
        before, count = -1, self.manifest["checkpoints"]
        for index in range(count):
            if index == count - 1:
                self.expect(self.manifest["checkpoint"])
            name = re.match(r"checkpoints/0([0-9]{19})\.note\Z", self.entry or "")
            size = int(name.group(1)) if name else -1
            if size <= before or size >= 1 << 63:
                raise Malformed(self.zip.where("unexpected entry (expected: a checkpoint)"))
            before = size
            note = self.zip.all(256 * 1024)
            self.entry = self.zip.next()
            yield size, note

    def keys(self):
        self.expect("keys/log.jwks.json")
        log = self.parsed("a set of public keys", 1 << 16, read_keys)
        writers, before = {}, ""
        self.entry = self.zip.next()
        while True:
            name = re.match(r"keys/writers/([a-z0-9][a-z0-9-]{0,62})\.jwks\.json\Z",
                            self.entry or "")
            if not name:
                return log, writers
            writer = name.group(1)
            if writer <= before:
                raise Malformed(self.zip.where("unexpected entry"))
            before = writer
            writers[writer] = self.parsed("a set of public keys", 1 << 16, read_keys)
            self.entry = self.zip.next()

    def policies(self):
        before = ""
        for _ in range(self.manifest["policies"]):
            name = re.match(r"policies/([0-9a-f]{64})\Z", self.entry or "")
            if not name or name.group(1) <= before:
                raise Malformed(self.zip.where("unexpected entry (expected: another policy)"))
            before = name.group(1)
            document = self.zip.all(1 << 20)
            self.entry = self.zip.next()
            yield bytes.fromhex(before), document

    def retention(self):
        if self.manifest["format"] == 2:
            self.expect("retention.json")
            self.parsed("retention", 1 << 20, lambda data: KEPT(read_json(data)))
            self.entry = self.zip.next()

    def timestamps(self):
        before = -1
        for _ in range(self.manifest["timestamps"]):
            name = re.match(r"timestamps/0([0-9]{19})\.tst\Z", self.entry or "")
            size = int(name.group(1)) if name else -1
            if size <= before or size >= 1 << 63:
                raise Malformed(self.zip.where("unexpected entry (expected: a timestamp)"))
            before = size
            token = self.zip.all(64 * 1024)
            self.entry = self.zip.next()
            yield size, token

    def finish(self):
        if self.entry is not None:
            raise Malformed(self.zip.where("unexpected entry"))
        self.zip.finish()
        return self.zip.damage


# Signed notes and checkpoints (C2SP).


def standard64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Malformed("not Base64")
    if base64.b64encode(data).decode() != text:
        raise Malformed("Base64 is not canonical")
    return data


def blank(name):
    return any(c.isspace() or ord(c) < 32 or 127 <= ord(c) < 160 for c in name)


def read_note(data):
    """The text that is signed, and the signatures: (name, key id, signature)."""
    try:
        note = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed("note: not UTF-8")
    end = note.rfind("\n\n")
    if end < 0 or not note.endswith("\n") or any(c < " " and c != "\n" for c in note):
        raise Malformed("note: not a text, an empty line and signatures")
    signatures = []
    for line in note[end + 2:-1].split("\n"):
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "\u2014":
            raise Malformed("note: not a signature line")
        name, data = parts[1], standard64(parts[2])
        if not name or "+" in name or blank(name) or len(data) <= 4:
            raise Malformed("note: not a signature line")
        if any(known[:2] == (name, data[:4]) for known in signatures):
            raise Malformed("note: two signatures of one key")
        signatures.append((name, data[:4], data[4:]))
    if not 1 <= len(signatures) <= 64:
        raise Malformed("note: %d signatures" % len(signatures))
    return note[:end + 1], signatures


def read_checkpoint(text):
    lines = text.split("\n")
    if len(lines) != 4 or not lines[0] or not re.match(r"(0|[1-9][0-9]{0,18})\Z", lines[1]):
        raise Malformed("checkpoint: not origin, size and root")
    root = standard64(lines[2])
    if len(root) != 32 or int(lines[1]) >= 1 << 63:
        raise Malformed("checkpoint: not origin, size and root")
    return lines[0], int(lines[1]), root


def is_signed(text, signatures, origin, keys):
    """Whether a key of the log signed, and no signature that names one of them is false."""
    if "+" in origin or blank(origin):
        raise Malformed("checkpoint: no name of a key")
    signed = False
    for key in keys:
        typed = b"\x01" + key.data
        key_id = sha256(origin.encode() + b"\n" + typed)[:4]
        for name, named_id, signature in signatures:
            if name == origin and named_id == key_id:
                if not key.verifies(text.encode(), signature):
                    return False
                signed = True
    return signed


class Tree:
    """The right edge of a Merkle tree (RFC 9162): its perfect subtrees, largest first."""

    def __init__(self):
        self.subtrees = []
        self.size = 0

    def append(self, leaf):
        height = 0
        while self.subtrees and self.subtrees[-1][0] == height:
            leaf = sha256(b"\x01", self.subtrees.pop()[1], leaf)
            height += 1
        self.subtrees.append((height, leaf))
        self.size += 1

    def root(self):
        if not self.subtrees:
            return sha256()
        root = self.subtrees[-1][1]
        for _, left in reversed(self.subtrees[:-1]):
            root = sha256(b"\x01", left, root)
        return root


# The checks.


def long_after(seconds, earlier, later):
    return later[0] - earlier[0] > seconds


class Quarantine:
    """Places in chains that stay empty because a person set a message aside."""

    def __init__(self, findings):
        self.findings = findings
        self.hinted, self.known, self.messages, self.gaps = set(), set(), set(), []

    @staticmethod
    def place(body):
        place = body["writer"], body["epoch"], body["seq"]
        return None if None in place else place

    def accept(self, record):
        if record.type == "message.quarantined":
            self.known.add(self.place(record.body))
            self.messages.add(record.body["digest"])

    def missing(self, kind, entry, expected, found, writer, epoch, first, after):
        gap = kind, entry.leaf, entry.place, expected, found, writer, epoch, first, after
        if self.covers(self.hinted, gap):
            self.gaps.append(gap)
        else:
            self.findings.at(kind, entry, expected, found)

    @staticmethod
    def covers(places, gap):
        writer, epoch, first, after = gap[5:]
        return after - first <= 10000 and all(
            (writer, epoch, seq) in places for seq in range(first, after))

    def finish(self):
        for gap in self.gaps:
            kind, leaf, place, expected, found = gap[:5]
            kind = "gap-explained" if self.covers(self.known, gap) else kind
            self.findings.add(kind, expected, found, leaf, place)


class Chains:
    """Each writer's epochs increase, and each epoch is one chain without a gap."""

    def __init__(self, findings, quarantine, named):
        self.findings, self.quarantine = findings, quarantine
        self.named, self.seen = named, {}
        self.writers = {}

    def accept(self, entry):
        writer, number, seq = entry.place
        epochs = self.writers.setdefault(writer, {})
        epoch = epochs.get(number)
        if epoch is None:
            epoch = self.open(epochs, entry)
        else:
            self.follow(epoch, entry)
        if seq >= epoch["next"]:
            epoch["next"], epoch["last"] = seq + 1, entry.digest
        if entry.type in ("writer.closed", "key.rotated"):
            epoch["end"] = entry.type
        if entry.place in self.named:
            self.seen.setdefault(entry.place, entry.digest)

    def skip(self, place):
        """Goes on behind a record that does not hold."""
        epoch = self.writers.get(place[0], {}).get(place[1])
        if epoch is not None and epoch["next"] == place[2]:
            epoch["next"] += 1
            epoch["last"] = None

    def expected(self, writer):
        epochs = self.writers.get(writer)
        if not epochs:
            return None
        number = max(epochs)
        return writer, number, epochs[number]["next"]

    def open(self, epochs, entry):
        _, number, seq = entry.place
        if epochs and max(epochs) > number:
            self.findings.at("epoch-order", entry, "an epoch after %d" % max(epochs),
                             "epoch %d" % number)
        if seq != 0:
            self.gap(entry, 0)
        elif entry.type != "writer.opened":
            if not entry.stub:
                self.first(entry)
            self.findings.at("epoch-not-opened", entry, "writer.opened at seq 0", entry.type)
        elif not entry.stub:
            self.first(entry)
            self.opening(bool(epochs), entry)
        epoch = {"first": entry.digest, "next": 0, "last": None, "key": entry.key, "end": None}
        epochs[number] = epoch
        return epoch

    def first(self, record):
        if record.prev != bytes(32):
            self.findings.at("prev-mismatch", record, "prev " + named(bytes(32)),
                             "prev " + named(record.prev))

    def opening(self, has_earlier, record):
        body = record.body
        if body["kid"] != record.key:
            self.findings.at("key-changed", record, "key " + body["kid"], "key " + record.key)
        end = body["previous"]
        if end is None:
            if has_earlier:
                self.findings.at("previous-end-unnamed", record, "the end of an earlier epoch",
                                 "no end named")
            return
        writer = record.place[0]
        place = writer, end["epoch"], end["seq"]
        expected = "epoch %d with seq %d and digest %s" % (
            end["epoch"], end["seq"], named(end["digest"]))
        if place not in self.seen:
            self.quarantine.missing("previous-end-missing", record, expected, "not there", writer,
                                    end["epoch"], end["seq"], end["seq"] + 1)
        elif self.seen[place] != end["digest"]:
            self.findings.at("previous-end-mismatch", record, expected,
                             "digest " + named(self.seen[place]))

    def gap(self, entry, first):
        writer, epoch, seq = entry.place
        self.quarantine.missing("sequence-gap", entry, "seq %d" % first, "seq %d" % seq, writer,
                                epoch, first, seq)

    def follow(self, epoch, entry):
        seq = entry.place[2]
        if seq == 0 and entry.digest != epoch["first"]:
            self.findings.at("epoch-reused", entry, "digest " + named(epoch["first"]),
                             "digest " + named(entry.digest))
        elif seq < epoch["next"]:
            self.findings.at("sequence-repeated", entry, "seq %d" % epoch["next"], "seq %d" % seq)
        elif seq > epoch["next"]:
            self.gap(entry, epoch["next"])
        else:
            self.link(epoch, entry)
        if entry.stub:
            return
        if epoch["key"] is None:
            epoch["key"] = entry.key
        elif epoch["key"] != entry.key:
            self.findings.at("key-changed", entry, "key " + epoch["key"], "key " + entry.key)

    def link(self, epoch, entry):
        last = epoch["last"]
        if not entry.stub and last is not None and entry.prev != last:
            self.findings.at("prev-mismatch", entry, "prev " + named(last),
                             "prev " + named(entry.prev))
        if entry.type == "writer.opened":
            self.findings.at("epoch-not-opened", entry, "writer.opened at seq 0 only",
                             "writer.opened at seq %d" % entry.place[2])
        closing = epoch["end"] == "key.rotated" and entry.type == "writer.closed"
        if epoch["end"] and not closing:
            self.findings.at("records-after-close", entry, "nothing after " + epoch["end"],
                             entry.type)


class KeyChanges:
    """A writer announces, under its old key, the key it goes over to."""

    def __init__(self, findings):
        self.findings, self.writers = findings, {}

    def accept(self, entry):
        writer, number, _ = entry.place
        epoch, key, announced = self.writers.get(writer, (-1, None, None))
        if number < epoch:
            return
        if entry.stub:
            if number > epoch:
                self.writers[writer] = number, None, None
        elif entry.type == "writer.opened":
            expected = announced or key
            if number > epoch and key is not None and entry.key != expected:
                self.findings.at("key-not-announced", entry, "key " + expected,
                                 "key " + entry.key)
            self.writers[writer] = number, entry.key, None
        elif entry.type == "key.rotated":
            if entry.body["from"] != entry.key:
                self.findings.at("key-changed", entry, "from key " + entry.key,
                                 "from " + entry.body["from"])
            self.writers[writer] = number, entry.key, entry.body["to"]


class Heartbeats:
    """A writer with an open epoch says something at least every so often."""

    def __init__(self, findings, every):
        self.findings, self.silence, self.writers = findings, 3 * every, {}

    def accept(self, entry):
        writer, number, _ = entry.place
        last = self.writers.get(writer)
        if last and last[1][1] > number:
            return
        if last and last[2] and entry.time and self.is_long(last[2], entry.time):
            self.add(entry.leaf, entry.place, last[2], "at " + shown(entry.time))
        over = entry.type == "writer.closed"
        self.writers[writer] = entry.leaf, entry.place, None if over else entry.time

    def finish(self, newest):
        for writer in sorted(self.writers):
            leaf, place, time = self.writers[writer]
            if time and self.is_long(time, newest):
                self.add(leaf, place, time, "none by " + shown(newest))

    def is_long(self, earlier, later):
        return self.silence > 0 and long_after(self.silence, earlier, later)

    def add(self, leaf, place, time, found):
        self.findings.add("missed-heartbeat",
                          "a record within %d s of %s" % (self.silence, shown(time)), found, leaf,
                          place)


class Calls:
    """Outcomes and intents belong to each other."""

    KEPT = 16384

    def __init__(self, findings, quarantine):
        self.findings, self.quarantine = findings, quarantine
        self.open, self.early, self.closed = {}, {}, collections.OrderedDict()
        self.intents = 0

    def accept(self, entry):
        if entry.call is None:
            return
        if entry.type == "call.intent":
            self.start(entry)
        elif entry.type == "call.outcome":
            self.end(entry)

    def start(self, entry):
        self.intents += 1
        outcome = self.early.pop(entry.call, None)
        if outcome:
            self.findings.at("outcome-before-intent", outcome,
                             "after leaf %d, the call's intent" % entry.leaf, "before it")
        elif entry.call in self.open or entry.call in self.closed:
            self.findings.at("duplicate-intent", entry, "a call of its own", entry.call)
        else:
            self.open[entry.call] = entry

    def end(self, entry):
        intent = self.open.pop(entry.call, None)
        if intent:
            if not entry.stub:
                self.pair(intent, entry)
            self.closed[entry.call] = None if entry.stub else entry.body
            while len(self.closed) > self.KEPT:
                self.closed.popitem(last=False)
            if intent.stub != entry.stub:
                self.findings.at("half-pruned", entry if intent.stub else intent,
                                 "the other half of the call", "its stub")
        elif entry.call not in self.closed:
            self.early.setdefault(entry.call, entry)
        elif not entry.stub and self.closed[entry.call] is not None:
            self.again(entry, self.closed[entry.call])

    def again(self, entry, before):
        was, now = before["status"], entry.body["status"]
        if "unknown" in (was, now):
            self.findings.at("late-outcome", entry, "no outcome after " + was, now)
        elif before != entry.body:
            self.findings.at("duplicate-outcome", entry, "the outcome before: " + was, now)

    def pair(self, intent, outcome):
        if outcome.body["intent"] != intent.digest:
            self.findings.at("outcome-mismatch", outcome,
                             "intent %s at leaf %d" % (named(intent.digest), intent.leaf),
                             "intent " + named(outcome.body["intent"]))
        if outcome.body["status"] != "unknown" and outcome.place[0] != intent.place[0]:
            self.findings.at("outcome-wrong-writer", outcome, "writer " + intent.place[0],
                             "writer " + outcome.place[0])

    def finish(self, newest):
        for outcome in sorted(self.early.values(), key=lambda entry: entry.leaf):
            aside = not outcome.stub and outcome.body["intent"] in self.quarantine.messages
            self.findings.at("gap-explained" if aside else "outcome-without-intent", outcome,
                             "an intent before", "none")
        for intent in sorted(self.open.values(), key=lambda entry: entry.leaf):
            if intent.stub:
                self.findings.at("missing-outcome", intent, "an outcome of a pruned intent", "none")
                continue
            deadline = intent.body["deadline"]
            kind = "missing-outcome" if deadline < newest else "open-intent"
            self.findings.at(kind, intent, "an outcome by " + shown(deadline),
                             "none by " + shown(newest))


PARTS = {
    "approval.requested": "requested",
    "approval.decided": "decided",
    "approval.consumed": "consumed",
    "call.intent": "intent",
}
EXPIRED = ""
BROKEN_GLASS = "broken-glass"
NO_TERMS = TERMS({})

def identity(party):
    return party and (party["issuer"], party["id"])


def terms_of(request):
    return request["terms"] or NO_TERMS


def minimums_met(minimums, people):
    """Whether each group has people of its own; nobody counts for two (Hall's theorem)."""
    for size in range(1, len(minimums) + 1):
        for chosen in itertools.combinations(minimums, size):
            groups = {minimum["group"] for minimum in chosen}
            if sum(bool(of & groups) for of in people) < sum(m["atLeast"] for m in chosen):
                return False
    return True


class Approvals:
    """Every call that needed an approval had one of its own."""

    UNDER_WAY = 60

    def __init__(self, findings):
        self.findings = findings
        self.open, self.closed, self.revoked = {}, {}, set()
        self.broken, self.reviewed = [], {}

    def accept(self, entry):
        if not entry.stub and entry.type == "approval.requested" and terms_of(entry.body)["glass"]:
            self.broken.append(entry)
        elif not entry.stub and entry.type == "approval.reviewed":
            self.reviewed.setdefault(entry.approval, entry)
        if entry.approval is not None and entry.type == "approval.revoked":
            self.revoke(entry)
        elif entry.approval is not None and entry.type in PARTS:
            self.put(entry, PARTS[entry.type])
        elif entry.approval is not None and entry.type == "approval.expired":
            self.expire(entry)
        elif entry.type == "call.intent" and not entry.stub:
            effect = entry.body["decision"]["effect"]
            if effect != "permit":
                self.findings.at("approval-missing", entry, "an approval, or the effect permit",
                                 "effect " + effect)

    def expire(self, entry):
        parts = self.open.get(entry.approval)
        if parts is None:
            return
        if "consumed" in parts:
            self.findings.at("approval-conflict", entry, "consumed", "expired")
        elif "intent" not in parts:
            del self.open[entry.approval]
            self.closed[entry.approval] = EXPIRED

    def revoke(self, entry):
        self.revoked.add(entry.approval)
        parts = self.open.pop(entry.approval, {})
        call = self.closed.setdefault(entry.approval, EXPIRED)
        if "consumed" in parts or "intent" in parts:
            self.findings.at("approval-conflict", entry, "used", "revoked")
        elif call != EXPIRED:
            self.findings.at("approval-conflict", entry, "used for call " + call, "revoked")

    def put(self, entry, part):
        uses = part in ("consumed", "intent")
        if entry.approval in self.closed:
            call = self.closed[entry.approval]
            if uses and entry.call != call and entry.approval in self.revoked:
                self.findings.at("approval-revoked", entry, "not used: it was revoked",
                                 "call %s" % entry.call)
            elif uses and entry.call != call:
                self.findings.at("approval-reused", entry,
                                 "used for call " + call if call else "not used: it expired",
                                 "call %s" % entry.call)
            return
        parts = self.open.setdefault(entry.approval, {})
        before = parts.setdefault(part, entry)
        if before is not entry and not self.same(before, entry, uses):
            self.findings.at("approval-reused" if uses else "approval-conflict", entry,
                             "the same as at leaf %d" % before.leaf, "another " + entry.type)
        elif len(parts) == len(PARTS):
            self.check(parts)
            del self.open[entry.approval]
            self.closed[entry.approval] = parts["intent"].call

    @staticmethod
    def same(before, entry, uses):
        if before.stub or entry.stub:
            return not uses or before.call == entry.call
        return before.body == entry.body

    def check(self, parts):
        intent, stubs = parts["intent"], sum(entry.stub for entry in parts.values())
        if stubs == 0:
            self.rules(parts)
            return
        if parts["consumed"].call != intent.call:
            self.findings.at("approval-mismatch", intent, "call %s" % parts["consumed"].call,
                             "call %s" % intent.call)
        if stubs < len(parts):
            self.findings.at("half-pruned", intent, "the four records of the approval",
                             "stubs of some")

    def approved(self, decided, use):
        if decided.body["verdict"] not in ("approved", BROKEN_GLASS):
            self.findings.at("approval-denied", use, "approved",
                             "not approved, at leaf %d" % decided.leaf)
            return False
        return True

    def rules(self, parts):
        intent, consumed = parts["intent"], parts["consumed"]
        if not self.approved(parts["decided"], intent):
            return
        for other in (parts["decided"], consumed):
            if other.place[0] == intent.place[0]:
                self.findings.at("approval-self-issued", intent,
                                 "another writer for the approval",
                                 "%s at leaf %d" % (other.place[0], other.leaf))
        request, decision = parts["requested"].body, parts["decided"].body
        if decision["verdict"] != BROKEN_GLASS:
            self.reviews(intent, request, decision)
        elif not terms_of(request)["glass"] or request["justification"] is None:
            self.findings.at("approval-denied", intent, "a glass to break, and a reason",
                             "none of them")
        self.times(intent, request, decision, consumed)
        self.binding(intent, request, consumed.body)

    def reviews(self, intent, request, decision):
        approvers = [review["subject"] for review in decision["reviews"]
                     if review["verdict"] == "approved"]
        people, quorum = len(set(map(identity, approvers))), max(1, request["quorum"])
        if people < quorum:
            self.findings.at("approval-quorum", intent, "%d different people" % quorum,
                             "%d of them" % people)
        terms, groups = terms_of(request), {}
        for approver in approvers:
            groups.setdefault(identity(approver), set()).update(approver["groups"] or [])
        if not minimums_met(terms["minimums"] or [], groups.values()):
            self.findings.at("approval-quorum", intent, "enough people of each group",
                             "too few of some")
        denials = sum(review["verdict"] == "denied" for review in decision["reviews"])
        if denials >= (terms["denyThreshold"] or 1):
            self.findings.at("approval-denied", intent,
                             "fewer denials than %d" % (terms["denyThreshold"] or 1),
                             "%d of them" % denials)
        for review in decision["reviews"]:
            if review["verdict"] == "approved":
                self.reviewer(intent, request, review["subject"], request["from"])
                self.proof(intent, terms, review)

    def reviewer(self, entry, request, person, asked):
        owners = terms_of(request)["owners"] or []
        taking_part = [request["subject"]] + request["actors"] + owners
        if identity(person) in map(identity, taking_part):
            self.findings.at("approval-own-request", entry,
                             "somebody else than the subject and the actors", person["id"])
        groups = person["groups"]
        if groups is not None and not set(groups) & set(asked):
            self.findings.at("approval-reviewer", entry, "somebody of %s" % asked,
                             "%s of %s" % (person["id"], groups))

    def proof(self, intent, terms, review):
        fresh = terms["acr"] is None or review["acr"] in terms["acr"]
        if fresh and terms["authenticatedWithin"] is not None:
            fresh = review["authTime"] is not None and not long_after(
                terms["authenticatedWithin"], review["authTime"], review["at"])
        if not fresh:
            self.findings.at("approval-reviewer", intent, "a fresh authentication",
                             "%s in %s" % (review["authTime"], review["acr"]))
        if terms["signature"] is not None and review["signature"] is None:
            self.findings.at("approval-reviewer", intent,
                             "a signature of " + review["subject"]["id"], "none")

    def times(self, intent, request, decision, consumed):
        for review in decision["reviews"]:
            if review["at"] > request["decideBy"]:
                self.findings.at("approval-late", intent,
                                 "a review by " + shown(request["decideBy"]),
                                 "one at " + shown(review["at"]))
        use_by = decision["useBy"]
        if use_by is not None and long_after(self.UNDER_WAY, use_by, consumed.time):
            self.findings.at("approval-late", intent, "used by " + shown(use_by),
                             "used at " + shown(consumed.time))

    def binding(self, intent, request, use):
        call = intent.body
        bound = (
            ("call", use["call"], call["call"]),
            ("connection", request["connection"], call["connection"]),
            ("function", request["function"], call["function"]),
            ("arguments", request["arguments"], call["arguments"]),
            ("policy", request["policy"], call["decision"]["policy"]),
            ("subject", identity(request["subject"]), identity(call["subject"])),
            ("actors", list(map(identity, request["actors"])),
             list(map(identity, call["actors"]))),
            ("masking", call["masking"] if request["masking"] is None else request["masking"],
             call["masking"]),
        )
        for member, approved, done in bound:
            if approved != done:
                self.findings.at("approval-mismatch", intent, "%s %s" % (member, approved),
                                 "%s %s" % (member, done))

    def finish(self, newest):
        used = [(parts.get("intent") or parts.get("consumed"), parts)
                for parts in self.open.values()]
        used = [(use, parts) for use, parts in used if use]
        for use, parts in sorted(used, key=lambda pair: pair[0].leaf):
            decided = parts.get("decided")
            if decided and not decided.stub and not self.approved(decided, use):
                continue
            missing = ["approval." + part for part in ("requested", "decided", "consumed")
                       if part not in parts]
            if missing:
                fresh = not use.stub and not long_after(self.UNDER_WAY, use.time, newest)
                self.findings.at("approval-pending" if fresh else "approval-missing", use,
                                 ", ".join(missing), "not in the log")
        for request in self.broken:
            self.glass(request, terms_of(request.body)["glass"], newest)

    def glass(self, request, glass, newest):
        review = self.reviewed.get(request.approval)
        if review:
            self.reviewer(request, request.body, review.body["subject"], glass["reviewers"])
        elif long_after(glass["reviewWithin"], request.time, newest):
            self.findings.at("glass-unreviewed", request,
                             "a review within %d s" % glass["reviewWithin"], "none in the log")


class Retention:
    """Every stub belongs to a statement that commits to it; none passes over a hold."""

    UNDER_WAY = 60

    def __init__(self, findings):
        self.findings = findings
        self.pruned, self.statements = {}, {}
        self.in_force, self.released = {}, {}

    def accept(self, record):
        if record.type == "hold.placed":
            self.place(record, record.body["hold"])
        elif record.type == "hold.released":
            self.release(record, record.body["hold"])
        elif record.type == "records.pruned":
            body = record.body
            self.statements[body["retention"], body["from"]] = (record, *self.passed(record))

    def place(self, record, hold):
        before = self.in_force.setdefault(hold, record)
        if before is not record and before.body != record.body:
            self.conflict(record, "the same as at leaf %d" % before.leaf, "another hold.placed")
        if hold in self.released:
            del self.in_force[hold]
            self.conflict(record, "a hold of its own", hold + ", which was released")

    def release(self, record, hold):
        if self.in_force.pop(hold, None):
            self.released[hold] = record
            return
        before = self.released.get(hold)
        if before is None:
            self.conflict(record, "a hold in force", hold)
        elif before.body != record.body:
            self.conflict(record, "the same as at leaf %d" % before.leaf, "another hold.released")

    def conflict(self, record, expected, found):
        self.findings.at("hold-conflict", record, expected, found)

    def passed(self, statement):
        """Holds in force that the statement does not name, and those that forbid any."""
        unnamed, unconditional = [], []
        for hold, placed in sorted(self.in_force.items()):
            known = long_after(self.UNDER_WAY, placed.time, statement.time)
            if known and hold not in statement.body["holds"]:
                unnamed.append(hold)
            if all(value is None for value in placed.body["scope"].values()):
                unconditional.append(hold)
        return unnamed, unconditional

    def accept_stub(self, stub, line):
        stubs = self.pruned.get(stub.partition)
        if stubs is None:
            if len(self.pruned) == 65536:
                self.unstated(stub)
                return
            stubs = self.pruned[stub.partition] = {"tree": Tree(), "first": stub}
        stubs["tree"].append(sha256(b"\x00", line))
        stubs["last"] = stub.leaf

    def unstated(self, stub):
        self.findings.at("stub-unstated", stub, "records.pruned of %s from %s" % (
            stub.partition[0], shown(stub.partition[1])), "none")

    def finish(self):
        for partition, stubs in self.pruned.items():
            if partition not in self.statements:
                self.unstated(stubs["first"])
                continue
            statement, unnamed, unconditional = self.statements[partition]
            body, tree = statement.body, stubs["tree"]
            for member, stated, there in (
                    ("count", body["count"], tree.size),
                    ("first leaf", body["first"], stubs["first"].leaf),
                    ("last leaf", body["last"], stubs["last"]),
                    ("root", named(body["root"]), named(tree.root()))):
                if stated != there:
                    self.findings.at("statement-mismatch", statement, "%s %s" % (member, stated),
                                     "%s %s" % (member, there))
            if stubs["last"] > statement.leaf:
                self.findings.at("statement-mismatch", statement,
                                 "a statement after leaf %d" % stubs["last"],
                                 "leaf %d" % statement.leaf)
            for hold in unconditional:
                self.findings.at("pruned-under-hold", statement,
                                 "nothing pruned under hold " + hold, "pruned")
            for hold in unnamed:
                self.findings.at("hold-passed-over", statement, "holds with " + hold,
                                 "not among them")


class Verification:
    """One reading of a log, line by line, and then of what follows it."""

    def __init__(self, options, findings, hints, keys):
        self.findings, self.options = findings, options
        self.texts = {}
        self.log_keys, writer_keys = keys
        self.keys, self.writer_of_key, self.keys_of_writer = {}, {}, {}
        for writer, known in writer_keys.items():
            self.keys_of_writer.setdefault(writer, set())
            for key in known:
                self.keys[key.id], self.writer_of_key[key.id] = key, writer
                self.keys_of_writer[writer].add(key.id)
        self.quarantine, self.sizes = hints.quarantine, hints.sizes
        self.chains = Chains(findings, self.quarantine, hints.named)
        self.key_changes = KeyChanges(findings)
        self.heartbeats = Heartbeats(findings, options.heartbeat)
        self.calls = Calls(findings, self.quarantine)
        self.approvals = Approvals(findings)
        self.retention = Retention(findings)
        self.tree, self.roots = Tree(), {}
        self.cited = {}
        self.withheld = {}
        self.writers = collections.Counter()
        self.pruned = 0
        self.newest = -(1 << 62), 0
        self.keep_root()

    def keep_root(self):
        if self.tree.size in self.sizes:
            self.roots[self.tree.size] = self.tree.root()

    def append(self, leaf_hash):
        self.tree.append(leaf_hash)
        self.keep_root()

    def accept(self, line):
        if line.startswith(b"{"):
            self.accept_stub(line)
            return
        leaf = self.tree.size
        self.append(sha256(b"\x00", line))
        record, place = self.signed(leaf, line)
        if record is None:
            if place and place[0] in self.keys_of_writer:
                self.writers[place[0]] += 1
                self.chains.skip(place)
            return
        self.newest = max(self.newest, record.time)
        self.entry(record)
        self.quarantine.accept(record)
        if record.type == "call.intent":
            self.cite(record.body["decision"]["policy"], record)
        elif record.type == "config.changed" and record.body["kind"] == "connections":
            self.configured(record)
        self.retention.accept(record)

    def cite(self, policy, record):
        if len(self.cited) < 65536:
            self.cited.setdefault(policy, record)

    def configured(self, record):
        policy, why = record.body["digest"], record.body["withheld"]
        self.cite(policy, record)
        if why is not None and len(self.withheld) < 65536:
            self.withheld.setdefault(policy, "kept back by its gateway: " + why)

    def entry(self, entry):
        self.writers[entry.place[0]] += 1
        for check in (self.chains, self.key_changes, self.heartbeats, self.calls, self.approvals):
            check.accept(entry)

    def signed(self, leaf, line):
        """The record if it holds; else nothing, a finding, and where it may stand."""
        try:
            jws = Jws(line)
        except Malformed as e:
            self.findings.add("malformed-record", "a compact JWS", e, leaf)
            return None, None
        key = self.keys.get(jws.key)
        if key is None:
            return self.unknown(leaf, jws)
        if jws.type != TYPE or not (
                self.options.hash_only or key.verifies(jws.signed, jws.signature)):
            place = self.place(jws)
            self.findings.add("bad-signature", "a signature by key " + key.id,
                              "another signature, typ " + jws.type.decode(), leaf, place)
            return None, place
        try:
            record = Record(jws.payload)
        except Malformed as e:
            kind = "duplicate-key" if isinstance(e, Duplicate) else "malformed-record"
            place = self.place(jws)
            self.findings.add(kind, "a record of version 1", e, leaf, place)
            return None, place
        if jws.key not in self.keys_of_writer.get(record.place[0], ()):
            return self.unknown(leaf, jws)
        record.leaf, record.digest, record.key = leaf, sha256(line), jws.key
        return record, record.place

    def unknown(self, leaf, jws):
        place = self.place(jws)
        kind = "unknown-key"
        if place and place[0] not in self.keys_of_writer:
            kind = "unknown-writer"
        self.findings.add(kind, "a known writer and its key", jws.key, leaf, place)
        return None, place

    def place(self, jws):
        """Where a record that does not hold claims to stand, or its key suggests."""
        try:
            return Record(jws.payload).place
        except Malformed:
            writer = self.writer_of_key.get(jws.key)
            return self.chains.expected(writer) if writer else None

    def accept_stub(self, line):
        self.pruned += 1
        leaf = self.tree.size
        try:
            stub = Stub(line)
        except Malformed as e:
            self.append(sha256(b"\x00", line))
            self.findings.add("malformed-stub", "a stub", e, leaf)
            return
        self.append(stub.leaf_hash)
        if stub.leaf != leaf:
            self.findings.add("malformed-stub", "leaf %d" % leaf, "leaf %d" % stub.leaf, leaf,
                              stub.place)
        elif stub.place[0] not in self.keys_of_writer:
            self.findings.at("unknown-writer", stub, "a known writer", stub.place[0])
        else:
            self.entry(stub)
            self.retention.accept_stub(stub, line)

    def finish(self, bundle):
        self.quarantine.finish()
        self.heartbeats.finish(self.newest)
        self.calls.finish(self.newest)
        self.approvals.finish(self.newest)
        self.retention.finish()
        newest = self.checkpoints(bundle)
        self.manifest(bundle.manifest, newest)
        bundle.keys()
        documents = 0
        for name, document in bundle.policies():
            documents += 1
            if sha256(document) != name:
                self.findings.add("policy-altered", "policy " + named(name),
                                  "policy " + named(sha256(document)))
            self.cited.pop(name, None)
        if bundle.manifest["format"] == 2:
            for policy, record in self.cited.items():
                self.findings.at("policy-missing", record, "the document of " + named(policy),
                                 self.withheld.get(policy, "not included"))
        bundle.retention()
        self.timestamps(bundle)
        for damage in bundle.finish():
            self.findings.add("damaged-file", "an unchanged file", damage)
        origin, size, root = newest or ("", 0, b"")
        return {
            "origin": origin, "size": size, "root": named(root) if root else "",
            "records": self.tree.size - self.pruned, "pruned": self.pruned,
            "writers": dict(sorted(self.writers.items())),
            "epochs": sum(map(len, self.chains.writers.values())), "calls": self.calls.intents,
            "checkpoints": bundle.manifest["checkpoints"], "policies": documents,
        }

    def timestamps(self, bundle):
        """Looks for the digest of each checkpoint's text in its timestamp (RFC 3161); who signed that
        is for others to check, for example `openssl ts -verify`."""
        fitting = 0
        for size, token in bundle.timestamps():
            text = self.texts.get(size)
            imprint = b"\x04\x20" + sha256(text.encode()) if text is not None else None
            if imprint is None or imprint not in token:
                self.findings.add("bad-timestamp", "a timestamp over the checkpoint of %d leaves" % size,
                                  "one over something else")
            else:
                fitting += 1
        if fitting:
            self.findings.add("timestamp-unchecked", "authorities to believe", "not asked")

    def checkpoints(self, bundle):
        """Holds the tree against every checkpoint and gives the newest, signed or not."""
        newest, index = None, 0
        for named_size, data in bundle.checkpoints():
            index += 1
            newest = self.checkpoint(named_size, data)
            if newest and index < bundle.manifest["checkpoints"]:
                origin, size, root = newest
                there = self.roots.get(size)
                if (origin, size) != (bundle.manifest["origin"], named_size) or root != there:
                    self.findings.add(
                        "history-mismatch",
                        "the root over %d leaves of %s" % (named_size, bundle.manifest["origin"]),
                        "%s over %d of %s" % (named(root), size, origin))
        if newest:
            _, size, root = newest
            if size != self.tree.size:
                self.findings.add("size-mismatch", "%d records" % size,
                                  "%d records" % self.tree.size)
            if root != self.tree.root():
                self.findings.add("root-mismatch", "root " + named(root),
                                  "root " + named(self.tree.root()))
        return newest

    def checkpoint(self, named_size, data):
        try:
            text, signatures = read_note(data)
            self.texts[named_size] = text
            checkpoint = read_checkpoint(text)
            if not is_signed(text, signatures, checkpoint[0], self.log_keys):
                self.findings.add("bad-checkpoint", "a signature by the key of " + checkpoint[0],
                                  ", ".join(name for name, _, _ in signatures))
            return checkpoint
        except Malformed as e:
            self.findings.add("bad-checkpoint", "a signed checkpoint", e)
            return None

    def manifest(self, manifest, newest):
        there = {
            "records": self.tree.size - self.pruned,
            "pruned": self.pruned,
            "writers": dict(self.writers),
        }
        if newest:
            there["origin"], there["size"], there["root"] = newest
        for member in ("origin", "size", "root", "records", "pruned", "writers"):
            if member in there and there[member] != manifest[member]:
                self.findings.add("manifest-mismatch", "%s %s" % (member, manifest[member]),
                                  "%s %s" % (member, there[member]))


class Hints:
    """What a first reading finds out for the second; nothing of it is believed."""

    def __init__(self, bundle, findings):
        self.quarantine, self.named = Quarantine(findings), set()
        for line in bundle.lines():
            self.collect(line)
        self.sizes = {size for size, _ in bundle.checkpoints()}
        self.keys = bundle.keys()

    STARTS = tuple(
        base64.urlsafe_b64encode(b'{"v":1,"type":"%s",' % name)
        for name in (b"writer.opened", b"message.quarantined"))

    def collect(self, line):
        if not line[line.find(b".") + 1:].startswith(self.STARTS):
            return
        try:
            record = Record(Jws(line).payload)
        except Malformed:
            return
        if record.type == "writer.opened" and record.body["previous"]:
            end = record.body["previous"]
            self.named.add((record.place[0], end["epoch"], end["seq"]))
        elif record.type == "message.quarantined":
            self.quarantine.hinted.add(self.quarantine.place(record.body))


def trusted(folder):
    """The keys in a folder: log.jwks.json and one <writer>.jwks.json for each writer."""
    writers = {}
    for file in sorted(os.listdir(folder)):
        name = file[:-len(".jwks.json")]
        if file.endswith(".jwks.json") and WRITER.match(name):
            with open(os.path.join(folder, file), "rb") as stream:
                try:
                    writers[name] = read_keys(stream.read())
                except Malformed as e:
                    raise OSError("%s: %s" % (file, e))
    if "log" not in writers:
        raise OSError(folder + ": no log.jwks.json")
    return writers.pop("log"), writers


def verify(options):
    findings = Findings()
    nothing = {"origin": "", "size": 0, "root": "", "records": 0, "pruned": 0, "writers": {},
               "epochs": 0, "calls": 0, "checkpoints": 0, "policies": 0}
    keys = trusted(options.trust) if options.trust else None
    with open(options.bundle, "rb") as stream:
        try:
            hints = Hints(Bundle(stream), findings)
            stream.seek(0)
            bundle = Bundle(stream)
            verification = Verification(options, findings, hints, keys or hints.keys)
            for line in bundle.lines():
                verification.accept(line)
            return verification.finish(bundle), findings
        except Malformed as e:
            findings.add("malformed-bundle", "an evidence bundle", e)
            return nothing, findings


def as_json(summary, findings, options):
    report = {"holds": findings.total(FAILURE) == 0, "class": findings.first_class()}
    report.update(summary)
    report["keys"] = "trusted" if options.trust else "bundle"
    report["signatures"] = "skipped" if options.hash_only else "checked"
    report["failures"], report["warnings"] = findings.total(FAILURE), findings.total(WARNING)
    report["findings"] = []
    for kind, leaf, place, expected, found in findings.in_order():
        finding = {"kind": kind, "severity": KINDS[kind][1]}
        if leaf is not None:
            finding["leaf"] = leaf
        if place is not None:
            finding["writer"], finding["epoch"], finding["seq"] = place
        finding["expected"], finding["found"] = expected, found
        report["findings"].append(finding)
    return json.dumps(report)


def printable(text):
    return "".join(c if c.isprintable() else "?" for c in text)


def as_text(summary, findings, options):
    lines = ["Evidence bundle %s" % options.bundle]
    if summary["origin"]:
        lines.append("  log      %(origin)s" % summary)
        lines.append("  records  %(records)d, stubs of %(pruned)d more, %(calls)d calls" % summary)
        lines.append("  root     %(root)s" % summary)
    lines.append("")
    failed = {KINDS[kind][0] for kind in findings.counts if KINDS[kind][1] == FAILURE}
    if "malformed-bundle" in findings.counts:
        lines.append("\u2717 " + CLASSES[FILE])
    else:
        for number, claim in CLASSES.items():
            passed = "\u2013" if number == SIGNATURES and options.hash_only else "\u2713"
            lines.append("%s %s" % ("\u2717" if number in failed else passed, claim))
    for kind, leaf, place, expected, found in findings.in_order()[:20]:
        where = "the bundle" if leaf is None else "leaf %d" % leaf
        if place:
            where += " (%s, epoch %d, seq %d)" % place
        lines += ["", "%s: %s, %s" % (KINDS[kind][1], kind, where), "  expected: " + expected,
                  "  found:    " + found]
    lines.append("")
    if not options.trust:
        lines.append("The keys came from the bundle itself. With --trust DIR it is checked against "
                     "keys that you got elsewhere.")
    if options.hash_only:
        lines.append("The signatures of the records were not checked (--hash-only).")
    holds = findings.total(FAILURE) == 0
    lines.append("The evidence holds." if holds else "The evidence does NOT hold.")
    return "\n".join(map(printable, lines))


def main(arguments):
    parser = argparse.ArgumentParser(prog="verify.py", description=__doc__.split("\n")[0])
    parser.add_argument("bundle")
    parser.add_argument("--trust", metavar="DIR")
    parser.add_argument("--hash-only", action="store_true")
    parser.add_argument("--heartbeat", type=int, default=60, metavar="SECONDS")
    parser.add_argument("--exit-by-class", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quiet", action="store_true")
    options = parser.parse_args(arguments)
    try:
        summary, findings = verify(options)
    except OSError as e:
        print("verify: %s" % e, file=sys.stderr)
        return 2
    holds = findings.total(FAILURE) == 0
    if not (holds and options.quiet):
        sys.stdout.reconfigure(encoding="utf-8")
        print((as_json if options.json else as_text)(summary, findings, options))
    if holds:
        return 0
    return findings.first_class() if options.exit_by_class else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
