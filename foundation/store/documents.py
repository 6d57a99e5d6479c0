"""Documents on disk: encrypted, under random names, outside every folder that is served.

A file is written and synchronised before its name is handed out, so a row that names a document never
points to nothing; what a transaction that failed left behind is an unnamed ciphertext. No table of its
own: the record that owns a document keeps its name, title and type.

Layout: ``DATA_DIR/documents/3f/3f9c…`` (64 hexadecimal characters), folders 0700, files 0600. Each
value is bound to its name, so two files cannot be exchanged.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NewType

from foundation.store.crypto import NONCE_BYTES, TAG_BYTES, KeyRing

DocumentName = NewType("DocumentName", str)

_NAME = re.compile(r"[0-9a-f]{64}")
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class BadDocumentNameError(ValueError):
    """Not a name that `put` ever gave: refused before the disk is touched."""


class DocumentMissingError(LookupError):
    """No document has this name (never put, or removed)."""


class UnsafeFolderError(ValueError):
    """The folder of documents lies inside a folder that is served, or the other way round."""


@dataclass(frozen=True)
class DocumentStore:
    """Encrypted files in one folder; `open_store` makes one."""

    root: Path
    keyring: KeyRing

    def put(self, data: bytes) -> DocumentName:
        """Keep `data` and answer with its name."""
        name = DocumentName(secrets.token_hex(32))
        path = self._path(name)
        for folder in (self.root, path.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._refuse_link(path.parent)
        sealed = self.keyring.encrypt(data, bound_to=_place(name))
        descriptor = os.open(path, _WRITE, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        _synchronise(path.parent)
        return name

    def get(self, name: str) -> bytes:
        """The bytes. Raises `BadDocumentNameError`, `DocumentMissingError`, `CannotDecryptError`."""
        with self._open(name) as file:
            return self.keyring.decrypt(file.read(), bound_to=_place(name))

    def size(self, name: str) -> int:
        """Length of the document in bytes, without decrypting it."""
        with self._open(name) as file:
            key_id_length = file.read(2)[1]
            sealed = os.fstat(file.fileno()).st_size
        return int(sealed - 2 - key_id_length - NONCE_BYTES - TAG_BYTES)

    def remove(self, name: str) -> None:
        """Take the document away; one that is already gone is no error."""
        path = self._path(name)
        self._refuse_link(path.parent)
        path.unlink(missing_ok=True)

    def _open(self, name: str) -> BinaryIO:
        path = self._path(name)
        self._refuse_link(path.parent)
        try:
            return os.fdopen(os.open(path, _READ), "rb")
        except FileNotFoundError:
            raise DocumentMissingError("no document has this name") from None
        except OSError:
            raise BadDocumentNameError("not a plain file") from None

    def _path(self, name: str) -> Path:
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise BadDocumentNameError("a document's name is 64 hexadecimal characters")
        return self.root / name[:2] / name

    def _refuse_link(self, folder: Path) -> None:
        if folder.is_symlink():
            raise BadDocumentNameError("a link stands where a folder of documents should be")


def open_store(data_dir: Path, keyring: KeyRing, *, served: Iterable[Path] = ()) -> DocumentStore:
    """The store under ``data_dir/documents``, made if it is not there.

    Raises `UnsafeFolderError` when it lies in one of the `served` folders (static files, templates) or
    holds one.
    """
    root = (data_dir / "documents").resolve()
    for folder in (path.resolve() for path in served):
        if root.is_relative_to(folder) or folder.is_relative_to(root):
            raise UnsafeFolderError("DATA_DIR may not overlap a folder that is served")
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    if stat.S_IMODE(root.stat().st_mode) & 0o077:
        root.chmod(0o700)
    return DocumentStore(root=root, keyring=keyring)


_store: DocumentStore | None = None


def use(store: DocumentStore) -> None:
    """Set the store behind `put`, `get`, `size` and `remove`; called once by `create_app`."""
    global _store
    _store = store


def current() -> DocumentStore:
    """The store in use. Raises `RuntimeError` when `create_app` has not set one."""
    if _store is None:
        raise RuntimeError("no document store in use; create_app sets it")
    return _store


def put(data: bytes) -> DocumentName:
    """Keep `data` in the store in use and answer with its name."""
    return current().put(data)


def get(name: str) -> bytes:
    """The bytes of a document in the store in use."""
    return current().get(name)


def size(name: str) -> int:
    """The length in bytes of a document in the store in use."""
    return current().size(name)


def remove(name: str) -> None:
    """Take a document out of the store in use."""
    current().remove(name)


def _place(name: str) -> str:
    return f"document:{name}"


def _synchronise(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
