"""A private site: nobody reads a byte of it without a name and a password, whatever the address and the format.

The gate stands before Datasette and all its plugins, so that no route can forget to ask. HTTP Basic (RFC 7617) serves
browsers and programs alike; the proxy's TLS keeps the password. Passwords are kept as scrypt hashes (RFC 7914).
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.site.shield import ALIVE, App, Scope, Send, say, with_headers

COST, BLOCK, LANES = 1 << 15, 8, 1  # some 0.1 s and 32 MB a try
CHALLENGE = (b"www-authenticate", b'Basic realm="Referater", charset="UTF-8"')
NEVER_KEPT = (b"cache-control", b"no-store")
REFUSED = (401, "Log ind med navn og adgangskode.")
MOST_WAITING = 8


def hash_password(password: str, salt: bytes | None = None) -> str:
    """`salt$hash`, both hexadecimal."""
    salt = salt or secrets.token_bytes(16)
    made = hashlib.scrypt(password.encode(), salt=salt, n=COST, r=BLOCK, p=LANES, maxmem=COST * BLOCK * 256, dklen=32)
    return f"{salt.hex()}${made.hex()}"


def read_users(path: Path) -> dict[str, str]:
    """Names and hashes, from lines such as `referat password NAME` prints. Raises ValueError for another line."""
    users: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, made = line.strip().partition(":")
        salt, _, digest = made.partition("$")
        if not name or len(salt) != 32 or len(digest) != 64 or not all(c in "0123456789abcdef" for c in salt + digest):
            raise ValueError(f"line {number} is not NAME:SALT$HASH, as `referat password NAME` prints it")
        users[name] = made
    if not users:
        raise ValueError("it names nobody")
    return users


class Gate:
    """An ASGI application that lets named readers through to another one."""

    def __init__(self, app: App, users: Mapping[str, str]) -> None:
        self._app = app
        self._users = dict(users)
        self._key = secrets.token_bytes(32)
        self._known: set[bytes] = set()  # what was right before, so that a page of many parts is hashed for once
        self._trying = asyncio.Semaphore(1)  # guesses cannot take all cores and memory
        self._waiting = 0
        self._decoy = hash_password(secrets.token_hex(8))

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        if scope["type"] != "http":  # the site has no sockets
            return None
        if scope["path"] != ALIVE and not await self._is_known(scope):
            return await say(with_headers(send, listed=False), REFUSED, CHALLENGE, NEVER_KEPT)

        async def private(message: Any) -> None:
            if message["type"] == "http.response.start":
                kept = [(name, value) for name, value in message["headers"] if name.lower() != b"cache-control"]
                message = {**message, "headers": [*kept, (b"cache-control", b"private, no-cache")]}
            await send(message)

        # Whoever came in may read all there is, and Datasette knows nothing of names: so it need not see this one.
        headers = [(name, value) for name, value in scope["headers"] if name.lower() != b"authorization"]
        await self._app({**scope, "headers": headers}, receive, private)

    async def _is_known(self, scope: Scope) -> bool:
        given = [value for name, value in scope["headers"] if name.lower() == b"authorization"]
        if len(given) != 1 or not given[0][:6].lower() == b"basic " or len(given[0]) > 1000:
            return False
        try:
            name, colon, password = base64.b64decode(given[0][6:], validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return False
        if not colon:
            return False
        mark = hmac.digest(self._key, given[0], "sha256")
        if mark in self._known:
            return True
        if self._waiting >= MOST_WAITING:
            return False
        self._waiting += 1
        try:
            async with self._trying:
                right = await asyncio.to_thread(self._is_right, name, password)
        finally:
            self._waiting -= 1
        if right:
            self._known.add(mark)
        return right

    def _is_right(self, name: str, password: str) -> bool:
        made = self._users.get(name, self._decoy)  # an unknown name takes as long as a known one
        same = hmac.compare_digest(hash_password(password, bytes.fromhex(made.partition("$")[0])), made)
        return same and name in self._users
