"""Old TLS: refused with the key that helps named, and read where the site's table allows it."""

from __future__ import annotations

import datetime
import ssl
import warnings
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dh, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, ParameterFormat, PrivateFormat
from cryptography.x509.oid import NameOID
from servers import Server

# RFC 2409, 6.2: 1024 bits, as servers of 2010 have them.
PRIME = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B"
    "302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE6"
    "49286651ECE65381FFFFFFFFFFFFFFFF",
    16,
)
WORDS = "仓储用地招租"


def pages() -> dict[str, object]:
    entries = "".join(f'<li><a href="/a/{n}">{WORDS}第{n}号</a><span>2025-05-0{n}</span></li>' for n in (1, 2, 3))
    article = {
        f"/a/{n}": f"<h1>{WORDS}第{n}号</h1><p>{f'第{n}号仓库位于园区南侧，可按月承租。' * 10}</p>" for n in (1, 2, 3)
    }
    return {"/list": f"<ul>{entries}</ul>", **article}


def context(folder: Path) -> ssl.SSLContext:
    """A server's context, its certificate signed by itself."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "park.example")])
    now = datetime.datetime.now(datetime.timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(1))
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(certificate.public_bytes(Encoding.PEM) + secret)
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(file)
    return made


def old(folder: Path, what: str) -> ssl.SSLContext:
    """One of the version, or with the key exchange, that `what` names."""
    made = context(folder)
    made.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        if what == "DH 1024":
            made.maximum_version = ssl.TLSVersion.TLSv1_2
            made.set_ciphers("DHE-RSA-AES128-SHA:@SECLEVEL=0")
            parameters = dh.DHParameterNumbers(PRIME, 2).parameters()
            (folder / "dh.pem").write_bytes(parameters.parameter_bytes(Encoding.PEM, ParameterFormat.PKCS3))
            made.load_dh_params(folder / "dh.pem")
        else:
            made.minimum_version = made.maximum_version = ssl.TLSVersion[what]
    return made


@pytest.mark.parametrize("what", ["DH 1024", "TLSv1", "TLSv1_1"])
def test_a_server_of_old_tls_is_read_only_where_its_table_says_so(what, scrapy, rows, tmp_path):
    with Server(pages(), tls=old(tmp_path, what)) as server:
        table = tmp_path / "sites.toml"
        table.write_text(f'[park]\nstart_urls = ["{server.url}/list"]\n')
        done = scrapy("run", "park", "-s", f"SITES={table}")
        assert done.returncode == 3
        assert 'tls = "legacy" in the site\'s table may read it' in done.stdout
        table.write_text(f'[park]\nstart_urls = ["{server.url}/list"]\ntls = "legacy"\n')
        assert scrapy("run", "park", "-s", f"SITES={table}").returncode == 0
    assert rows("SELECT count(*) FROM notices") == [(3,)]
