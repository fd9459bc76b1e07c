"""Content-Encoding: what is whole is read as browsers read it, what was cut is refused and asked for again."""

from __future__ import annotations

import gzip
import random
import zlib

import brotli
import pytest
from hypothesis import given, strategies as st
from scrapy.utils._compression import zstd

from crawler.addresses.file_names import is_no_page
from crawler.fetch.packed import CutShort, NotPacked, unpacked


def named(data: bytes) -> bytes:
    """A gzip member with every optional field in its header."""
    packed = gzip.compress(data, mtime=0)
    return packed[:3] + b"\x1e" + packed[4:10] + b"\x03\0abc" + b"list.html\0" + b"said\0" + b"\x12\x34" + packed[10:]


def bare(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS = {
    "gzip": ("gzip", gzip.compress),
    "gzip with a name": ("gzip", named),
    "x-gzip": ("x-gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "deflate without a header": ("deflate", bare),
    "br": ("br", brotli.compress),
    "zstd": ("zstd", zstd.compress),
}
packer = pytest.mark.parametrize(("encoding", "pack"), PACKERS.values(), ids=PACKERS)


@packer
@given(data=st.binary(max_size=3000), times=st.sampled_from([1, 70]))
def test_what_is_packed_is_unpacked(encoding, pack, data, times):
    assert unpacked(pack(data * times), encoding) == data * times


@packer
@given(data=st.binary(min_size=1, max_size=3000), share=st.floats(0, 1), times=st.sampled_from([1, 70]))
def test_what_was_cut_never_passes_for_whole(encoding, pack, data, share, times):
    packed = pack(data * times)
    part = packed[: max(1, int(len(packed) * share))]
    try:
        said = unpacked(part, encoding)
    except (CutShort, NotPacked):
        return
    assert said == data * times  # all that is missing is its checksum


@packer
def test_half_of_it_is_told_as_cut(encoding, pack):
    packed = pack(random.Random(5).randbytes(300_000))
    for share in (0.1, 0.5, 0.9, 0.999):
        with pytest.raises(CutShort):
            unpacked(packed[: int(len(packed) * share)], encoding)
    assert unpacked(packed[: len(packed) // 2], encoding, beginning=True)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "zstd"])
def test_junk_behind_the_end_does_not_matter(encoding):
    pack = PACKERS[encoding][1]
    assert unpacked(pack(b"page") + b"\r\n\r\n", encoding) == b"page"


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_several_members_are_one_text(encoding):
    pack = PACKERS[encoding][1]
    assert unpacked(pack(b"one ") + pack(b"two"), encoding) == b"one two"
    with pytest.raises(CutShort):
        unpacked(pack(b"one ") + pack(b"two" * 50)[:14], encoding)


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_a_page_that_is_not_packed_is_told(encoding):
    with pytest.raises(NotPacked, match=encoding):
        unpacked("<html>园区".encode() * 9, encoding)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_cut_article_takes_nothing_away_and_is_asked_for_again(encoding, scrapy, server, rows, aged):
    pack, cut = PACKERS[encoding][1], {"now": False, "times": 0}

    def article(number: int):
        pick = random.Random(number)
        text = "".join(f"<p>{''.join(pick.choices('路桥水电通信管网配套齐备待建', k=50))}。</p>" for _ in range(60))
        last = f"<p>第{number}号地块的最后一段，有意者可到现场踏勘。</p>"
        page = f"<html><body><h1>第{number}号地块介绍</h1>{text}{last}</body></html>".encode()

        def answer(handler: object) -> object:
            packed = pack(page)
            if cut["now"]:
                cut["times"] += 1
                packed = packed[: len(packed) // 2]
            return 200, {"Content-Encoding": encoding}, packed

        return answer

    entries = "".join(f'<li><a href="/a/{n}">第{n}号地块介绍</a><span>2025-07-0{n}</span></li>' for n in (1, 2, 3))
    server.pages = {"/list": f"<html><ul>{entries}</ul></html>", **{f"/a/{n}": article(n) for n in (1, 2, 3)}}
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    bodies = rows("SELECT body FROM notices ORDER BY id")
    assert all("现场踏勘" in body for (body,) in bodies)
    aged()
    cut["now"] = True
    done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode == 2
    assert "CutShort" in done.stdout
    assert cut["times"] == 6  # RETRY_TIMES = 1
    assert rows("SELECT body FROM notices ORDER BY id") == bodies


def test_a_cut_list_is_no_shorter_list(scrapy, server, rows):
    entries = "".join(f'<li><a href="/a/{n}">园区第{n}号通告</a><span>2025-07-01</span></li>' for n in range(60))
    whole = gzip.compress(f"<html><ul>{entries}</ul></html>".encode())
    answers = iter([whole[: len(whole) // 2], whole])
    server.pages = {f"/a/{n}": f"<h1>园区第{n}号通告</h1><p>{f'第{n}项事宜。' * 30}</p>" for n in range(60)}
    server.pages["/list"] = lambda handler: (200, {"Content-Encoding": "gzip"}, next(answers))
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    assert rows("SELECT count(*) FROM notices") == [(60,)]


@pytest.mark.parametrize("declared", ["text/html", "text/html; charset=utf-8", ""])
@pytest.mark.parametrize("said", [{}, {"Content-Encoding": "gzip"}], ids=["not said", "twice over, said once"])
def test_what_is_packed_and_nobody_says_so_is_unpacked(declared, said, scrapy, server, rows):
    """It was stored as it was, a text of nonsense, with exit 0."""
    entries = "".join(f'<li><a href="/a/{n}">第{n}号地块介绍</a><span>2025-07-0{n}</span></li>' for n in (1, 2, 3))
    pages = {f"/a/{n}": f"<html><h1>第{n}号地块介绍</h1><p>{f'第{n}项事宜待议。' * 30}</p></html>" for n in (1, 2, 3)}
    pages["/list"] = f"<html><ul>{entries}</ul></html>"
    server.pages = {
        path: (200, {"Content-Type": declared} | said, gzip.compress(page.encode())) for path, page in pages.items()
    }
    if said:
        server.pages = {
            path: (status, headers, gzip.compress(body)) for path, (status, headers, body) in server.pages.items()
        }
    done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode == 0, done.stdout
    assert rows("SELECT body FROM notices ORDER BY url") == [(f"第{n}项事宜待议。" * 30,) for n in (1, 2, 3)]


@pytest.mark.parametrize(
    "body",
    [random.Random(9).randbytes(3000), b"\xff\xd8\xff\xe0" + bytes(900), b"\x00" * 500, b"<p>" + bytes(range(256)) * 4],
    ids=["noise", "a picture", "zeros", "noise behind markup"],
)
def test_what_is_no_text_is_stored_as_none(body, scrapy, server, rows):
    entries = "".join(f'<li><a href="/a/{n}">第{n}号地块介绍</a><span>2025-07-0{n}</span></li>' for n in (1, 2, 3))
    server.pages = {f"/a/{n}": (200, {"Content-Type": "text/html"}, body + b"%d" % n) for n in (1, 2, 3)}
    server.pages["/list"] = f"<html><ul>{entries}</ul></html>"
    done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode in (2, 3), done.stdout
    assert rows("SELECT count(*) FROM notices WHERE body <> ''") == [(0,)]


@given(st.text(min_size=200), st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-16-le"]))
def test_no_page_is_taken_for_a_file_whatever_it_is_written_in(text, codec):
    page = f"<html><head><title>公告</title></head><body class=article><p>第一项{''.join(c for c in text if c.isprintable())}</p>".encode(
        codec, "ignore"
    )
    assert not is_no_page(page, "text/html")
