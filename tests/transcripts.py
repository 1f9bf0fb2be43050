"""Runs the transcripts of `examples/`: commands with their exact output, in a training file with a fixed clock.

`python tests/transcripts.py` writes them anew. A line `$ …` is a command for bash, what follows is what it prints;
`# clock INSTANT` sets the clock, `# language CODE` the language; other lines that begin with `# ` are for the reader.
References of requests and cases are random, so each one that a run gives out stands for the one at its place in the
transcript.
"""

import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sotecli.core.reference import new_reference

EXAMPLES = Path(__file__).parent.parent / "examples"
REFERENCE = re.compile(r"\b[AKP]-[2-9A-Z]{7}\b")
PASSPHRASE = "esimerkki ei ole totta"


def transcripts() -> list[Path]:
    """The transcripts in their order."""
    return sorted(EXAMPLES.glob("*.txt"))


def replay(path: Path) -> str:
    """The transcript as a run of its commands prints it now."""
    chance = random.Random(path.name)
    known: dict[str, str] = {}
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder))
        for line in _without_output(path):
            lines.append(line)
            if line.startswith("# clock "):
                environment["SOTE_NOW"] = line.removeprefix("# clock ")
            if line.startswith("# language "):
                environment["SOTE_LANG"] = line.removeprefix("# language ")
            if line.startswith("$ "):
                printed = _run(_real(line.removeprefix("$ "), known), environment)
                for found in dict.fromkeys(REFERENCE.findall(printed)):
                    if found not in known:
                        known[found] = new_reference(found[0], chance.choice)
                lines += REFERENCE.sub(lambda match: known[match[0]], printed).rstrip("\n").splitlines()
    return "\n".join(lines) + "\n"


def _without_output(path: Path) -> Iterator[str]:
    """The lines of a transcript that somebody wrote: commands, remarks and the empty lines before them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith(("$ ", "# ")) or (not line and following.startswith(("$ ", "# "))):
            yield line


def _real(command: str, known: dict[str, str]) -> str:
    """The command with the references of this run in place of the written ones."""
    for actual, written in known.items():
        command = command.replace(written, actual)
    return command


def _run(command: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        ["/bin/bash", "-c", command],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        start_new_session=True,
    )
    return done.stdout


def _environment(folder: Path) -> dict[str, str]:
    secret = folder / "passphrase"
    secret.touch(mode=0o600)
    secret.write_text(PASSPHRASE, encoding="utf-8")
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(folder),
        "SOTE_FILE": str(folder / "harjoitus.db"),
        "SOTE_PASSPHRASE_FILE": str(secret),
        "SOTE_WORKER": "anna",
        "SOTE_LANG": "fi",
        "PYTHONUNBUFFERED": "1",
    }


if __name__ == "__main__":
    for transcript in transcripts():
        transcript.write_text(replay(transcript), encoding="utf-8")
