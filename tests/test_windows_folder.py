"""What of the folder for Windows can be told without Windows: its Python, its libraries, the file to double-click."""

import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

pytest.importorskip("pefile", reason="group windows")
import make_folder
from look_over import find_missing, find_unmet, fits, list_loaded, list_unpinned, look_over, read_start

WINDOWS = ROOT / "windows"


@pytest.fixture
def python(tmp_path):
    """A zip that is laid out as that of python.org."""
    path = tmp_path / make_folder.NAME
    with zipfile.ZipFile(path, "w") as packed:
        for name in ("python.exe", "python312.zip", "python3.dll"):
            packed.writestr(name, b"MZ")
        packed.writestr("python312._pth", "python312.zip\r\n.\r\n\r\n#import site\r\n")
    return path


@pytest.fixture
def folder(tmp_path, python):
    made = tmp_path / "drift-windows"
    make_folder.unpack_python(python, made / "python", hashlib.sha256(python.read_bytes()).hexdigest())
    (made / "lib" / "drift" / "app").mkdir(parents=True)
    (made / "lib" / "drift" / "app" / "__main__.py").touch()
    for name in ("drift.cmd", "README.txt"):
        shutil.copy(WINDOWS / name, made)
    shutil.copy(ROOT / "LICENSE", made)
    return made


def put(library, name, version, *lines, tag="py3-none-any"):
    """Put a library into a folder as pip leaves it."""
    info = library / f"{name}-{version}.dist-info"
    info.mkdir(parents=True)
    head = f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n"
    (info / "METADATA").write_text(head + "".join(f"Requires-Dist: {line}\n" for line in lines))
    (info / "WHEEL").write_text(f"Wheel-Version: 1.0\nTag: {tag}\n")


def installed(library):
    from importlib.metadata import distributions

    return {one.name: one for one in distributions(path=[str(library)])}


def test_python_is_the_one_that_is_named_or_none(tmp_path, python):
    for archive in (tmp_path / "nowhere.zip", python):
        with pytest.raises(SystemExit) as refused:
            make_folder.unpack_python(archive, tmp_path / "x")
        assert make_folder.ADDRESS in str(refused.value.code)
    assert make_folder.SHA256 in str(refused.value.code)
    assert not (tmp_path / "x").exists()


def test_the_page_of_docs_names_the_same_python():
    text = (ROOT / "docs" / "page.md").read_text(encoding="utf-8")
    assert make_folder.ADDRESS in text
    assert make_folder.SHA256 in text
    assert make_folder.NAME in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_python_looks_in_the_folder_alone(folder):
    assert (folder / "python" / "python312._pth").read_bytes() == b"python312.zip\r\n.\r\n..\\lib\r\n"


def test_what_is_asked_on_windows_is_told(tmp_path):
    put(
        *(
            tmp_path,
            "contract-drift",
            "0.1.0",
            "click>=8.1",
            'onlywin; sys_platform == "win32"',
            'six; os_name == "posix"',
        ),
        *('flask>=3.0; extra == "app"', 'pyspark; extra == "spark"', "ibis-framework[duckdb]>=12.0"),
    )
    put(tmp_path, "click", "8.0")
    put(tmp_path, "ibis_framework", "12.0", 'duckdb>=1; extra == "duckdb"', 'polars; extra == "polars"')
    put(tmp_path, "flask", "3.1", 'colour; python_version < "3.12"', 'zone; python_full_version >= "3.12.1"')
    assert find_missing(tmp_path, "app") == ["click>=8.1", "duckdb>=1", "onlywin", "zone"]


@pytest.mark.parametrize(
    ("tag", "is_ours"),
    [
        ("py3-none-any", True),
        ("cp312-cp312-win_amd64", True),
        ("cp39-abi3-win_amd64", True),
        ("cp312-none-win_amd64", True),
        ("py3-none-win_amd64", True),
        ("cp311-cp311-win_amd64", False),
        ("cp312-cp312-win32", False),
        ("cp312-cp312-manylinux_2_28_x86_64", False),
    ],
)
def test_a_wheel_is_for_this_python_on_windows(tmp_path, tag, is_ours):
    put(tmp_path, "x", "1", tag=tag)
    assert fits(installed(tmp_path)["x"]) == is_ours


def test_every_library_has_its_pinned_version(tmp_path):
    (tmp_path / "pins").write_text("# pins\nclick==8.1\nFlask==3.1  # as of now\n")
    put(tmp_path, "click", "8.1")
    put(tmp_path, "flask", "3.2")
    put(tmp_path, "six", "1.0")
    assert sorted(list_unpinned(installed(tmp_path), tmp_path / "pins")) == [
        "flask 3.2 is not the version that is pinned, 3.1",
        "six 1.0 is not the version that is pinned, none",
    ]


def test_a_program_of_windows_tells_what_it_loads(tmp_path):
    from pip._vendor import distlib

    program = Path(distlib.__file__).with_name("t64.exe")
    assert "kernel32.dll" in list_loaded(program)
    assert [*find_unmet([program])] == []
    strange = tmp_path / "strange.pyd"
    strange.write_bytes(program.read_bytes().replace(b"KERNEL32.dll", b"MSVCP140.dll"))
    assert [*find_unmet([strange])] == ["strange.pyd loads msvcp140.dll, which nothing brings"]
    (tmp_path / "msvcp140.dll").write_bytes(b"MZ")
    assert [*find_unmet([strange, tmp_path / "msvcp140.dll"])] == []


def test_the_file_to_double_click_finds_what_it_names(folder):
    assert [*read_start(folder)] == []
    script = (folder / "drift.cmd").read_text(encoding="ascii")
    assert '"%~dp0python\\python.exe" -X utf8 -m drift.app %*' in script
    assert not any(sign in script for sign in ("C:", "/usr", "~\\"))
    (folder / "python" / "python.exe").unlink()
    shutil.rmtree(folder / "lib")
    (folder / "drift.cmd").write_bytes(script.replace("\r\n", "\n").encode())
    assert [*read_start(folder)] == [
        "drift.cmd has lines that do not end as Windows ends them",
        "drift.cmd names python\\python.exe, which is not there",
        "python312._pth names ..\\lib, which is not there",
    ]


def test_a_folder_is_looked_over_whole(folder, tmp_path):
    (tmp_path / "pins").write_text("six==1.0\n")
    put(folder / "lib", "six", "1.0")
    put(folder / "lib", "contract-drift", "0.1.0", "six")
    told, faults = look_over(folder, tmp_path / "pins")
    assert faults == []
    assert "2 libraries" in told[0]
    (folder / "lib" / "x.so").touch()
    (folder / "lib" / ("x" * 200)).touch()
    (folder / "README.txt").unlink()
    _, faults = look_over(folder, tmp_path / "pins")
    assert [fault.split(":")[0] for fault in faults] == [
        "no README.txt",
        f"{folder / 'lib' / 'x.so'} is of another system",
        "a path of 204 characters",
    ]


def test_drift_app_is_drift_page():
    def ask(*words):
        return subprocess.run(
            [sys.executable, "-m", *words, "--help"], capture_output=True, text=True, check=True
        ).stdout

    page = ask("drift", "page")
    assert page.partition("\n\n")[2] == ask("drift.app").partition("\n\n")[2]
    assert "127.0.0.1" in page
