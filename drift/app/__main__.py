"""`python -m drift.app` is `drift page`: what a double-click starts."""

import sys

from drift.cli.main import main

if __name__ == "__main__":
    sys.argv = [sys.argv[0], "page", *sys.argv[1:]]
    main()
