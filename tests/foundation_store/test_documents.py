"""Documents on disk: encrypted, unguessable, and out of reach of path tricks."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from foundation.store import crypto, documents
from foundation.store.crypto import CannotDecryptError, KeyRing
from foundation.store.documents import (
    BadDocumentNameError,
    DocumentMissingError,
    DocumentStore,
    UnsafeFolderError,
    open_store,
)

RING = KeyRing.from_setting(crypto.new_key("test"))
LETTER = b"%PDF-1.7 a letter about nobody" * 40


@pytest.fixture
def store(tmp_path: Path) -> DocumentStore:
    return open_store(tmp_path, RING)


def the_file(store: DocumentStore) -> Path:
    (found,) = (path for path in store.root.rglob("*") if path.is_file())
    return found


def test_a_document_comes_back_whole(store: DocumentStore) -> None:
    name = store.put(LETTER)
    assert store.get(name) == LETTER
    assert store.size(name) == len(LETTER)
    empty = store.put(b"")
    assert (store.get(empty), store.size(empty)) == (b"", 0)


def test_on_disk_it_is_ciphertext_that_only_its_owner_may_read(store: DocumentStore) -> None:
    store.put(LETTER)
    path = the_file(store)
    assert b"letter" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(store.root.stat().st_mode) == 0o700


def test_names_are_random_and_never_repeat(store: DocumentStore) -> None:
    names = {store.put(LETTER) for _ in range(30)}
    assert len(names) == 30
    assert all(len(name) == 64 for name in names)


def test_a_removed_document_is_gone_and_removing_twice_is_no_error(store: DocumentStore) -> None:
    name = store.put(LETTER)
    store.remove(name)
    store.remove(name)
    with pytest.raises(DocumentMissingError):
        store.get(name)


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../../etc/passwd", "/etc/passwd", "a" * 63, "a" * 65, "A" * 64, "g" * 64,
     "a" * 62 + "/.", "a" * 64 + "\n", "\x00" * 64, "ab/../" + "a" * 58, "..\\..\\" + "a" * 58,
     "%2e%2e%2f" + "a" * 55],
)  # fmt: skip
def test_path_tricks_are_refused(store: DocumentStore, name: str) -> None:
    for attempt in (store.get, store.size, store.remove):
        with pytest.raises(BadDocumentNameError):
            attempt(name)


def test_a_link_in_place_of_a_document_is_refused(store: DocumentStore, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"not a document")
    name = store.put(LETTER)
    path = the_file(store)
    path.unlink()
    path.symlink_to(secret)
    with pytest.raises(BadDocumentNameError):
        store.get(name)


def test_a_link_in_place_of_a_folder_is_refused(store: DocumentStore, tmp_path: Path) -> None:
    name = store.put(LETTER)
    folder = the_file(store).parent
    elsewhere = tmp_path / "elsewhere"
    folder.rename(elsewhere)
    folder.symlink_to(elsewhere, target_is_directory=True)
    for attempt in (store.get, store.size, store.remove):
        with pytest.raises(BadDocumentNameError):
            attempt(name)


def test_two_files_cannot_be_exchanged(store: DocumentStore) -> None:
    one, other = store.put(b"about one child"), store.put(b"about another child")
    (store.root / one[:2] / one).write_bytes((store.root / other[:2] / other).read_bytes())
    with pytest.raises(CannotDecryptError):
        store.get(one)


def test_the_folder_may_not_be_served(tmp_path: Path) -> None:
    static = tmp_path / "static"
    for data_dir, served in (
        (static, static),
        (static / "data", static),
        (tmp_path, tmp_path / "documents" / "static"),
    ):
        with pytest.raises(UnsafeFolderError):
            open_store(data_dir, RING, served=[served])
    assert open_store(tmp_path / "data", RING, served=[static]).root.is_dir()


def test_the_store_in_use_answers_for_the_module(
    store: DocumentStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "_store", None)
    with pytest.raises(RuntimeError):
        documents.put(LETTER)
    documents.use(store)
    name = documents.put(LETTER)
    assert (documents.get(name), documents.size(name)) == (LETTER, len(LETTER))
    documents.remove(name)
    with pytest.raises(DocumentMissingError):
        documents.get(name)
