"""Imports go one way: a step imports only from steps to its left, and no files import each other in a circle."""

import ast
from pathlib import Path

import drift

ORDER = [
    ("terms", "errors", "version"),
    ("wording",),
    ("writing",),
    ("opening",),
    ("project",),
    ("sources",),
    ("tables",),
    ("contract",),
    ("measures",),
    ("model",),
    ("checking", "analysed"),
    ("analysis",),
    ("kept",),
    ("portfolio",),
    ("charts", "explain", "compare"),
    ("rehearse",),
    ("reports",),
    ("setup",),
    ("samples",),
    ("app",),
    ("cli", "__main__"),
]
# bytes -> cells knows no project; settings may stand in a workbook, so a project knows of cells
ROOMS = {
    "drift.sources.opening": "opening",
    "drift.project.plain": "opening",
    "drift.app.__main__": "__main__",  # a door of the whole, as drift/__main__.py is
}
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
PACKAGE = Path(drift.__file__).parent


def read_imports(package: Path) -> dict[str, set[str]]:
    """Return the modules each module of a package imports, inside functions and for the type checker too."""
    files = {_name(path, package): path for path in package.rglob("*.py")}
    return {name: set(_imports_of(path, set(files), package.name)) for name, path in files.items()}


def _name(path: Path, package: Path) -> str:
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports_of(path, modules, root):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == root)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == root:
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from inside & modules
            if inside - modules:
                yield node.module


def find_circle(imports: dict[str, set[str]]) -> list[str]:
    """Return modules that import each other in a circle, or nothing."""
    done: set[str] = set()

    def walk(name: str, trail: list[str]) -> list[str]:
        if name in trail:
            return [*trail[trail.index(name) :], name]
        if name in done:
            return []
        circle = next(filter(None, (walk(other, [*trail, name]) for other in sorted(imports.get(name, ())))), [])
        done.add(name)
        return circle

    return next(filter(None, (walk(name, []) for name in sorted(imports))), [])


def step_of(module: str) -> str:
    room = next((step for room, step in ROOMS.items() if f"{module}.".startswith(f"{room}.")), None)
    return room or (module.split(".")[1] if "." in module else "")


def find_arrows_up(imports: dict[str, set[str]]) -> list[str]:
    """Return the imports of a step to the right, or of the whole package: that names every step."""
    return [
        f"{name} imports {other}"
        for name, others in imports.items()
        if "." in name  # the public page names everything, lazily
        for other in sorted(others)
        if not step_of(other) or RANK[step_of(other)] > RANK[step_of(name)]
    ]


def test_every_module_belongs_to_a_step():
    assert {step_of(name) for name in read_imports(PACKAGE)} - {""} == set(RANK)


def test_imports_go_one_way():
    assert find_arrows_up(read_imports(PACKAGE)) == []


def test_no_files_import_each_other_in_a_circle():
    # the public page imports every step for the type checker and is imported by none (the test above)
    assert find_circle({name: others for name, others in read_imports(PACKAGE).items() if "." in name}) == []


def test_planted_faults_are_found(tmp_path):
    package = tmp_path / "drift"
    (package / "sources").mkdir(parents=True)
    (package / "model").mkdir()
    for name, text in {
        "__init__": "",
        "sources/__init__": "",
        "sources/one": "def late():\n    from drift.sources.two import three\n",
        "sources/two": "from drift.sources import one\nthree = 3\n",
        "model/__init__": "import drift\n",
        "terms": "from drift import model\n",
    }.items():
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    imports = read_imports(package)
    assert find_circle(imports) == ["drift.sources.one", "drift.sources.two", "drift.sources.one"]
    assert find_arrows_up(imports) == ["drift.terms imports drift.model", "drift.model imports drift"]


def test_the_reader_process_imports_next_to_nothing_of_drift():
    child = {name: others for name, others in read_imports(PACKAGE).items() if ".sources.opening.child" in name}
    outside = {other for others in child.values() for other in others if other not in child}
    assert outside == {"drift.terms", "drift.sources.opening.sniff"}
