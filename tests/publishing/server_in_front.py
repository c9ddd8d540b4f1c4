"""A server in front of the portal and the office, set up as the guide shows it, on ports of this machine."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

ROOT = Path(__file__).parents[2]
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
PORTAL, OFFICE = "portal.ministry.example", "office.ministry.example"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def certified(folder: Path) -> None:
    """A certificate for both names, made here."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, PORTAL)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(PORTAL), x509.DNSName(OFFICE)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "own.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    (folder / "own.key").write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))


@dataclass(frozen=True)
class Front:
    """The server in front, with what answers behind it."""

    folder: Path
    plain: int
    sealed: int

    def ask(
        self, path: str, host: str = PORTAL, *, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Ask over TLS, the certificate looked at."""
        context = ssl.create_default_context(cafile=str(self.folder / "own.pem"))
        plain = socket.create_connection(("127.0.0.1", self.sealed), timeout=30)
        connection = http.client.HTTPSConnection(host, self.sealed, timeout=30)
        connection.sock = context.wrap_socket(plain, server_hostname=host if host == OFFICE else PORTAL)
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {"Host": host, **told})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def configured(folder: Path, plain: int, sealed: int, portal: int, office: int) -> Path:
    """The server's settings as the guide has them, with the places and ports of this machine."""
    text = (ROOT / "docs" / "guide" / "service" / "nginx.conf").read_text(encoding="utf-8")
    for name in ("portal", "office"):
        for before, after in (
            (f"/etc/ssl/{name}.ministry.example.pem", "own.pem"),
            (f"/etc/ssl/private/{name}.ministry.example.key", "own.key"),
        ):
            assert before in text
            text = text.replace(before, str(folder / after))
    places = {
        "listen 80;": f"listen 127.0.0.1:{plain};", "listen 443 ssl": f"listen 127.0.0.1:{sealed} ssl", "127.0.0.1:8000": f"127.0.0.1:{portal}",
        "127.0.0.1:8001": f"127.0.0.1:{office}", "/var/cache/nginx/legation": f"{folder}/cache",
    }  # fmt: skip
    for before, after in places.items():
        assert before in text, before
        text = text.replace(before, after)
    who = "user root;\n" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    parts = "".join(f"  {one}_temp_path {folder}/{one};\n" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    types = "  include /etc/nginx/mime.types;\n" if Path("/etc/nginx/mime.types").is_file() else ""
    head = f"{who}daemon off;\nworker_processes 1;\npid {folder}/pid;\nerror_log {folder}/errors.log warn;\nevents {{}}\n"
    path = folder / "nginx.conf"
    path.write_text(f"{head}http {{\n{types}{parts}  access_log off;\n{text}\n}}\n", encoding="utf-8")
    return path


def started(stack: ExitStack, folder: Path, portal: int, office: int) -> Front:
    """A server in front of both."""
    certified(folder)
    front = Front(folder, free_port(), free_port())
    path = configured(folder, front.plain, front.sealed, portal, office)
    assert NGINX is not None
    done = subprocess.run([NGINX, "-t", "-c", str(path), "-p", str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "[emerg]" not in done.stderr, done.stderr
    server = subprocess.Popen([NGINX, "-c", str(path), "-p", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stack.callback(server.wait, 20)
    stack.callback(server.terminate)
    for _ in range(200):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", front.sealed)) == 0:
                return front
        time.sleep(0.02)
    raise AssertionError((folder / "errors.log").read_text(encoding="utf-8"))


def port_of(site: str) -> int:
    return int(site.rstrip("/").rpartition(":")[2])
