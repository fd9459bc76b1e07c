"""Benchmark: how dense the code is to read, room by room: decisions a line and a function, complexity, length of files.

    python bench/density.py [--worst N] [--room NAME]...     every room when none is named

Reads syntax trees only. A code line is one that holds code: no comment, docstring or blank line. A decision is an `and`
or an `or` (of several in a row one), `if` (`elif`; in an expression), `for` (both also in a comprehension), `:=` or
`lambda`; a function's are its own, without those of functions inside it. A line with three is crowded, a function
of ten lines and more with .7 a line dense. Complexity is McCabe's with boolean operators: 1, and one for each
`and`, `or`, `if`, `for`, `while`, `except`, `assert` and `case`. --worst says where: the worst of each kind.
"""

import argparse
import ast
import io
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("nouns", "crawler", "pipelines", "dedup", "output")

CROWDED_LINE = 3  # decisions
DENSE_FUNCTION, LEAST_LINES = 0.7, 10  # decisions a line; shorter functions are read at a glance
COMPLEXITIES = (10, 15, 20)
LONG_FILE = 300  # lines, all of them

Function = ast.FunctionDef | ast.AsyncFunctionDef
SILENT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}


class Measured(NamedTuple):
    """A function: its decisions, its code lines, its complexity."""

    place: str
    decisions: int
    lines: int
    complexity: int

    @property
    def density(self) -> float:
        return self.decisions / self.lines

    @property
    def is_dense(self) -> bool:
        return self.lines >= LEAST_LINES and self.density >= DENSE_FUNCTION


class Room(NamedTuple):
    """What was measured of a room: places are `file:line name`."""

    code_lines: int
    crowded: list[tuple[int, str]]  # decisions on the line, its place
    functions: list[Measured]
    files: list[tuple[int, str]]  # lines, its place


def decisions(node: ast.AST) -> list[int]:
    """The lines of the decisions that `node` itself makes."""
    if isinstance(node, ast.comprehension):
        return [node.target.lineno, *(condition.lineno for condition in node.ifs)]
    if isinstance(node, ast.IfExp):
        return [node.test.lineno]
    if isinstance(node, ast.BoolOp | ast.If | ast.For | ast.AsyncFor | ast.NamedExpr | ast.Lambda):
        return [node.lineno]
    return []


def branches(node: ast.AST) -> int:
    """What `node` itself adds to the complexity of its function."""
    if isinstance(node, ast.While | ast.ExceptHandler | ast.Assert | ast.match_case):
        return 1
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    return 0 if isinstance(node, ast.NamedExpr | ast.Lambda) else len(decisions(node))


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """Every node below `function` but those of functions and classes inside it."""
    waiting: list[ast.AST] = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Function | ast.ClassDef):
            continue
        yield node
        waiting.extend(ast.iter_child_nodes(node))


def docstring_lines(tree: ast.AST) -> set[int]:
    """The lines of the docstrings, and of other strings that stand alone."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def code_lines(source: str, tree: ast.AST) -> set[int]:
    """The lines that hold code."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in SILENT:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines - docstring_lines(tree)


def measure_function(function: Function, place: str, code: set[int]) -> Measured:
    inner: set[int] = set()
    for node in ast.walk(function):
        if node is not function and isinstance(node, Function | ast.ClassDef):
            inner.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = {*range(function.lineno, (function.end_lineno or function.lineno) + 1)} & code - inner
    nodes = list(own_nodes(function))
    return Measured(
        place=f"{place}:{function.lineno} {function.name}",
        decisions=sum(len(decisions(node)) for node in nodes),
        lines=len(lines),
        complexity=1 + sum(branches(node) for node in nodes),
    )


def measure_room(folder: Path) -> Room:
    room = Room(0, [], [], [])
    total = 0
    for path in sorted(folder.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        tree = ast.parse(source)
        place = str(path.relative_to(folder.parent))
        code = code_lines(source, tree)
        total += len(code)
        counted = Counter(line for node in ast.walk(tree) for line in decisions(node))
        room.crowded.extend((count, f"{place}:{line}") for line, count in counted.items() if count >= CROWDED_LINE)
        functions = [node for node in ast.walk(tree) if isinstance(node, Function)]
        room.functions.extend(measure_function(function, place, code) for function in functions)
        room.files.append((len(source.splitlines()), place))
    return room._replace(code_lines=total)


def joined(rooms: list[Room]) -> Room:
    """All rooms as one."""
    return Room(
        sum(room.code_lines for room in rooms),
        [line for room in rooms for line in room.crowded],
        [function for room in rooms for function in room.functions],
        [file for room in rooms for file in room.files],
    )


def row(name: str, room: Room) -> str:
    dense = sum(function.is_dense for function in room.functions)
    above = [sum(function.complexity > limit for function in room.functions) for limit in COMPLEXITIES]
    crowded = 1000 * len(room.crowded) / max(room.code_lines, 1)
    dense_share = 1000 * dense / max(len(room.functions), 1)
    long = sum(lines > LONG_FILE for lines, _ in room.files)
    counts = "".join(f"{count:>6}" for count in above)
    return (
        f"{name:<11}{len(room.files):>6}{room.code_lines:>8}{crowded:>11.1f}"
        f"{len(room.functions):>11}{dense_share:>9.1f}{counts}{long:>12}"
    )


def worst(room: Room, number: int) -> Iterator[str]:
    """The worst of each kind, the worst first."""
    yield "lines with the most decisions:"
    for count, place in sorted(room.crowded, key=lambda line: (-line[0], line[1]))[:number]:
        yield f"  {count:>3}  {place}"
    yield "functions with the most decisions a line:"
    dense = [function for function in room.functions if function.is_dense]
    for function in sorted(dense, key=lambda function: -function.density)[:number]:
        yield f"  {function.density:.2f}  {function.decisions:>3} in {function.lines:>3} lines  {function.place}"
    yield "most complex functions:"
    for function in sorted(room.functions, key=lambda function: -function.complexity)[:number]:
        if function.complexity > COMPLEXITIES[0]:
            yield f"  {function.complexity:>3}  {function.place}"
    yield "longest files:"
    for lines, place in sorted(room.files, reverse=True)[:number]:
        if lines > LONG_FILE:
            yield f"  {lines:>4}  {place}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N worst of each kind")
    parser.add_argument("--room", action="append", metavar="NAME", help=f"a folder; otherwise {', '.join(ROOMS)}")
    arguments = parser.parse_args()
    names = arguments.room or ROOMS
    missing = [name for name in names if not (ROOT / name).is_dir()]
    if missing:
        parser.error(f"no such folder: {', '.join(missing)}")
    rooms = {name: measure_room(ROOT / name) for name in names}
    above = "".join(f"{f'>{limit}':>6}" for limit in COMPLEXITIES)
    print(f"{'room':<11} files   lines  crowded ‰  functions  dense ‰{above}  files >300")
    for name, room in rooms.items():
        print(row(name, room))
    whole = joined(list(rooms.values()))
    if len(rooms) > 1:
        print(row("all", whole))
    if arguments.worst:
        print(*worst(whole, arguments.worst), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
