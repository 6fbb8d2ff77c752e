"""Fuzz for some seconds, from our cases on; what breaks is left as a file that says how."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

try:
    import atheris
except ImportError:
    sys.exit("tests.fuzz: atheris is not here (Linux only); CONTRIBUTING.md says how to get it")

with atheris.instrument_imports(include=["crawler"], enable_loader_override=False):
    from tests.fuzz.target import LONGEST, check

CASES = Path(__file__).parents[1] / "platforms" / "cases"


def main() -> None:
    """Run libFuzzer; its exit code is not 0 where an input failed, which is then kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failures"), metavar="FOLDER")
    parser.add_argument("inputs", nargs="*", help="try these files again instead")
    given = parser.parse_args()
    given.keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        for place, path in enumerate(sorted(CASES.glob("*/*/page.*"))):
            head = b"\3" if path.suffix == ".json" else b"\4" if path.suffix == ".xml" else b"\0"
            (Path(corpus) / str(place)).write_bytes(head + path.read_bytes()[: LONGEST - 1])
        options = [
            sys.argv[0],
            f"-max_total_time={given.seconds}",
            f"-max_len={LONGEST}",
            f"-seed={given.seed}",
            f"-artifact_prefix={given.keep}/",
            "-timeout=30",
            "-rss_limit_mb=2048",
        ]
        atheris.Setup(options + (given.inputs or [corpus]), check)
        atheris.Fuzz()


main()
