"""The next page of a list: one address or none. Asked by listing.py after the entries; the spider follows the answer.

Every link is weighed by what it says (text, title, aria-label, picture), by its names (rel, class, id), by its
place (after the current number of a pager) and by its address (one step on from this page's). Links that lead
back, to the end, to another article or through a calendar are out, whatever else speaks for them. Where scripts
build the pager, the script's own numbers are read.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement

# One sure sign (a word, rel, the number after the current one) or two weaker ones; see _weigh.
_ENOUGH = 4.0

_EDGE = r"[\s<>‹›«»≪≫〈〉《》←→↓▼▶►▷▸❯➔➡⇒|·….\[\]()（）:：_+-]*"
_THINGS = r"(?:[\s_-]*(?:pages?|posts|entries|entradas|results|items|records|articles|news|seite|página|pagina|strana|strona|sida|side|страница))?"
_WORDS = (
    "下一?[页頁](?:面|加载)?|[后後]一?[页頁]|下翻|向后翻页?|次のページ|次へ?|다음(?: ?페이지)?|next|older|nächste[rns]?|weiter(?:e)?|vor|ältere"
    "|suivante?s?|page suivante|siguientes?|próxim[ao]s?|seguinte|(?:pagina )?successiv[aoi]|avanti|prossim[ao]|volgende|nästa|neste|næste|seuraava"
    "|další|následující|ďalšia|następn[aey]|dalej|következő|вперед|вперёд|след(?:ующ(?:ая|ие))?|далее|дальше|наступна|sonraki|ileri|επόμεν[ηο]"
    "|berikutnya|selanjutnya|trang sau|tiếp(?: theo)?|التالي|הבא"
)
_NEXT = re.compile(rf"{_EDGE}(?:(?:go to|view|show|see|load|the|zur|page|前往|转到|翻到|点击|進入?) ?)*(?:{_WORDS}){_THINGS}{_EDGE}", re.I)
_MORE = re.compile(
    rf"{_EDGE}(?:点击|查看|加载|显示|载入|浏览|阅读)*更多(?:内容|信息|新闻|公告|结果|数据|\.\.\.)?{_EDGE}|{_EDGE}(?:load|show|view|see) more(?: \w+)?{_EDGE}"
    rf"|{_EDGE}more (?:\w+ )?(?:posts|news|results|entries|items|events|articles){_EDGE}|{_EDGE}mehr (?:laden|anzeigen|meldungen){_EDGE}", re.I)  # fmt: skip
_ARROW = re.compile(r"[›>→▶►▷▸❯➔➡⇒〉]|&gt;")
_ARROWS = re.compile(r"[»≫》]|>>|››|&raquo;")
_OUT = re.compile(
    r"上一?[页頁篇条]|前一?[页頁篇]|下一?[篇条章则個个]|[首尾末]\s*[页頁]|最[后後前]|prev|older? post$|newer|zurück|vorherige|précédent|anterior|préc|назад|пред"
    r"|前へ|前のページ|次の記事|이전|\b(?:last|first|final|end) ?(?:page|»|>)?$|letzte|dernière|última|ultim[ao]|erste seite|последн|в конец"
    r"|\bnext (?:post|article|story|topic|thread|month|week|day|year|event|photo|image|slide|video|case|chapter|project|steps?)\b"
    r"|nächster? (?:artikel|beitrag|monat|tag|woche)|下个?[月周週]|下一?[年天日月周週]|后一天|明日|翌月|来月|来週", re.I)  # fmt: skip
_NAMED = re.compile(
    r"(?:^|[^a-z])next|next(?:$|[^a-z]|page|post|link|btn|button)|xiayiye|xiaye|nxt(?:$|[^a-z])|(?:load|show|see)[_-]?more|older", re.I
)
_NAMED_OUT = re.compile(r"prev|last(?:$|[^a-z])|(?:^|[^a-z])first|newer|carousel|slide|swiper|slick|owl|banner|calendar|datepicker", re.I)
_PAGER = re.compile(r"pag(?:e|er|es|ing|ination|inator|inate|enavi?)(?:$|[^a-z])|pag(?:er|ing|inat|enav|ebar)|fenye|fanye|yema|navigation|nav-links", re.I)
_CALENDAR = re.compile(r"calendar|datepicker|kalender|rili", re.I)
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|[\d一二三四五六七八九十]月", re.I)
_DATED = re.compile(r"(?:19|20)\d\d(?:[-/_.]?(?:0?[1-9]|1[0-2]))(?:[-/_.]?(?:0?[1-9]|[12]\d|3[01]))?(?!\d)")
_DISABLED = re.compile(r"(?:^|[\s_-])(?:disabled?|inactive|unclick|nolink|is-disabled)(?:$|[\s_-])", re.I)
_CURRENT = re.compile(r"(?:^|[\s_-])(?:current\w*|active|selected|on|cur|curr|now|this\w*|sel|hover|highlight|checked|focus)(?:$|[\s_-])", re.I)
_OFFSET = re.compile(r"(?:start|offset|from|first|skip|begin|row|index|limitstart|or)[=/_-]?$", re.I)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|rar|jpe?g|png|gif|mp4|apk|wps|ofd)$", re.I)


def next_page(root: HtmlElement, url: str, seen: Container[str] = ()) -> str | None:
    """The address of the page after this one, absolute and without fragment, or None at the end.

    `root` is the page's tree and `url` its address (a <base> in the page counts); an address in `seen` is never
    returned, so that a walk cannot go round.
    """
    base = root.find(".//base[@href]")
    base_url = _join(url, base.get("href")) or url if base is not None else url
    numbers = _numbers(root, base_url, url)
    best: tuple[float, str] | None = None
    for link in root.iter("a", "link", "area", "button"):
        href = _target(link)
        address = _join(base_url, href) if href else None
        if address is None or _same(address, url) or address in seen:
            continue
        weight = _weigh(link, address, url, numbers.get(link, 0.0))
        if weight >= _ENOUGH and (best is None or weight > best[0]):
            best = (weight, address)
    if best:
        return best[1]
    scripted = _scripted(root, url)
    address = _join(base_url, scripted) if scripted else None
    return None if address is None or _same(address, url) or address in seen else address


def _join(base: str, href: str) -> str | None:
    try:
        address = urldefrag(urljoin(base, href.strip())).url
        return address if urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname else None
    except ValueError:
        return None


def _key(url: str) -> str:
    """An address as compared: without scheme, www and fragment, which sites mix."""
    parts = urlsplit(unquote(urldefrag(url).url))
    path = re.sub(r"/(?:index|default)\.\w{3,5}$", "/", parts.path.replace("//", "/"))
    return (parts.netloc.removeprefix("www.") + path.rstrip("/") + "/" * (not parts.query) + "?" + parts.query).lower()


def _same(a: str, b: str) -> bool:
    return _key(a) == _key(b)


def _target(link: HtmlElement) -> str | None:
    """Where a link leads: its href, or the address its script or data attribute names literally."""
    href = (link.get("href") or "").strip()
    if link.tag == "link" and "next" not in (link.get("rel") or "").lower().split():
        return None
    if href and not href.startswith("#") and not re.match(r"(?:javascript|mailto|tel|data):", href, re.I):
        return href
    for name in ("data-href", "data-url", "data-next", "data-next-url"):
        if re.search(r"[/.?]", link.get(name) or ""):
            return link.get(name)
    script = re.search(r"location(?:\.href)?\s*=\s*['\"]([^'\"]+)['\"]", f"{href} {link.get('onclick') or ''}")
    return script[1] if script else None


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _texts(link: HtmlElement) -> list[str]:
    """What a link says: its text, else its pictures' and its own labels."""
    text = " ".join(link.text_content().split())
    labels = [link.get("aria-label"), link.get("title"), link.get("value")]
    labels += [image.get("alt") or image.get("title") for image in link.iter("img", "svg", "input")]
    return [text, *(" ".join(label.split()) for label in labels if label and label.strip())]


def _weigh(link: HtmlElement, address: str, url: str, place: float) -> float:
    """How much speaks for a link as the next page; negative for what must never be followed."""
    texts = _texts(link)
    text, said = texts[0], [t for t in texts if t and len(t) <= 40]
    rel = (link.get("rel") or "").lower().split()
    around = [link, *list(link.iterancestors())[:4]]
    if any(_OUT.search(t) for t in said) or "prev" in rel or _FILE.search(urlsplit(address).path):
        return -9.0
    if any(_DISABLED.search(_names(e)) or e.get("aria-disabled") == "true" for e in around[:2]):
        return -9.0
    if any(_CALENDAR.search(_names(e)) for e in link.iterancestors()) or (said and _MONTH.search(said[0])):
        return -9.0
    step = _step(url, address)
    if step is not None and step <= 0:
        return -9.0
    if link.tag == "link":
        return 0.0 if link.get("title") and not _NEXT.fullmatch(link.get("title")) else 5.0
    words = any(_NEXT.fullmatch(t) for t in said)
    more = any(_MORE.fullmatch(t) for t in said)
    arrow = not words and len(text) <= 4 and (_ARROW.search(text) or _ARROWS.search(text))
    pager = any(_PAGER.search(_names(e)) or e.get("role") == "navigation" for e in around)
    weight = place + (4.0 if words else 2.0 if more else 0.0) + 1.0 * pager
    if arrow:
        weight += 1.5 if _ARROWS.search(text) else 2.5
    if words or more or arrow or not text:
        weight += 3.0 * ("next" in rel)
        named = [_names(e) for e in around[:2]]
        if not any(_NAMED_OUT.search(n) for n in named) and any(_NAMED.search(n) for n in named):
            weight += 2.0
    elif not place:
        return 0.0
    if step is not None:
        weight += 2.5 if step == 1 else -1.0
    return weight - 2.0 * (urlsplit(address).netloc.removeprefix("www.") != urlsplit(url).netloc.removeprefix("www."))


def _step(url: str, address: str) -> int | None:
    """By how many pages `address` is ahead of `url` (1: the next); None where the addresses tell no page number."""
    a, b = _key(url), _key(address)
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    while start and a[start - 1].isdigit():
        start -= 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    while end and (a[len(a) - end].isdigit()):
        end -= 1
    before, old, new = a[:start], a[start : len(a) - end], b[start : len(b) - end]
    number = re.compile(r"[/?&_.;,-]*(?:[a-z_\[\]%.]{1,20}\d?[=/_,-]{1,2}|[a-z]{1,5})?(\d{1,6})[/?&.]*(?:s?html?)?[/?&]*")
    there = number.fullmatch(new)
    if there is None or _DATED.search(new):
        return 0 if re.search(r"\d", old) and not re.search(r"\d", new) and number.fullmatch(old) else None
    here = number.fullmatch(old)
    n = int(there[1])
    offset = bool(_OFFSET.search(before + new[: there.start(1)]))
    if here:
        ahead = n - int(here[1])
        return 1 if offset and 1 < ahead <= 100 else ahead
    if re.search(r"\d", old):
        return None
    return 1 if n in (1, 2) or (offset and n <= 100) else n - 1


def _numbers(root: HtmlElement, base_url: str, url: str) -> dict[HtmlElement, float]:
    """Of every numbered pager the link after the current number."""
    found: dict[HtmlElement, float] = {}
    for parent in {link.getparent() for link in root.iter("a", "button") if re.fullmatch(r"\W*\d{1,5}\W*", link.text_content() or "")}:
        for box in (parent, parent.getparent()) if parent is not None else ():
            if box is None or box.tag in ("body", "html"):
                continue
            row = list(_row(box, base_url, url))
            current = [n for n, link in row if link is None]
            if len(row) < 2 or len(row) > 40 or len(set(current)) != 1:
                continue
            following = [link for n, link in row if link is not None and n == current[0] + 1]
            if following and [n for n, _ in row] == sorted(n for n, _ in row):
                found[following[0]] = 4.0
    return found


def _row(box: HtmlElement, base_url: str, url: str) -> Iterator[tuple[int, HtmlElement | None]]:
    """The numbers of a pager in order, each with its link; None for the link of the current page."""
    number = re.compile(r"[\s\[(|·]*(\d{1,5})[\s\])|·]*")
    if box.text and (m := number.fullmatch(box.text)):
        yield int(m[1]), None
    for child in box:
        if not isinstance(child.tag, str):
            continue
        m = number.fullmatch(child.text_content())
        if m:
            link = child if child.tag == "a" else child.find(".//a")
            href = _target(link) if link is not None else None
            address = _join(base_url, href) if href else None
            current = any(_CURRENT.search(e.get("class") or "") or e.get("aria-current") for e in child.iter())
            yield int(m[1]), None if address is None or current or _same(address, url) else link
        if child.tail and (m := number.fullmatch(child.tail)):
            yield int(m[1]), None


_CREATE = re.compile(
    r"create\w*page\w*\(\s*(?:['\"][\w#.-]*['\"]\s*,\s*)?(\d+)\s*,\s*(\d+)\s*,\s*['\"]([^'\"]+)['\"]\s*,\s*['\"](\w+)['\"]", re.I
)
_COUNT = re.compile(r"(?:countPage|pageCount|totalPages?|page_?count|m_nPageCount)\s*[=:]\s*['\"]?(\d+)", re.I)
_AT = re.compile(r"(?:currentPage|currPage|curPage|m_nCurrPage|nCurrIndex|pageIndex)\s*[=:]\s*['\"]?(\d+)", re.I)


def _scripted(root: HtmlElement, url: str) -> str | None:
    """The next page where a script of a publishing system (TRS WCM and its kin) writes the pager.

    Page 0 is `index.shtml`, page n `index_n.shtml`; `createPageHTML(count, current, name, extension)` says so outright,
    other pages only in `countPage` and `currentPage`.
    """
    for script in root.iter("script"):
        text = re.sub(r"(?m)^\s*//.*$", "", script.text or "")
        if call := _CREATE.search(text):
            count, at, name, extension = int(call[1]), int(call[2]), call[3], call[4]
        elif (total := _COUNT.search(text)) and (here := _AT.search(text)):
            path = urlsplit(url).path.rpartition("/")[2] or "index.html"
            count, at = int(total[1]), int(here[1])
            name, _, extension = re.sub(r"_\d+(?=\.)", "", path).rpartition(".")
            if not re.search(r"_['\"]?\s*\+|['\"]_", text) or extension not in ("html", "htm", "shtml"):
                continue
        else:
            continue
        return f"{name}_{at + 1}.{extension}" if at + 1 < count else None
    return None
