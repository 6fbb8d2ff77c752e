"""``python -m crawler`` is the command ``threadhop``."""

from crawler.cli.main import main

main()
