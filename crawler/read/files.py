"""The text of a file that stands where a page would: PDF, Word, Excel, OFD. Read by the process that reads pages.

A file is hostile until read: what it unpacks to, the memory it may take and the text it may give are bounded here, the
time by who asks (process.py). What a library does not survive ends the process, and is told of the file.
"""

from __future__ import annotations

import io
import os
import re
import resource
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from crawler.read import printed

UNPACKED = 100 * 1024 * 1024  # bytes that the parts of an office file may unpack to
MEMORY = 512 * 1024 * 1024  # bytes that reading one may take, beside what the process has
LONGEST = 1_000_000  # characters of text; more is data, and no notice
PARTS = 10_000  # of an office file
COLUMNS, ROWS = 200, 20_000  # of a sheet
PAGES = 1000
SECONDS = 12  # of processor time for pages, within what process.py gives
LEAST = 15  # letters and digits of a text
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a text box, said once more
_MARKS = {_W + "tab": " ", _W + "br": "\n", _W + "cr": "\n"}
_OFD_PAGE = re.compile(r"Pages/Page_(\d+)/Content\.xml$")
_LETTER = re.compile(r"[^\W_]")


class Contents(NamedTuple):
    """`text`: a paragraph a line, a table's row too. `flag`: "text-of-file", or why there is no text: "scanned"
    (pictures of pages), "unreadable-file" (broken, locked, unpacking to too much), "file" (of a kind not read). `cut`:
    there is more text than was read."""

    text: str
    flag: str
    cut: bool = False


class NotRead(Exception):
    """Raised for a package of a kind that is not read."""


class Unreadable(Exception):
    """Raised for a file that is broken, locked, or unpacks to too much."""


def read(data: bytes) -> Contents:
    """What a file says, by what it is and not by what it is called. Raises nothing but MemoryError's like, whatever
    the file; a library may end the process."""
    reader = _reader_of(data)
    if reader is None:
        return Contents("", "file")
    bounds = _Bounds()
    try:
        with _quiet(), _memory(MEMORY):
            text = "\n".join(bounds.of(reader(data, bounds)))
    except NotRead:
        return Contents("", "file")
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # each library has its own; a panic of one written in Rust is no Exception
        return Contents("", "unreadable-file")
    # A stamp on a scan, or the number of its page, is no text.
    if len(_LETTER.findall(text)) < LEAST:
        return Contents("", "scanned")
    return Contents(text, "text-of-file", bounds.reached)


def _reader_of(data: bytes) -> Callable[[bytes, _Bounds], Iterable[str]] | None:
    if b"%PDF-" in data[:1024]:
        return _pdf
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound
    if data.startswith(b"PK\x03\x04"):
        return _package
    return None


class _Bounds:
    """How much of a file is read: LONGEST characters, SECONDS of pages."""

    def __init__(self) -> None:
        self.reached = False
        self._until = time.process_time() + SECONDS

    def of(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines within."""
        size = 0
        for line in lines:
            size += len(line) + 1
            if size > LONGEST:
                self.reached = True
                return
            yield line

    def pages(self, count: int) -> Iterator[int]:
        """Numbers of pages, as long as there is time."""
        for number in range(count):
            if number == PAGES or time.process_time() > self._until:
                self.reached = True
                return
            yield number


@contextmanager
def _quiet() -> Iterator[None]:
    """Libraries written in C and Rust tell the terminal what they think of a file."""
    told = os.dup(2)
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(told, 2)
        os.close(told)


@contextmanager
def _memory(most: int) -> Iterator[None]:
    """Let allocations fail beyond so many bytes more than the process has now."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    try:
        has = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:  # not Linux
        yield
        return
    resource.setrlimit(resource.RLIMIT_AS, (has + most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


# PDF ---------------------------------------------------------------------------------------------------------------


def _pdf(data: bytes, bounds: _Bounds) -> Iterable[str]:
    import pypdfium2

    pages: list[list[str]] = []
    with pypdfium2.PdfDocument(data) as document:
        for number in bounds.pages(len(document)):
            page = document[number]
            text = page.get_textpage()
            pages.append([line for line in text.get_text_range().splitlines() if line.strip()])
            text.close()
            page.close()
    return printed.paragraphs(pages)


# Packages: ZIP files of XML ---------------------------------------------------------------------------------------


def _package(data: bytes, bounds: _Bounds) -> Iterable[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        size = sum(part.file_size for part in parts)
        if len(parts) > PARTS or size > UNPACKED:
            raise Unreadable("it unpacks to too much")
        names = {part.filename for part in parts}
        folders = {name.partition("/")[0] for name in names if "/" in name}
        if "word" in folders and "[Content_Types].xml" in names:
            return _docx(data)
        if "xl" in folders or "content.xml" in names:
            return _sheets(data)
        if "OFD.xml" in names:
            return list(_ofd(package, bounds))
    raise NotRead("an archive")


def _docx(data: bytes) -> Iterator[str]:
    import docx

    for node in docx.Document(io.BytesIO(data)).element.body.iter(_W + "p", _W + "tr"):
        if any(up.tag in (_FALLBACK, _W + "tr") for up in node.iterancestors()):
            continue  # what stands in a row is said with it
        if node.tag == _W + "p":
            yield _said(node)
            continue
        said = (_said(paragraph) for cell in node.iterchildren(_W + "tc") for paragraph in cell.iter(_W + "p"))
        yield " ".join(filter(None, said))


def _said(paragraph: Any) -> str:
    pieces = (_MARKS.get(node.tag) or node.text or "" for node in paragraph.iter(_W + "t", *_MARKS))
    return "".join(pieces).strip()


def _sheets(data: bytes) -> Iterator[str]:
    """Excel's of either kind, and OpenDocument's."""
    import python_calamine

    with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        visible = python_calamine.SheetVisibleEnum.Visible
        shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible is visible]
        for name in shown:
            sheet = book.get_sheet_by_name(name)
            if len(shown) > 1 and sheet.total_height:
                yield name
            for row in sheet.to_python(nrows=ROWS):
                yield " ".join(filter(None, map(_cell, row[:COLUMNS])))


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def _ofd(package: zipfile.ZipFile, bounds: _Bounds) -> Iterator[str]:
    """Paragraphs of the standard format of Chinese authorities, GB/T 33190: text objects, each with its place."""
    from lxml import etree

    found = sorted((int(match[1]), match.string) for match in map(_OFD_PAGE.search, package.namelist()) if match)
    pages: list[list[str]] = []
    for place in bounds.pages(len(found)):
        root = etree.fromstring(package.read(found[place][1]), etree.XMLParser(resolve_entities=False, no_network=True))
        lines: dict[str, list[str]] = {}
        for text in root.iter("{*}TextObject"):
            top = text.get("Boundary", "0 0").split()[1]
            lines.setdefault(top, []).extend(code.text or "" for code in text.iter("{*}TextCode"))
        pages.append(["".join(pieces) for pieces in lines.values()])
    return printed.paragraphs(pages)


# Compound files: what Office wrote until 2007, and WPS ---------------------------------------------------------------


def _compound(data: bytes, bounds: _Bounds) -> Iterable[str]:
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as file:
        if file.exists("WordDocument"):
            from crawler.read import files_word

            return files_word.paragraphs(file).split("\n")
        if file.exists("Workbook") or file.exists("Book"):
            return list(_sheets(data))
    raise Unreadable("neither Word nor Excel")
