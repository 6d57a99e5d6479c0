"""Nothing is fetched and nothing is read to make a PDF, whatever markup should ever get into one."""

from __future__ import annotations

import base64
import http.server
import io
import json
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from foundation.paper import PaperError, draw_pdf, pdf


class Canary(http.server.BaseHTTPRequestHandler):
    hits: list[str] = []

    def do_GET(self) -> None:
        self.hits.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>canary</html>")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def canary() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Canary)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(5)


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("secret") / "secret.txt"
    path.write_text("CANARY-FILE-CONTENT " * 20)
    return path


# The same documents drawn three times: as the product does it, without the confinement of the process, and
# with the policy of the library alone. Each lock holds by itself.
DRAW = """
import base64, json, logging, os, runpy, sys
asked = json.load(sys.stdin)
child = runpy.run_path(asked["child"])
logging.disable(logging.CRITICAL)
import io, mimetypes, PIL.Image, reportlab.graphics.barcode
from xhtml2pdf import pisa
mimetypes.init(files=[])
def with_policy_alone(html, assets):
    out = io.BytesIO()
    pisa.CreatePDF(html, dest=out, path=assets + "/x.html", resource_policy=child["policy"](assets))
    return out.getvalue()
draw = with_policy_alone if asked["how"] == "policy alone" else child["draw"]
if asked["how"] == "confined":
    child["limit"]()
    child["confine"](asked["assets"], os.environ["TMPDIR"])
made = {}
for name, html in asked["documents"].items():
    try:
        made[name] = base64.b64encode(draw(html, asked["assets"])).decode()
    except Exception as error:
        made[name] = type(error).__name__
print(json.dumps(made))
"""

BEFORE, AFTER = (
    "<html><head><style>@font-face { font-family: P; src: url(DejaVuSans.ttf); } body { font-family: P }",
    "</html>",
)
BODY = "</style></head><body><p>x</p>"

# Each is put between the start of a style sheet and the end of the body.
ATTACKS = {
    "img http": BODY + "<img src='{url}/img.png'>",
    "img protocol-relative": BODY + "<img src='//127.0.0.1:{port}/rel.png'>",
    "img file": BODY + "<img src='file://{file}'>",
    "img path": BODY + "<img src='{file}'>",
    "img dots": BODY + "<img src='../../../../../../..{file}'>",
    "img etc passwd": BODY + "<img src='/etc/passwd'>",
    "img of our code": BODY + "<img src='../../../foundation/paper/pdf.py'>",
    "img ftp": BODY + "<img src='ftp://127.0.0.1:{port}/x.png'>",
    "img gopher": BODY + "<img src='gopher://127.0.0.1:{port}/x'>",
    "img localhost name": BODY + "<img src='http://localhost:{port}/x.png'>",
    "img decimal address": BODY + "<img src='http://2130706433:{port}/x.png'>",
    "img with user": BODY + "<img src='http://a@127.0.0.1:{port}/x.png'>",
    "img svg": BODY
    + '<img src=\'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg">'
    + '<image href="{url}/svg"/></svg>\'>',
    "link stylesheet": "</style><link rel='stylesheet' href='{url}/style.css'></head><body>x",
    "link attachment": "</style><link rel='attachment' href='file://{file}'></head><body>x",
    "css import": "@import url('{url}/import.css'); " + BODY,
    "css import file": "@import 'file://{file}'; " + BODY,
    "css background": "body { background-image: url('{url}/bg.png') } " + BODY,
    "css page background": "@page { background-image: url('{url}/page.pdf') } " + BODY,
    "css page background file": "@page { background-image: url('file://{file}') } " + BODY,
    "css font": "@font-face { font-family: Q; src: url('{url}/font.ttf') } p { font-family: Q } " + BODY,
    "css font file": "@font-face { font-family: Q; src: url('{file}') } p { font-family: Q } " + BODY,
    "css list image": "li { list-style-image: url('{url}/li.png') } " + BODY + "<ul><li>x</ul>",
    "colour evaluated": "p { color: [[[getattr(pow,'__self__').open('{file}').read()]]] } " + BODY,
    "iframe": BODY + "<iframe src='{url}/frame'></iframe>",
    "object": BODY + "<object data='{url}/object'></object><embed src='{url}/embed'>",
    "base": "</style><base href='{url}/'></head><body>x<img src='base.png'>",
    "xlink": BODY
    + "<svg xmlns:xlink='http://www.w3.org/1999/xlink'><image xlink:href='{url}/xl.png'/></svg>",
    "external entity": "</style></head><!DOCTYPE x [<!ENTITY e SYSTEM 'file://{file}'>]><body>x &e;",
    "include": BODY + "<pdf:include src='file://{file}'/><pdf:language name=''/>",
    "background attribute": "</style></head><body background='{url}/bodybg.png'>"
    "<table background='{url}/t.png'><tr><td>x</table>",
    "script": BODY + "<script src='{url}/script.js'></script>",
    "meta refresh": "</style><meta http-equiv='refresh' content='0;url={url}/meta'></head><body>x",
}


@pytest.fixture(scope="module", params=["confined", "not confined", "policy alone"])
def drawn(
    request: pytest.FixtureRequest, canary: str, secret: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """Every document of the corpus, drawn in one process; an empty one where drawing was refused."""
    Canary.hits.clear()
    scratch = tmp_path_factory.mktemp("scratch")
    (scratch / "draw.py").write_text(DRAW)
    asked = {
        "child": str(pdf.CHILD),
        "assets": str(pdf.FONTS.resolve()),
        "how": request.param,
        "documents": {name: document(attack, canary, secret) for name, attack in ATTACKS.items()},
    }
    done = subprocess.run(
        [sys.executable, "-I", str(scratch / "draw.py")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        env={"TMPDIR": str(scratch), "LANG": "C.UTF-8"},
        cwd=scratch,
    )
    made = json.loads(done.stdout)
    return {name: base64.b64decode(data) if len(data) > 100 else b"" for name, data in made.items()}


def document(attack: str, url: str, secret: Path) -> str:
    start = (
        "<html><head><style>@font-face { font-family: P; src: url(DejaVuSans.ttf); } body { font-family: P } "
    )
    filled = (
        attack.replace("{url}", url).replace("{port}", url.rsplit(":", 1)[1]).replace("{file}", str(secret))
    )
    return f"{start}{filled}</body></html>"


@pytest.mark.parametrize("name", sorted(ATTACKS))
def test_hostile_markup_reads_nothing(name: str, drawn: dict[str, bytes]) -> None:
    made = drawn[name]
    if not made:
        return
    reader = PdfReader(io.BytesIO(made))
    found = " ".join(page.extract_text() for page in reader.pages)
    for forbidden in ("CANARY-FILE", "root:", "def render_pdf"):
        assert forbidden not in found
    assert b"CANARY-FILE" not in made
    assert reader.attachments == {}


def test_hostile_markup_fetches_nothing(drawn: dict[str, bytes]) -> None:
    assert Canary.hits == []
    assert drawn["external entity"] or drawn["script"], "what only looks dangerous is drawn"


def test_a_document_that_asks_for_more_than_fonts_is_not_drawn(canary: str, secret: Path) -> None:
    Canary.hits.clear()
    with pytest.raises(PaperError) as refused:
        draw_pdf(document(ATTACKS["img http"], canary, secret))
    assert refused.value.reason == "not_drawable"
    assert Canary.hits == []


def test_the_canary_sings_when_it_is_asked(canary: str) -> None:
    Canary.hits.clear()
    with urllib.request.urlopen(f"{canary}/hello") as answer:
        assert answer.read()
    assert Canary.hits == ["/hello"]
    Canary.hits.clear()


def test_the_child_gave_up_the_network_files_and_processes(canary: str, secret: Path, tmp_path: Path) -> None:
    """What a hole in the drawing library would reach: run inside the same confinement."""
    probe = tmp_path / "probe.py"
    probe.write_text(
        f"""
import json, os, runpy, socket, subprocess, sys
child = runpy.run_path({str(pdf.CHILD)!r})
child["limit"]()
child["confine"]({str(pdf.FONTS)!r}, {str(tmp_path / "scratch")!r})
out = {{}}
def tried(name, call):
    try:
        call(); out[name] = "done"
    except BaseException as error:
        out[name] = type(error).__name__
tried("connect", lambda: socket.create_connection(("127.0.0.1", {canary.rsplit(":", 1)[1]}), 2))
tried("resolve", lambda: socket.getaddrinfo("localhost", 80))
tried("read", lambda: open({str(secret)!r}).read())
tried("passwd", lambda: open("/etc/passwd").read())
tried("environ", lambda: open("/proc/self/environ").read())
tried("write", lambda: open({str(tmp_path / "planted")!r}, "w"))
tried("run", lambda: subprocess.run(["true"]))
tried("system", lambda: os.system("true"))
tried("list", lambda: os.listdir("/"))
print(json.dumps(out))
"""
    )
    (tmp_path / "scratch").mkdir()
    done = subprocess.run(
        [sys.executable, "-I", str(probe)], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found.values()) == {"PermissionError"}, found
    assert not (tmp_path / "planted").exists()
