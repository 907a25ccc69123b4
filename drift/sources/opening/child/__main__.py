"""The reader process; run as `python -I __main__.py MEMORY`: alone first, then the libraries, then the files."""

import signal
import sys
from pathlib import Path

# -I leaves out everything but what is installed; first, so that this process and its parent are of one version
sys.path.insert(0, str(Path(__file__).resolve().parents[4]))

from drift.sources.opening.child.alone import go_alone


def main() -> None:
    """Give up what reading needs not, then answer requests until the parent closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this process where it must
    alone = go_alone()
    for idle in ("numpy", "cloudpickle"):  # Arrow and openpyxl do without them; they take a third of a start
        sys.modules[idle] = None  # type: ignore[assignment]  # whoever imports it is told that there is none
    # only now: what a library does while it is loaded holds to the same limits, and so does every thread it starts
    from drift.sources.opening.child.loop import answer_requests

    answer_requests(int(sys.argv[1]), alone)


if __name__ == "__main__":
    main()
