"""Workbooks that Excel encrypts with its own default password: recommended as read-only, or with protected sheets."""

import io
from collections.abc import Callable
from typing import Any, Final, TypeVar

from drift.sources.opening.child.content import Content

T = TypeVar("T")
_PASSWORD: Final = "VelvetSweatshop"  # noqa: S105  Excel's own, public (MS-XLS 2.4.191); it tries it without asking
_STREAM: Final = "EncryptedPackage".encode("utf-16-le")


def unlock_package(content: Content) -> Content:
    """Return the package inside an encrypted container, where the default password opens it; else the same content."""
    return (
        _decrypt(content, verify_password=True) if content.kind == "ole" and _STREAM in content.read() else None
    ) or content


def is_locked(content: Content) -> bool:
    """Whether an old .xls is encrypted; False where it is too damaged to tell."""
    return bool(_ask(content, lambda file: file.is_encrypted()))


def unlock_old(content: Content) -> Content | None:
    """Return an old .xls without its encryption, where the default password opens it."""
    return _decrypt(content)  # there the library verifies by itself


def _decrypt(content: Content, **options: bool) -> Content | None:
    def decrypt(file: Any) -> Content:
        plain = io.BytesIO()
        file.load_key(password=_PASSWORD, **options)
        file.decrypt(plain)
        return Content(content.name, data=plain.getvalue())

    return _ask(content, decrypt)


def _ask(content: Content, question: Callable[[Any], T]) -> T | None:
    """Return what the library answers about a container; None: another password, another lock, or damage."""
    import msoffcrypto

    try:
        with content.open() as stream:
            return question(msoffcrypto.OfficeFile(stream))
    except MemoryError:
        raise
    except Exception:  # it raises whatever its parts raise
        return None
