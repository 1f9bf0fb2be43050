"""Mistakes of a path as a whole: where it begins, what is never reached, what comes round again, where it ends."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sotecli.core.model_lines import ModelLines
from sotecli.errors.model import Mistake


class Node(NamedTuple):
    """A step, as far as its place on the path goes."""

    number: int
    ident: str
    after: tuple[str, ...]
    requires: tuple[str, ...]
    first: bool
    side: bool
    repeats: bool
    closes: bool


Path = Mapping[str, Node]


def path_mistakes(document: Mapping[str, Any], lines: ModelLines) -> Iterator[Mistake]:
    """What is wrong with the path of a document, as far as its steps can be read."""
    path = _path(document)
    for node in path.values():
        yield from _links(node, path, lines)
    yield from _begins(path, lines)
    yield from _unreached(path, lines)
    yield from _loops(path, lines)
    yield from _requires(path, lines)
    yield from _ends(path, lines)


def _path(document: Mapping[str, Any]) -> dict[str, Node]:
    """The steps by id; of two with one id the first."""
    entries = document.get("step")
    path: dict[str, Node] = {}
    for number, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            flags = {key: entry.get(key) is True for key in ("first", "side", "repeats", "closes")}
            node = Node(number, entry["id"], _listed(entry, "after"), _listed(entry, "requires"), **flags)
            path.setdefault(node.ident, node)
    return path


def _listed(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = entry.get(key)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _links(node: Node, path: Path, lines: ModelLines) -> Iterator[Mistake]:
    """What is wrong with what one step follows and requires."""
    for key, named in (("after", node.after), ("requires", node.requires)):
        unknown = [ident for ident in named if ident not in path]
        yield from (Mistake(lines.at("step", node.number, key), "unknown-step", ident) for ident in unknown)
    line = lines.at("step", node.number, "after")
    for before in [path[ident] for ident in node.after if ident in path]:
        if before.closes:
            yield Mistake(line, "after-closing", before.ident)
        elif before.side and not node.side:
            yield Mistake(line, "after-side", before.ident)
    if not node.first and not node.after:
        yield Mistake(line, "no-after", node.ident)
    if node.side and node.closes:
        yield Mistake(lines.at("step", node.number, "closes"), "side-closes", node.ident)


def _begins(path: Path, lines: ModelLines) -> Iterator[Mistake]:
    first = [node for node in path.values() if node.first]
    if path and not first:
        yield Mistake(lines.at("step"), "no-first")
    for node in first[1:]:
        yield Mistake(lines.at("step", node.number, "first"), "several-first", node.ident)
    for node in first:
        if node.after or node.side:
            yield Mistake(lines.at("step", node.number, "first"), "first-after", node.ident)


def _unreached(path: Path, lines: ModelLines) -> Iterator[Mistake]:
    """Steps that no way from the beginning reaches; what lies behind another mistake is not told again."""
    broken = [node.ident for node in path.values() if not node.after or set(node.after) - set(path)]
    if not any(node.first for node in path.values()):
        return
    reached = _closure(broken, _onward(path.values()))
    for node in path.values():
        if node.ident not in reached:
            yield Mistake(lines.at("step", node.number, "id"), "unreachable", node.ident)


def _loops(path: Path, lines: ModelLines) -> Iterator[Mistake]:
    """Steps that can come again without saying so: a loop is meant where each of its steps repeats."""
    onward = _onward(node for node in path.values() if not node.side)
    for node in path.values():
        if not node.side and not node.repeats and node.ident in _closure(onward.get(node.ident, ()), onward):
            yield Mistake(lines.at("step", node.number, "after"), "loop", node.ident)


def _requires(path: Path, lines: ModelLines) -> Iterator[Mistake]:
    """Required steps that no way to the step passes; asked only where every way is known."""
    if any(set(node.after) - set(path) for node in path.values()):
        return
    backward = {node.ident: [ident for ident in node.after if ident in path] for node in path.values()}
    for node in path.values():
        before = _closure(backward[node.ident], backward)
        for ident in node.requires:
            needed = path.get(ident)
            beside = needed is not None and needed.side and not before.isdisjoint(needed.after)
            if needed is not None and ident not in before and not beside:
                yield Mistake(lines.at("step", node.number, "requires"), "requires-never", ident)


def _ends(path: Path, lines: ModelLines) -> Iterator[Mistake]:
    """Steps from which a path cannot end."""
    closing = [node.ident for node in path.values() if node.closes]
    if path and not closing:
        yield Mistake(lines.at("step"), "never-closes")
        return
    backward = {node.ident: node.after for node in path.values() if not node.side}
    ended = _closure(closing, backward)
    for node in path.values():
        if not node.side and node.ident not in ended:
            yield Mistake(lines.at("step", node.number, "id"), "no-closing", node.ident)


def _onward(nodes: Iterator[Node] | Collection[Node]) -> dict[str, list[str]]:
    """What directly follows each step."""
    onward: dict[str, list[str]] = {}
    for node in nodes:
        for before in node.after:
            onward.setdefault(before, []).append(node.ident)
    return onward


def _closure(starts: Collection[str], ways: Mapping[str, Sequence[str]]) -> set[str]:
    """Everything that is reached from `starts`, those included."""
    reached: set[str] = set()
    left = list(starts)
    while left:
        ident = left.pop()
        if ident not in reached:
            reached.add(ident)
            left.extend(ways.get(ident, ()))
    return reached
