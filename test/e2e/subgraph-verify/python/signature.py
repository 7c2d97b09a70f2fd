"""Verifies calls of the gateway: docs/reference/subgraph-protocol.md, section 2."""

import base64
import hashlib
import hmac
import json
import re
import time

COVERED = ("@method", "@path", "content-digest", "civic-principal", "civic-request-id")
KINDS = ("anonymous", "app", "citizen", "operator", "developer", "admin")
LIFETIME_SECONDS = 60
SKEW_SECONDS = 5

# A member of the dictionary: label, components, parameters.
MEMBER = re.compile(r'([a-z*][a-z0-9_.*-]*)=\(([^()]*)\)((?:;[a-z]+=(?:"[^"]*"|\d+))*)(?:,\s*|$)')
PARAMETER = re.compile(r';([a-z]+)=(?:"([^"]*)"|(\d+))')


class Refused(Exception):
    """The call is not from the gateway, or not fresh."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Verifier:
    def __init__(self, name, secret, clock=time.time):
        self._name = name
        self._secret = base64.urlsafe_b64decode(secret + "=" * (-len(secret) % 4))
        self._clock = clock
        self._nonces = {}

    def verify(self, method, path, headers, body):
        """Returns the principal and the nonce of a call, or raises Refused."""
        if "signature" not in headers or "signature-input" not in headers:
            raise Refused("SIGNATURE_REQUIRED")
        label, components, written = self._our_member(headers["signature-input"])
        parameters = {name: text or number for name, text, number in PARAMETER.findall(written)}
        self._check_parameters(components, parameters)
        if "?" in path or headers.get("content-digest") != digest_of(body):
            raise Refused("SIGNATURE_INVALID")
        values = {**headers, "@method": method, "@path": path}
        if not all(name in values for name in components):
            raise Refused("SIGNATURE_INVALID")
        lines = [f'"{name}": {values[name]}' for name in components]
        covered = " ".join(f'"{name}"' for name in components)
        base = "\n".join([*lines, f'"@signature-params": ({covered}){written}'])
        expected = hmac.new(self._secret, base.encode(), hashlib.sha256).digest()
        if not hmac.compare_digest(expected, signature_in(headers["signature"], label)):
            raise Refused("SIGNATURE_INVALID")
        self._check_times(int(parameters["created"]), int(parameters["expires"]))
        return principal_in(headers["civic-principal"]), parameters["nonce"]

    def use_up(self, nonce):
        """Before a mutation or a subscription runs."""
        now = self._clock()
        self._nonces = {known: end for known, end in self._nonces.items() if end > now}
        if nonce in self._nonces:
            raise Refused("SIGNATURE_REPLAYED")
        # A signature from a clock ahead of ours stays valid longer.
        self._nonces[nonce] = now + LIFETIME_SECONDS + SKEW_SECONDS + 1

    def _our_member(self, header):
        members = MEMBER.findall(header)
        ours = [member for member in members if ';tag="civic-graph"' in member[2]]
        if len(ours) != 1:
            raise Refused("SIGNATURE_INVALID")
        label, components, written = ours[0]
        return label, re.findall(r'"([^"]*)"', components), written

    def _check_parameters(self, components, parameters):
        is_complete = all(name in parameters for name in ("created", "expires", "nonce"))
        is_ours = parameters.get("keyid") == self._name and parameters.get("alg") == "hmac-sha256"
        if not (is_complete and is_ours and set(COVERED) <= set(components)):
            raise Refused("SIGNATURE_INVALID")

    def _check_times(self, created, expires):
        now = self._clock()
        if created > now + SKEW_SECONDS or expires < now:
            raise Refused("SIGNATURE_EXPIRED")
        if expires - created > LIFETIME_SECONDS:
            raise Refused("SIGNATURE_INVALID")


def digest_of(body):
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def signature_in(header, label):
    found = re.search(rf"(?:^|,\s*){re.escape(label)}=:([A-Za-z0-9+/]+=*):", header)
    return base64.b64decode(found.group(1)) if found else b""


def principal_in(header):
    try:
        principal = json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))
    except ValueError:
        raise Refused("SIGNATURE_INVALID") from None
    if not isinstance(principal, dict) or principal.get("kind") not in KINDS:
        raise Refused("SIGNATURE_INVALID")
    return principal
