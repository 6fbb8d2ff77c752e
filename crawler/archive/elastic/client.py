"""The client of the server: how it is set up, and what its errors mean to a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from elastic_transport import ConnectionError as NoConnection
from elastic_transport import ConnectionTimeout, SerializationError, TlsError, TransportError
from elasticsearch import ApiError, Elasticsearch, OrjsonSerializer, UnsupportedProductError

from crawler.archive.address import API_KEY, CA, FINGERPRINT, USER, Address, Secrets
from crawler.errors import ArchiveError, ArchiveUnreachable, ThreadhopError

#: How long one request may take, in seconds.
TIMEOUT = 60.0
#: Answers by which a server says that it is busy, closing or out of space: worth another try.
BUSY = frozenset({429, 502, 503, 504})
_OBJECTS = re.compile(r".*port=\d+\): |.*connection: (?!.*port=)|\[Errno -?\d+\] ")


def connect(address: Address, secrets: Secrets, *, retries: int = 3) -> Elasticsearch:
    """A client for all the hosts; nothing is sent yet. A host that is away is passed over."""
    options: dict[str, Any] = {}
    if secrets.api_key:
        options["api_key"] = secrets.api_key
    elif secrets.user and secrets.password:
        options["basic_auth"] = (secrets.user, secrets.password)
    if address.hosts[0].startswith("https:"):
        if secrets.ca:
            options["ca_certs"] = secrets.ca
        if secrets.fingerprint:
            options["ssl_assert_fingerprint"] = secrets.fingerprint
    with clear_errors(address):
        return Elasticsearch(
            list(address.hosts),
            serializer=OrjsonSerializer(),
            request_timeout=TIMEOUT,
            retry_on_timeout=True,
            max_retries=max(retries, len(address.hosts)),
            **options,
        )


@contextmanager
def clear_errors(address: Address) -> Iterator[None]:
    """Turn what the client raises into our errors, in words for a person and without secrets."""
    try:
        yield
    except (TransportError, ApiError, ValueError) as error:
        explained = _explained(error, address)
        if explained is None:
            raise
        raise explained from None


def _explained(error: Exception, address: Address) -> ThreadhopError | None:
    where = ", ".join(address.hosts)
    if isinstance(error, TlsError):
        return ArchiveError(
            f"the certificate of {where} cannot be trusted ({_first(error)})",
            f"Name its CA with {CA}, or the certificate's SHA-256 with {FINGERPRINT}",
        )
    if isinstance(error, UnsupportedProductError):
        return ArchiveError(f"what answers at {where} is no Elasticsearch", "Check the address")
    if isinstance(error, NoConnection | ConnectionTimeout):
        return ArchiveUnreachable(
            f"Elasticsearch at {where} does not answer ({_first(error)})",
            "Check the address, and that the server runs",
        )
    if isinstance(error, SerializationError):
        return ArchiveError(f"{where} gave an answer that cannot be read", "Check the address")
    if isinstance(error, ApiError):
        return _refused(error, address, where)
    return None


def _refused(error: ApiError, address: Address, where: str) -> ThreadhopError:
    status = error.meta.status
    if status == 401:
        return ArchiveError(
            f"{where} does not know who is asking (401)",
            f"Set {API_KEY}_FILE, or {USER} and a password, to what the server accepts",
        )
    if status == 403:
        return ArchiveError(
            f"{where} does not allow this ({reason(error)})",
            f"The key or user needs the privileges that docs/operator/elasticsearch.md lists,"
            f" on {address.prefix}-*",
        )
    if status in BUSY:
        return ArchiveUnreachable(
            f"Elasticsearch at {where} is too busy or not ready ({status}, {reason(error)})",
            "Try again later",
        )
    if status == 404:
        return ArchiveError(
            f"there is no archive {address}",
            f"Make it with: threadhop archive init --archive {address}",
        )
    return ArchiveError(
        f"Elasticsearch at {where} refused a request ({status}, {reason(error)})",
        "Compare the archive with this version: threadhop archive status",
    )


def reason(error: ApiError) -> str:
    """What the server said, in short; never a document."""
    body = error.body
    told = body.get("error") if isinstance(body, dict) else None
    if isinstance(told, dict):
        return f"{told.get('type')}: {str(told.get('reason'))[:200]}"
    return str(error.message)[:100]


def _first(error: TransportError) -> str:
    """The end of what the client says, where the reason stands, without names of its objects."""
    said = str(error.message).splitlines()[0] if error.message else type(error).__name__
    return _OBJECTS.sub("", said).rstrip(")")[:200]
