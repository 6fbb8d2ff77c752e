"""A stand-in for the analysers that the server for tests lacks, and without which no API key."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

from tests.support.elasticsearch import SCRIPT, version

SOURCE = Path(__file__).with_name("analysis_plugin") / "StandIn.java"
_DESCRIPTOR = """\
name=threadhop-standin
description=What the index of API keys needs of analysis-common
version=1
classname=threadhop.standin.StandIn
java.version={java}
elasticsearch.version={version}
"""


def home_with_plugin(home: Path, folder: Path) -> Path:
    """A copy of a server in ``folder`` that has the plugin, or itself where no JDK compiles it."""
    java = subprocess.run(
        ["sh", str(SCRIPT), "java"], capture_output=True, encoding="utf-8", check=True
    ).stdout.strip()
    javac = Path(java) / "bin" / "javac"
    if not javac.exists():
        return home
    # A server looks for plugins beside itself only. Linked, the copy takes no room.
    copied = folder / home.name
    shutil.copytree(home, copied, copy_function=os.link, ignore=shutil.ignore_patterns("data"))
    plugin = copied / "plugins" / "threadhop-standin"
    plugin.mkdir()
    release = "17" if version().startswith("8.") else "21"
    classes = folder / "classes"
    subprocess.run(
        [javac, "--release", release, "-cp", f"{home}/lib/*", "-d", classes, SOURCE],
        check=True, capture_output=True,
    )  # fmt: skip
    with zipfile.ZipFile(plugin / "standin.jar", "w") as jar:
        for path in sorted(classes.rglob("*.class")):
            jar.write(path, path.relative_to(classes))
    told = _DESCRIPTOR.format(version=version(), java=release)
    (plugin / "plugin-descriptor.properties").write_text(told)
    return copied


def has_plugin(home: Path) -> bool:
    """True for a server that `home_with_plugin` could give the plugin."""
    return (home / "plugins" / "threadhop-standin").exists()
