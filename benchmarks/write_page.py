"""Write the benchmarks as one self-contained page.

python benchmarks/write_page.py [--results FILE] [PAGE]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tracking.best_known import read_known
from tracking.page import page_text
from tracking.row import RESULTS, read_rows


def main() -> None:
    """Write the page and say where."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", nargs="?", type=Path, default=Path("build/benchmarks.html"))
    parser.add_argument("--results", type=Path, default=RESULTS)
    asked = parser.parse_args()
    asked.page.parent.mkdir(parents=True, exist_ok=True)
    asked.page.write_text(page_text(read_rows(asked.results), read_known()), encoding="utf-8")
    print(asked.page)


if __name__ == "__main__":
    main()
