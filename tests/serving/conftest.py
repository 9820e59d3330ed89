"""A certificate for `bantin-reader serve`."""

from __future__ import annotations

from pathlib import Path

import pytest
import trustme


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, trustme.CA]:
    """The files of the certificate chain and of its key for localhost, and the authority that issued it."""
    authority = trustme.CA()
    issued = authority.issue_cert("localhost")
    folder = tmp_path_factory.mktemp("certificate")
    chain, key = folder / "chain.pem", folder / "key.pem"
    chain.write_bytes(b"".join(part.bytes() for part in issued.cert_chain_pems))
    issued.private_key_pem.write_to_path(str(key))
    return chain, key, authority
