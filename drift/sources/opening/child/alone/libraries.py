"""Where the libraries lie that a reader may still have to load: the only folders that it may look into."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parents[4]
_SHARED: Final = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/nix/store", "/gnu/store")
_SYSTEM: Final = (
    *("/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo", "/usr/share/locale", "/usr/share/i18n"),
    *(
        "/etc/mime.types",
        "/etc/httpd",
        "/etc/apache2/mime.types",
    ),  # openpyxl asks mimetypes, which stops where it may not
    *("/etc/ssl/openssl.cnf", "/etc/pki/tls/openssl.cnf", "/etc/crypto-policies"),
    *("/dev/urandom", "/dev/random", "/dev/null", "/sys/devices/system/cpu", "/proc/cpuinfo"),
)


def list_libraries() -> list[Path]:
    """Return files and folders that exist: libraries of Python and of the system, and drift itself.

    A folder of sys.path in which somebody works (a checkout, beside it perhaps data) is none of them: of the one that
    drift lies in only drift, of any other nothing.
    """
    homes = [Path(prefix) / name for prefix in {sys.prefix, sys.base_prefix} for name in ("lib", "lib64", "DLLs")]
    paths = [PACKAGE, *homes, *_on_the_path(), *map(Path, (*_SHARED, *_SYSTEM))]
    return [path for path in dict.fromkeys(paths) if path.exists()]


def _on_the_path() -> Iterator[Path]:
    """Yield the folders of sys.path that libraries are installed in: below the interpreter, or where Arrow lies."""
    prefixes = {Path(sys.prefix), Path(sys.base_prefix)}
    for folder in map(Path, sys.path):
        if not prefixes.isdisjoint(folder.parents) or (folder / "pyarrow").is_dir():
            yield folder
