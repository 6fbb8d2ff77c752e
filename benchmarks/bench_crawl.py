"""What a crawl costs beside bare Scrapy on the same pages, and what memory it takes.

python -m benchmarks.bench_crawl [POSTS]          pages per CPU second, as a ratio (default 1000)
python -m benchmarks.bench_crawl --memory [POSTS] resident memory at page 2,000 and at the end
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.site import address

RUNS = 5


@contextlib.contextmanager
def served(folder: Path, posts: int) -> Iterator[int]:
    """The port of a blogosphere of so many posts, in a process of its own."""
    port_file = folder / "port"
    command = [sys.executable, "-m", "benchmarks.site", str(port_file), str(posts)]
    with subprocess.Popen(command) as server:
        try:
            while not port_file.exists() or not port_file.read_text():
                time.sleep(0.05)
            yield int(port_file.read_text())
        finally:
            server.kill()


def crawl_command(folder: Path, port: int, posts: int) -> list[str]:
    """The whole crawl, without pauses."""
    return [
        sys.executable, "-m", "crawler", "crawl", address(0),
        "--archive", f"sqlite:{folder / 'bench.db'}", "--contact", "https://bench.example/",
        "--connect-to", f"*.bench.example=127.0.0.1:{port}", "--allow-private-hosts",
        "--delay", "0", "--hops", str(posts), "--max-pages", str(posts * 2),
        "--max-blog-pages", str(posts), "--quiet",
    ]  # fmt: skip


def cpu_of(command: list[str], compiled: Path) -> float:
    """User and system seconds of a whole process; its modules' bytecode is kept in a folder."""
    # As where it is installed: without bytecode, to compile our modules takes a second a run.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(compiled)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(command, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"exit {process.returncode}: {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime


def stored(folder: Path) -> int:
    """How many posts the archive holds, as a check that the work was done."""
    with contextlib.closing(sqlite3.connect(folder / "bench.db")) as archive:
        return int(archive.execute("SELECT count(*) FROM posts").fetchone()[0])


def clear(folder: Path) -> None:
    """Forget the last crawl."""
    for path in folder.glob("bench.db*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def compare(posts: int) -> None:
    """Pages per CPU second of both, in turn, and the ratio pair by pair."""
    rates: dict[str, list[float]] = {"bare": [], "threadhop": []}
    with tempfile.TemporaryDirectory() as name, served(Path(name), posts) as port:
        folder, compiled = Path(name), Path(name) / "compiled"
        bare = [sys.executable, "-m", "benchmarks.bare", str(port), str(posts)]
        ours = crawl_command(folder, port, posts)
        for round_ in range(RUNS + 1):
            clear(folder)
            both = {"bare": cpu_of(bare, compiled), "threadhop": cpu_of(ours, compiled)}
            if stored(folder) != posts:
                raise SystemExit(f"stored {stored(folder)} of {posts} posts")
            # The first round is not measured: it compiles the modules.
            for job, seconds in both.items() if round_ else ():
                rates[job].append(posts / seconds)
    ratios = [one / base for one, base in zip(rates["threadhop"], rates["bare"], strict=True)]
    print(f"{posts} posts with 20 comments each, pages per CPU second, median of {RUNS} runs")
    for job, values in rates.items():
        print(f"{job:12} {statistics.median(values):8.1f}")
    print(
        f"ratio        {statistics.median(ratios):8.2f}  [{min(ratios):.2f} to {max(ratios):.2f}]"
    )


def resident(pid: int) -> float:
    """Resident memory of a process in MB; 0 once it has ended."""
    with open(f"/proc/{pid}/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6


def memory(posts: int) -> None:
    """Resident memory each 2,000 pages, and how the last compares with the first."""
    with tempfile.TemporaryDirectory() as name, served(Path(name), posts) as port:
        folder = Path(name)
        process = subprocess.Popen(crawl_command(folder, port, posts))
        samples: list[float] = []
        while process.poll() is None:
            time.sleep(0.5)
            if not (folder / "bench.db").exists():
                continue
            with contextlib.suppress(sqlite3.Error, FileNotFoundError):
                size = resident(process.pid)
                if size and stored(folder) >= 2000 * (len(samples) + 1):
                    samples.append(size)
                    print(f"{2000 * len(samples):6d} pages  {samples[-1]:7.1f} MB", flush=True)
        if process.returncode != 0 or len(samples) < 2:
            raise SystemExit(f"exit {process.returncode}, {len(samples)} samples")
        print(f"growth x{samples[-1] / samples[0]:.3f}")


if __name__ == "__main__":
    words = sys.argv[1:]
    if words[:1] == ["--memory"]:
        memory(int(words[1]) if len(words) > 1 else 20000)
    else:
        compare(int(words[0]) if words else 1000)
