"""Uploads: what is taken, what is taken out of them, what is refused, and files that wait for the scanner."""

from __future__ import annotations

import io
import socketserver
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from fap.documents import add_document, scan_again
from fap.form import FORM
from fap.models import ReferralDocument
from fap.nights import scan_document
from fap.uploads import LARGEST, ScannerDown, checked
from fap.uploads import scanner as scanners
from foundation.access.lists import operator
from foundation.answers import answers_of, write_answers
from foundation.jobs import Postpone
from foundation.jobs.models import Job
from foundation.store import acting_as, documents, session
from tests.client import CheckingClient
from tests.fap import files

HTML = b"<!doctype html><script>alert(1)</script>"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

GOOD: dict[str, Callable[[], bytes]] = {
    "report.pdf": files.a_pdf,
    "REPORT.PDF": files.a_pdf,
    "scan.png": files.a_picture,
    "scan.jpg": lambda: files.a_picture("JPEG"),
    "scan.jpeg": lambda: files.a_picture("JPEG"),
    "plan.docx": files.a_docx,
    "log.xlsx": files.an_xlsx,
    "linked.docx": lambda: files.fetching_docx(
        '<Relationship Type="http://x/hyperlink" Target="https://example.org" TargetMode="External"/>'
    ),
    "notes.txt": lambda: "A caf\u00e9 \u2013 plain.\r\nSecond line\t.".encode(),
    "old.txt": lambda: "A caf\u00e9.".encode("cp1252"),
}

HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("a.pdf", lambda: b""),
    "one byte too many": ("a.txt", lambda: b"a" * (LARGEST + 1)),
    "a program as PDF": ("a.pdf", lambda: b"MZ\x90\x00 program"),
    "a page as PDF": ("a.pdf", lambda: HTML),
    "a page as text": ("a.txt", lambda: HTML),
    "a drawing as text": ("a.txt", lambda: b"  <svg onload=alert(1)>"),
    "a script as text": ("a.txt", lambda: b"#!/bin/sh\nrm -rf /"),
    "a PDF as text": ("a.txt", files.a_pdf),
    "bytes as text": ("a.txt", lambda: b"a\x00b"),
    "UTF-16 as text": ("a.txt", lambda: "hello".encode("utf-16")),
    "a page by name": ("a.html", lambda: HTML),
    "a drawing by name": ("a.svg", lambda: b"<svg/>"),
    "two endings": ("a.pdf.exe", files.a_pdf),
    "no ending": ("report", files.a_pdf),
    "an old spreadsheet": ("a.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "a document with macros by name": ("a.docm", files.a_docx),
    "a picture named PDF": ("a.pdf", files.a_picture),
    "a PDF named picture": ("a.png", files.a_pdf),
    "a spreadsheet named document": ("a.docx", files.an_xlsx),
    "a broken PDF": ("a.pdf", lambda: b"%PDF-1.7\n" + b"\xff" * 300),
    "a PDF with a password": ("a.pdf", lambda: files.a_pdf(password="x")),
    "a PDF with a script": ("a.pdf", lambda: files.a_pdf(script="app.alert(1)")),
    "a PDF with a file inside": ("a.pdf", lambda: files.a_pdf(attached=True)),
    "a PDF that starts a program": ("a.pdf", files.launching_pdf),
    "a PDF with a script on a page, written otherwise": ("a.pdf", files.page_script_pdf),
    "a PDF that swells": ("a.pdf", files.swelling_pdf),
    "a PDF with too many pages": ("a.pdf", lambda: files.a_pdf(pages=151)),
    "a PDF after a page": ("a.pdf", lambda: HTML + files.a_pdf()),
    "half a picture": ("a.png", lambda: files.a_picture(size=(400, 400))[:200]),
    "a picture of 3,600 megapixels": ("a.png", files.flood_png),
    "a picture of 30 megapixels": ("a.png", lambda: files.flood_png(6000, 6000)),
    "a moving picture": ("a.png", files.moving_png),
    "a GIF named PNG": ("a.png", lambda: files.a_picture("GIF")),
    "a BMP": ("a.bmp", lambda: files.a_picture("BMP")),
    "a plain packed file": ("a.docx", lambda: files.packed({"a.txt": b"a"})),
    "a packed bomb": ("a.docx", lambda: files.a_docx(word__big=b"\0" * (60 * 1024 * 1024))),
    "two half bombs": ("a.docx", lambda: files.a_docx(**{f"word__{n}": bytes(45_000_000) for n in "ab"})),
    "a bomb that lies": ("a.docx", files.lying_docx),
    "too many parts": ("a.docx", lambda: files.a_docx(**{f"word__{n}": b"" for n in range(2_100)})),
    "a part outside": ("a.docx", lambda: files.a_docx(**{"..__..__etc__passwd": b"x"})),
    "an absolute part": ("a.docx", lambda: files.a_docx(__etc__passwd=b"x")),
    "a link as part": ("a.docx", files.linked_docx),
    "macros": (
        "a.docx",
        lambda: files.a_docx(word__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"),
    ),
    "a file in a document": ("a.docx", lambda: files.a_docx(word__embeddings__x=b"MZ")),
    "a document with a password": ("a.docx", files.encrypted_docx),
    "a template from elsewhere": (
        "a.docx",
        lambda: files.fetching_docx("<Relationship Type='x/attachedTemplate' TargetMode = 'External'/>"),
    ),
    "a picture from elsewhere": (
        "a.docx",
        lambda: files.fetching_docx(
            '<Relationship Type="x/image" TargetMode="&#69;xternal"/>', encoding="utf-16"
        ),
    ),
    "an object from elsewhere": (
        "a.docx",
        lambda: files.fetching_docx(
            '<Relationship Type="x/oleObject" TargetMode="External"/>', "word/a.RELS"
        ),
    ),
    "packed another way": ("a.docx", files.otherwise_packed_docx),
    "entities in two bytes a letter": (
        "a.docx",
        lambda: files.a_docx(**{"word__x.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>".encode("utf-16")}),
    ),
    "entities that grow": (
        "a.docx",
        lambda: files.a_docx(word__x_xml=b"<!DOCTYPE a>").replace(b"x_xml", b"x.xml"),
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_every_kind_is_taken(name: str) -> None:
    found = checked(name, GOOD[name]())
    assert found.data
    assert found.media_type


@pytest.mark.parametrize("attack", HOSTILE)
def test_what_is_hostile_is_refused_in_words(attack: str) -> None:
    name, make = HOSTILE[attack]
    with pytest.raises(ValueError, match=r"^(The|This|Choose) "):
        checked(name, make())


def test_there_are_forty_attacks() -> None:
    assert len(HOSTILE) >= 40


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_where_and_by_whom_a_picture_was_taken_is_stripped(form: str) -> None:
    data = files.a_picture(form, secret=b"Taken at the refuge") + b"<?php system('x'); ?>"
    found = checked(f"a.{form.casefold()}", data)
    assert b"refuge" in data
    for secret in (b"refuge", b"An Author", b"php"):
        assert secret not in found.data
    assert not Image.open(io.BytesIO(found.data)).getexif()


def test_text_is_kept_as_utf_8() -> None:
    assert checked("old.txt", "caf\u00e9".encode("cp1252")).data == "caf\u00e9".encode()


# The scanner ---------------------------------------------------------------------------------------


class Clamd(socketserver.BaseRequestHandler):
    """A scanner that knows one virus."""

    def handle(self) -> None:
        line = self.request.makefile("rb")
        assert line.read(10) == b"zINSTREAM\0"
        data = b""
        while size := int.from_bytes(line.read(4), "big"):
            data += line.read(size)
        said = b"stream: Eicar-Signature FOUND" if EICAR in data else b"stream: OK"
        self.request.sendall((b"INSTREAM size limit exceeded. ERROR" if b"broken" in data else said) + b"\0")


@pytest.fixture
def clamd() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_the_scanner_is_asked_over_its_socket(clamd: str) -> None:
    assert scanners.ask(clamd, b"a" * 200_000) == scanners.CLEAN
    assert scanners.ask(clamd, b"a" * 70_000 + EICAR) == scanners.INFECTED
    with pytest.raises(ScannerDown):
        scanners.ask(clamd, b"broken")
    for nowhere in ("127.0.0.1:1", "unix:/nowhere/at/all", "no port"):
        with pytest.raises(ScannerDown):
            scanners.ask(nowhere, b"a", patience=1)


def upload(actor: Any, made: Any, data: bytes, name: str = "notes.txt") -> ReferralDocument:
    return add_document(actor, made, "school_report", FileStorage(io.BytesIO(data), filename=name))


def test_without_a_scanner_nothing_waits(people, make_referral, as_) -> None:
    made = make_referral()
    with as_(people.dsl) as actor:
        kept = upload(actor, made, b"plain")
        assert (kept.scan, kept.waits) == ("none", False)


def test_a_clean_file_is_there_at_once_and_an_infected_one_is_refused(
    app, people, make_referral, as_, clamd
) -> None:
    app.config["CLAMD_ADDRESS"] = clamd
    made = make_referral()
    with as_(people.dsl) as actor:
        assert upload(actor, made, b"plain").scan == "clean"
        with pytest.raises(ValueError, match="virus scanner found something"):
            upload(actor, made, b"see " + EICAR)
        assert session().query(ReferralDocument).count() == 1


def test_while_the_scanner_is_down_a_file_waits_and_nobody_opens_it(
    app, people, make_referral, as_, clamd
) -> None:
    app.config["CLAMD_ADDRESS"] = "127.0.0.1:1"
    made = make_referral()
    client = CheckingClient(app).sign_in(people.dsl)
    client.get(f"/referrals/{made.public_id}/form/documents/at/documents/school_report")
    client.submit(form=0, files=(b"plain words", "notes.txt"))
    kept = session().query(ReferralDocument).one()
    assert kept.waits
    page = client.get(f"/referrals/{made.public_id}/form/documents/at/documents/school_report")
    assert "waits for the virus scanner" in page
    address = f"/referrals/{made.public_id}/documents/{kept.public_id}"
    assert "has not looked at this document yet" in client.get(address)
    assert [job.name for job in session().scalars(select(Job)) if job.name == "fap.scan_document"]
    with pytest.raises(Postpone):
        scan_document({"document": kept.id})
    app.config["CLAMD_ADDRESS"] = clamd
    scan_document({"document": kept.id})
    session().commit()
    assert client.get(address).data == b"plain words"


def test_an_infected_file_that_waited_goes_and_the_form_asks_again(
    app, people, make_referral, as_, clamd
) -> None:
    app.config["CLAMD_ADDRESS"] = "127.0.0.1:1"
    made = make_referral()
    with as_(people.dsl) as actor:
        kept = upload(actor, made, b"see " + EICAR)
        papers = {**answers_of(made, FORM)["documents"], "school_report": {"files": [kept.public_id]}}
        write_answers(actor, made, FORM, {"documents": papers})
        stored = kept.stored_as
        session().commit()
    app.config["CLAMD_ADDRESS"] = clamd
    with acting_as(operator()) as system:
        scan_again(system, kept.id)
        session().commit()
        assert kept.scan == "refused"
        assert "school_report" not in answers_of(made, FORM)["documents"]
        with pytest.raises(documents.DocumentMissingError):
            documents.get(stored)


def test_a_download_is_an_attachment_that_nothing_runs_in(app, people, make_referral, as_) -> None:
    made = make_referral()
    with as_(people.dsl) as actor:
        kept = upload(actor, made, b"plain words", "..\\..\\na\u202ename\x00.txt".replace("\x00", ""))
        session().commit()
        assert "\u202e" not in kept.file_name
        assert "\\" not in kept.file_name
    got = (
        CheckingClient(app).sign_in(people.dsl).get(f"/referrals/{made.public_id}/documents/{kept.public_id}")
    )
    headers = got.headers
    assert headers["Content-Disposition"].startswith('attachment; filename="referral-school_report')
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("sandbox")
    assert headers["Content-Type"].startswith("text/plain")
