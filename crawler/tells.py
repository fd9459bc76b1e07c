"""What a page tells of how it was made: its platform, by marks that this writes itself; that a script builds it."""

from __future__ import annotations

import re

LOOKED_AT = 200_000  # bytes
GENERATOR = re.compile(rb"<meta[^>]+name=[\"']?(?:generator|author)[\"']?[^>]*content=[\"']([^\"'>]{2,60})", re.I)
# Marks of publishing platforms in their own pages: paths and attributes that no author writes by hand.
PLATFORMS = (
    ("jpaas (hanweb)", rb"/jpaas|jpage_data|querydata=|/module/web/jpage"),
    ("TRS WCM", rb"trs_editor|createpagehtml\("),
    ("webplus (sudy)", rb"/_upload/tpl/|wp_articlecontent|sudyfile"),
    ("VSB", rb"_vsb_content|/system/resource/|vsbscreen|_jsq_\("),
    ("SiteServer", rb"siteserver|/sitefiles/"),
    ("DedeCMS", rb"dedecms|/plus/list\.php"),
    ("PHPCMS", rb"phpcms|index\.php\?m=content"),
    ("EmpireCMS", rb"empirecms|/e/action/listinfo"),
    ("WordPress", rb"/wp-content/|/wp-includes/"),
)


def platform(page: bytes) -> str | None:
    """What a page says it was made with, or what its marks say; None where nothing does."""
    head = page[:LOOKED_AT]
    lower = head.lower()
    for name, marks in PLATFORMS:
        if re.search(marks, lower):
            return name
    said = GENERATOR.search(head)
    if said and b"generator" in said[0].lower():
        return " ".join(said[1].decode("utf-8", "replace").split()[:2])
    return None


def built_by_script(problem: str | None) -> bool:
    """Whether a list may be there once a script has run."""
    return bool(problem and "script" in problem)
