"""Files as offices publish them, made byte by byte for tests: PDF, Word and Excel of either age, OFD."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence

SECTOR = 512


def pdf(pages: Sequence[Sequence[str]], *, picture: bool = False, locked: bool = False) -> bytes:
    """Pages of lines; `picture`: a scan, with no text at all; `locked`: asks for a password."""
    objects: list[bytes] = []

    def add(data: bytes | str) -> int:
        objects.append(data.encode() if isinstance(data, str) else data)
        return len(objects)

    def stream(data: bytes, more: str = "") -> bytes:
        return f"<< /Length {len(data)} {more} >>\nstream\n".encode() + data + b"\nendstream"

    font = add(
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type"
        " /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1)"
        " /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox"
        " [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> /DW 1000 >>] >>"
    )
    image = add(
        stream(
            bytes(64), "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
        )
    )
    kids = []
    parent = len(objects) + 2 * len(pages) + 1
    for lines in pages:
        drawn = ["q 500 0 0 700 50 50 cm /I Do Q"] if picture else []
        for number, line in enumerate(lines):
            coded = line.encode("utf-16-be").hex()
            drawn.append(f"BT /F 12 Tf 60 {760 - 20 * number} Td <{coded}> Tj ET")
        content = add(stream("\n".join(drawn).encode()))
        kids.append(
            add(
                f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R /Resources"
                f" << /Font << /F {font} 0 R >> /XObject << /I {image} 0 R >> >> >>"
            )
        )
    add(f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>")
    root = add(f"<< /Type /Catalog /Pages {parent} 0 R >>")
    extra = ""
    if locked:
        key = "<" + "41" * 32 + ">"
        extra = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -44 >> /ID [<41> <41>]"
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.5\n")
    for number, data in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + data + b"\nendobj\n")
    table = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write(b"".join(f"{place:010} 00000 n \n".encode() for place in places))
    out.write(f"trailer << /Size {len(objects) + 1} /Root {root} 0 R {extra} >>\nstartxref\n{table}\n%%EOF".encode())
    return out.getvalue()


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def docx(paragraphs: Sequence[str], table: Sequence[Sequence[str]] = ()) -> bytes:
    import docx as library

    document = library.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, cells in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx(rows: Sequence[Sequence[object]], sheet: str = "Sheet1") -> bytes:
    def cell(place: str, value: object) -> str:
        if isinstance(value, int | float):
            return f'<c r="{place}"><v>{value}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'

    made = "".join(
        f'<row r="{r}">' + "".join(cell(f"{'ABCDEFGH'[c]}{r}", v) for c, v in enumerate(row)) + "</row>"
        for r, row in enumerate(rows, 1)
    )
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{sheet}" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{made}</sheetData></worksheet>',
        }
    )


def ofd(pages: Sequence[Sequence[str]]) -> bytes:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    parts: dict[str, str | bytes] = {"OFD.xml": f"<ofd:OFD {space}/>", "Doc_0/Document.xml": f"<ofd:Document {space}/>"}
    for number, lines in enumerate(pages):
        texts = "".join(
            f'<ofd:TextObject Boundary="20 {30 + 8 * at} 170 6"><ofd:TextCode X="0" Y="5">{line}</ofd:TextCode></ofd:TextObject>'
            for at, line in enumerate(lines)
        )
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {space}><ofd:Content><ofd:Layer>{texts}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zipped(parts)


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (the container of .doc and .xls) with these streams, each padded to where no small ones begin."""
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    padded = {name: data.ljust(max(4096, -(-len(data) // SECTOR) * SECTOR), b"\0") for name, data in streams.items()}
    chains, body, entries = [], b"", []
    for name, data in padded.items():
        start, count = len(chains), len(data) // SECTOR
        chains += [*range(start + 1, start + count), end]
        body += data
        entries.append((name, 2, start, len(data)))
    directory = len(chains)
    made = [("Root Entry", 5, end, 0), *entries]
    made += [("", 0, 0, 0)] * (-len(made) % 4)
    folder = b""
    for at, (name, kind, start, size) in enumerate(made):
        coded = (name + "\0").encode("utf-16-le") if name else b""
        right = at + 1 if 0 < at < len(entries) else free
        child = 1 if at == 0 else free
        folder += (
            coded.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(coded), kind, 1, free, right, child)
            + bytes(16 + 4 + 16)
            + struct.pack("<IQ", start, size)
        )
    count = len(folder) // SECTOR
    chains += [*range(directory + 1, directory + count), end]
    place = len(chains)
    chains.append(table)
    assert len(chains) <= SECTOR // 4
    fat = b"".join(struct.pack("<I", link) for link in chains).ljust(SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, directory, 0, 4096, end, 0, end, 0) + struct.pack("<I", place)
    return head.ljust(SECTOR, b"\xff") + body + folder + fat


def doc(text: str, latin: str = "") -> bytes:
    """A Word 97 file of two pieces: `text` as UTF-16, then `latin` a byte a character. Paragraphs end in \\r."""
    start = 1024
    wide = text.encode("utf-16-le")
    stream = bytearray(start) + wide + latin.encode("cp1252")
    struct.pack_into("<HH", stream, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", stream, 0x0A, 0x0200)
    struct.pack_into("<I", stream, 0x4C, len(text) + len(latin))
    places = struct.pack("<III", 0, len(text), len(text) + len(latin))
    pieces = struct.pack("<HIH", 0, start, 0) + struct.pack("<HIH", 0, (start + len(wide)) * 2 | 0x40000000, 0)
    table = b"\x01\x02\x00\x00\x00" + b"\x02" + struct.pack("<I", len(places) + len(pieces)) + places + pieces
    struct.pack_into("<II", stream, 0x01A2, 0, len(table))
    return compound({"WordDocument": bytes(stream), "1Table": table})


def xls(rows: Sequence[Sequence[str]]) -> bytes:
    """An Excel 97 file of one sheet."""

    def record(kind: int, data: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def label(row: int, column: int, value: str) -> bytes:
        return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + value.encode("utf-16-le"))

    cells = b"".join(label(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row))
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    page = record(0x0042, struct.pack("<H", 1200))
    name = "名单".encode("utf-16-le")
    bound = record(0x0085, struct.pack("<IHBB", 0, 0, 2, 1) + name)
    at = len(begin) + len(page) + len(bound) + 4
    bound = record(0x0085, struct.pack("<IHBB", at, 0, 2, 1) + name)
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + cells + record(0x000A)
    return compound({"Workbook": begin + page + bound + record(0x000A) + sheet})
