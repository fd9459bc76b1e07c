"""The corpus of strange pages: sites that must be refused, and unusual sites that must be kept.

REFUSED[name](i, title, date) is the answer (status, headers, body) of a site's article number i; every article of the
site answers so, and no two answers are byte for byte the same where the real ones are not. GOOD[name]() is the
articles of a site, each with the sentences that must, and those that must not, be in its stored body.
"""

from __future__ import annotations

from collections.abc import Callable

from strange_absent import ABSENT
from strange_good import TEXTS
from strange_good_pages import PAGES
from strange_parts import Article, Page, half, list_page, path, squeeze
from strange_walls import WALLS

__all__ = ["GOOD", "REFUSED", "Article", "half", "list_page", "path", "refused_entries", "squeeze"]

REFUSED: dict[str, Page] = {**WALLS, **ABSENT}
GOOD: dict[str, Callable[[], list[Article]]] = {**TEXTS, **PAGES}

_TITLES = {
    "zh": ("云栖县2026年第三季度招商引资项目签约情况通报", "关于松溪新区标准厂房分配结果的公示", "滨江产业园二期道路工程中标公告", "关于申报省级特色产业集群的通知", "县域冷链物流补短板项目入库名单", "关于召开外资企业座谈会的预告", "白鹭镇食品加工区环评批复公告"),
    "tw": ("龍潭工業區土地釋出公告", "榕江縣促進民間投資獎勵辦法修正", "招商說明會報名須知", "溫泉區旅館開發案甄選結果", "產業園區污水廠整建公告", "縣府與三家廠商簽署投資意向書"),
    "en": ("Land release at the northern enterprise park", "Tender: quay crane refurbishment", "Business rates relief for new tenants", "Consultation on the harbour plan", "Award of contract for street lighting", "Apprenticeship grants reopen"),
    "de": ("Ausschreibung Gewerbepark Nord", "Satzung über die Wirtschaftsförderung", "Vergabe der Straßenbeleuchtung", "Grundstücksverkauf am Kesselhof", "Förderprogramm für Ausbildungsbetriebe", "Bebauungsplan Unterlinden ausgelegt"),
    "ja": ("企業立地奨励金の受付開始", "工業団地分譲のお知らせ", "一般競争入札の公告", "創業支援補助金の採択結果", "道の駅指定管理者の募集", "産業振興計画案への意見募集"),
    "ko": ("산업단지 분양 공고", "투자유치 보조금 지원 계획", "입찰 공고: 도로 확장 공사", "외국인 투자기업 간담회 개최", "창업 지원 대상자 선정 결과", "농공단지 입주 기업 모집"),
}
_LANGUAGES = {
    "tw": ("unusual_traffic_tw", "gone_big5", "session_over_tw", "maintenance_hk"),
    "en": ("just_a_moment", "sensor_refresh_200", "reference_denied", "incident_iframe", "press_and_hold", "ad_blocker_note", "being_redirected", "token_challenge_202", "waiting_room", "nothing_found_blog",
           "posts_itself", "subscribe_to_continue", "database_down_en", "origin_unreachable", "parked_domain", "region_not_served"),
    "de": ("proof_of_work_de", "gone_de", "login_echoes_title_de", "consent_wall_de"),
    "ja": ("human_check_ja", "gone_shift_jis", "maintenance_ja", "skeleton_server_shell"),
    "ko": ("guard_ko", "gone_alert_euc_kr", "maintenance_ko"),
}


def refused_entries(name: str) -> list[tuple[str, str]]:
    """`(title, date)` of the articles the list of the site `name` of REFUSED shows, in the site's language."""
    language = next((code for code, names in _LANGUAGES.items() if name in names), "zh")
    return [(title, f"2026-{4 + k:02d}-{7 + 3 * k:02d}") for k, title in enumerate(_TITLES[language])]
