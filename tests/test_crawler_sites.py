"""sites.toml is parsed strictly: what is refused, and that the message says where to look."""

from __future__ import annotations

import pytest

from crawler.sites import from_url, load, parse
from nouns.mistakes import ConfigError
from nouns.site import Site

START = 'start_urls = ["https://park.example/info"]\n'


def test_three_lines_make_a_site_and_everything_else_has_a_default():
    (site,) = parse(f"[luohu]\n{START}region = '深圳市罗湖区'\n").values()
    assert site == Site("luohu", ("https://park.example/info",), region="深圳市罗湖区")


def test_a_site_is_frozen():
    with pytest.raises(AttributeError):
        from_url("https://park.example/info").name = "other"


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[Luohu]\n" + START, "sites.toml: [Luohu]: a name is small letters"),
        ("x = 1\n", "sites.toml: x: stands outside a site's table"),
        ("[a]\n" + START + "colour = 'red'\n", "sites.toml: [a] colour: unknown key; known: allow_offsite"),
        ("[a]\nstart_urls = []\n", "sites.toml: [a] start_urls: must be a non-empty list"),
        ("[a]\nstart_urls = ['ftp://park.example/']\n", "sites.toml: [a] start_urls: not an http(s) address"),
        ("[a]\nstart_urls = ['https://']\n", "sites.toml: [a] start_urls: not an http(s) address"),
        ("[a]\nstart_urls = 'https://park.example/'\n", "sites.toml: [a] start_urls: must be a non-empty list"),
        ("[a]\n" + START + "entry = 'li['\n", "sites.toml: [a] entry: not a CSS selector: li["),
        ("[a]\n" + START + "title = 'a'\n", "sites.toml: [a] entry: missing"),
        ("[a]\n" + START + "encoding = 'gb9999'\n", "sites.toml: [a] encoding: not a character encoding"),
        ("[a]\n" + START + "min_items = -1\n", "sites.toml: [a] min_items: must be a whole number of at least 0"),
        ("[a]\n" + START + "min_items = true\n", "sites.toml: [a] min_items: must be a whole number"),
        ("[a]\n" + START + "max_pages = 0\n", "sites.toml: [a] max_pages: must be a whole number of at least 1"),
        ("[a]\n" + START + "delay = '1'\n", "sites.toml: [a] delay: must be a number of seconds"),
        ("[a]\n" + START + "concurrency = 0\n", "sites.toml: [a] concurrency: must be a whole number from 1"),
        ("[a]\n" + START + "render = 1\n", "sites.toml: [a] render: must be true, false or "),
        ("[a]\n" + START + "window = '25:00-06:00'\n", "sites.toml: [a] window: not a window"),
        ("[a]\n" + START + "region = ' '\n", "sites.toml: [a] region: must be a non-empty string"),
        ("[a]\n" + START + "[a]\n" + START, "sites.toml: "),
        ("[a\n", "sites.toml: "),
    ],
)
def test_what_cannot_be_used_is_refused_with_file_table_and_key(toml, said):
    with pytest.raises(ConfigError) as refused:
        parse(toml)
    assert str(refused.value).startswith(said)


def test_a_file_that_is_not_there_or_not_text_is_refused_by_name(tmp_path):
    with pytest.raises(ConfigError, match=r"no such file: .*nowhere\.toml"):
        load(tmp_path / "nowhere.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe[a]")
    with pytest.raises(ConfigError, match=r"bytes\.toml: cannot be read"):
        load(tmp_path / "bytes.toml")


@pytest.mark.parametrize("url", ["park.example/info", "file:///etc/passwd", "javascript:alert(1)", ""])
def test_an_address_on_the_command_line_is_http_or_refused(url):
    with pytest.raises(ConfigError, match=r"^not an http"):
        from_url(url)


def test_the_shipped_file_is_usable():
    from crawler.sites_file import EXAMPLE

    assert load(EXAMPLE) == {}


def test_a_selector_selects_elements_and_the_habit_of_text_is_let_pass():
    table = '[luohu]\nstart_urls = ["https://luohu.example.gov.cn/tzgg/"]\nentry = "ul.news li"\n'
    assert parse(f'{table}title = "a::text"\n')["luohu"].title == "a"
    with pytest.raises(ConfigError, match=r"sites.toml: \[luohu\] title: .*without ::attr\(title\)"):
        parse(f'{table}title = "a::attr(title)"\n')
