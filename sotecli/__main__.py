"""`python -m sotecli` is the same program as `sote`."""

from sotecli.cli import run

if __name__ == "__main__":
    run()
