"""What a page's script reads from the page itself: the content of a meta tag. Used by endpoints.py.

Content systems keep the channel's id in `<meta name="channelid" content="…">` and ask their search for the list with
it: `"/searchList/" + $("meta[name='channelid']").attr("content") + "?_pageSize=18"`. Nothing is run: such a reading is
replaced by what the tag says, also by way of a variable, and pieces of text that are then added to each other are one.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

LARGEST = 200_000  # characters of a script looked at
_NAME = r"""meta\[(?:name|property)\s?=\s?\\?['"]?([\w:.-]{1,40})\\?['"]?\]"""
_CONTENT = r"""(?:\.content\b|\.(?:getAttribute|attr|prop)\(\s*['"]content['"]\s*\))"""
_READ = re.compile(
    rf"""(?:(?:\$|jQuery)\(|document\.querySelector\()\s*(?P<q>['"`]){_NAME}(?P=q)\s*\){_CONTENT}"""
    rf"""|document\.getElementsByName\(\s*['"]([\w:.-]{{1,40}})['"]\s*\)\[0\]{_CONTENT}"""
)
_VARIABLE = re.compile(r"(?<![\w$])([A-Za-z_$][\w$]*)\s*=\s*(\"[\w-]{1,64}\")\s*(?=[;,\n])")
_SAID = re.compile(r"[\w-]{1,64}")


def folded(script: str, root: HtmlElement) -> str:
    """A script with what it reads from meta tags written out; the script as it is where it reads none."""
    if len(script) > LARGEST or not _READ.search(script):
        return script
    said = _meta(root)

    def content(found: re.Match[str]) -> str:
        value = said.get((found[2] or found[3]).lower(), "")
        return f'"{value}"' if _SAID.fullmatch(value) else found[0]

    script = _READ.sub(content, script)
    for name, value in dict(_VARIABLE.findall(script)).items():
        if len(re.findall(rf"(?<![\w$.]){re.escape(name)}\s*=(?!=)", script)) > 1:
            continue  # it is set elsewhere too
        script = script.replace(f"${{{name}}}", value[1:-1])
        script = re.sub(rf"(?<=\+)\s*{re.escape(name)}(?![\w$(.])|(?<![\w$.]){re.escape(name)}\s*(?=\+)", value, script)
    return re.sub(r"(['\"])\s*\+\s*['\"]", "", _one_quote(script))


def _meta(root: HtmlElement) -> dict[str, str]:
    """The contents of the page's meta tags by their names."""
    said = {}
    for tag in root.iter("meta"):
        name, content = tag.get("name") or tag.get("property"), tag.get("content")
        if name and content:
            said[name.lower()] = content.strip()
    return said


def _one_quote(script: str) -> str:
    """The script's texts that are added to each other in double quotes, so that one ends as the next begins."""
    return re.sub(
        r"'([^'\"\\\n]*)'(?=\s*\+\s*[\"'])|(?<=[\"']\s\+\s)'([^'\"\\\n]*)'|(?<=[\"']\+)'([^'\"\\\n]*)'",
        lambda found: f'"{next(filter(None, found.groups()), "")}"',
        script,
    )
