"""What a page tells of how it was made: its platform, by marks that this writes itself; that a script builds it."""

from __future__ import annotations

import re

LOOKED_AT = 200_000  # bytes
GENERATOR = re.compile(
    rb"<meta[^<>]{1,300}name=[\"']?(?:generator|author)[\"']?[^<>]{0,300}content=[\"']([^\"'>]{2,60})", re.I
)
# Marks of publishing platforms in their own pages: paths and attributes that no author writes by hand.
PLATFORMS = (
    ("jpaas (hanweb)", (b"/jpaas", b"jpage_data", b"querydata=", b"/module/web/jpage")),
    ("TRS WCM", (b"trs_editor", b"createpagehtml(")),
    ("webplus (sudy)", (b"/_upload/tpl/", b"wp_articlecontent", b"sudyfile")),
    ("VSB", (b"_vsb_content", b"/system/resource/", b"vsbscreen", b"_jsq_(")),
    ("SiteServer", (b"siteserver", b"/sitefiles/")),
    ("DedeCMS", (b"dedecms", b"/plus/list.php")),
    ("PHPCMS", (b"phpcms", b"index.php?m=content")),
    ("EmpireCMS", (b"empirecms", b"/e/action/listinfo")),
    ("WordPress", (b"/wp-content/", b"/wp-includes/")),
)


def platform(page: bytes) -> str | None:
    """What a page says it was made with, or what its marks say; None where nothing does."""
    head = page[:LOOKED_AT]
    lower = head.lower()
    for name, marks in PLATFORMS:
        if any(mark in lower for mark in marks):
            return name
    said = GENERATOR.search(head) if b"generator" in lower else None
    if said and b"generator" in said[0].lower():
        return " ".join(said[1].decode("utf-8", "replace").split()[:2])
    return None


def built_by_script(problem: str | None) -> bool:
    """Whether a list may be there once a script has run."""
    return bool(problem and "script" in problem)
