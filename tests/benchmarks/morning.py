"""`sote followup due --json` against `python -c pass`: CPU time in pairs, key derivation apart, and peak memory.

Run it with `python tests/benchmarks/morning.py [rounds]`. The derivation is replaced by its result in the measured
process, because it is the same for every SQLCipher program and takes many times what is measured here; a last line
prints what the whole command takes with it.
"""

import resource
import statistics
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))
from tests.benchmarks.building import build, workplace

SIZES = (10_000, 100_000)
COMMANDS = (
    ["followup", "due", "--json"],
    ["request", "show", "P-2222", "--json"],
    ["request", "add", "--channel", "call", "--contact-stdin", "--json"],
)
DERIVED = (
    "import sys; from sotecli import keys\n"
    "keys.derive = lambda passphrase, salt: keys.FileKey(bytes.fromhex({key!r}), salt)\n"
    "from sotecli.__main__ import run; sys.argv[1:] = ['followup', 'due', '--json']; run()"
)
WHOLE = "import sys; from sotecli.__main__ import run; sys.argv[1:] = ['followup', 'due', '--json']; run()"


def cpu(code: str, environment: dict[str, str]) -> float:
    """CPU seconds of one fresh interpreter that runs `code`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], env=environment, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peak(words: list[str], environment: dict[str, str]) -> float:
    """Peak memory of a command in MiB, whatever it answers."""
    code = f"from sotecli.cli import main; main({words!r}); print(open('/proc/self/status').read())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        input="+358401234567\n",
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    """Print the ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    with workplace() as (folder, environment):
        place = environment
        commands = {"pass": ("pass", environment)}
        for size in SIZES:
            path = folder / f"{size}.db"
            key = build(path, size).key.hex()
            place = environment | {"SOTE_FILE": str(path)}
            commands[f"{size}"] = (DERIVED.format(key=key), place)
            commands[f"{size} with derivation"] = (WHOLE, place)
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _round in range(rounds):
            for name, (code, place) in commands.items():
                taken[name].append(cpu(code, place))
        memory = {" ".join(words[:2]): peak(words, place) for words in COMMANDS}
    base = taken["pass"]
    print(f"python -c pass: {statistics.median(base) * 1000:.1f} ms CPU, {rounds} rounds")
    for name in list(commands)[1:]:
        ratio = statistics.median(one / other for one, other in zip(taken[name], base, strict=True))
        print(f"followup due, {name}: {ratio:.2f} x")
    for name, mebibytes in memory.items():
        print(f"peak memory of {name}, {SIZES[1]}: {mebibytes:.0f} MiB")
    second, first = (taken[str(size)] for size in reversed(SIZES))
    print(f"{SIZES[1]} / {SIZES[0]}: {statistics.median(a / b for a, b in zip(second, first, strict=True)):.2f} x")


if __name__ == "__main__":
    main()
