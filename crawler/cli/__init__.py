"""The command line: one module per command, all of them started by `crawler.cli.main`."""
